// The viewer's choices as the query of the address, and back. Pure.

import { MEASURES } from "./measures.js";
import { MAPS } from "./places.js";

/** Lengths of the timeline (ms), by their names in the address. */
export const SPANS = { "30m": 30 * 60_000, "3h": 3 * 3_600_000, "24h": 24 * 3_600_000 };
export const ZONES = ["local", "utc"];

/** What the page shows without a query. */
export const DEFAULTS = {
  at: null,
  map: null, // the one that has the logins
  measure: "logins",
  perMillion: false,
  state: null,
  span: "30m",
  zone: "local",
  wall: false,
};

const TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/;
const QUOTED = 24; // characters of a bad value that are shown

/** How each part of the query is read: to the value of a choice, or to undefined if the text is bad. */
const PARTS = {
  at: { choice: "at", read: parseMoment, say: () => "is no time such as 2026-01-31T14:05:00Z: showing now" },
  map: {
    choice: "map",
    read: (text) => (MAPS.includes(text) ? text : undefined),
    say: () => "is neither us nor world: showing the map that has the logins",
  },
  measure: {
    choice: "measure",
    read: (text) => (MEASURES.includes(text) ? text : undefined),
    say: () => `is none of ${MEASURES.join(", ")}: showing ${DEFAULTS.measure}`,
  },
  per: {
    choice: "perMillion",
    read: (text) => (text === "million" ? true : undefined),
    say: () => "is not million: showing counts",
  },
  state: {
    choice: "state",
    read: (text) => (/^[A-Za-z0-9_-]{1,64}$/.test(text) ? text.toUpperCase() : undefined),
    say: () => "is not the code of a place: showing all",
  },
  span: {
    choice: "span",
    read: (text) => (Object.hasOwn(SPANS, text) ? text : undefined),
    say: () => `is none of ${Object.keys(SPANS).join(", ")}: showing 30 min`,
  },
  tz: {
    choice: "zone",
    read: (text) => (ZONES.includes(text) ? text : undefined),
    say: () => "is neither local nor utc: showing local times",
  },
  wall: { choice: "wall", read: () => true },
};

/** The server answers for times of the years 1 to 9999; the page also asks for some days around a moment. */
const [EARLIEST, LATEST] = [Date.parse("0001-02-01T00:00Z"), Date.parse("9999-12-01T00:00Z")];

/** A time (ms) from ISO 8601 with a zone, or a date, which begins at 00:00 UTC; undefined if it is none. */
function parseMoment(text) {
  const iso = text.replace(" ", "+"); // an unescaped + of an offset arrives as a space
  const at = TIME.test(iso) ? Date.parse(iso) : NaN;
  return at >= EARLIEST && at <= LATEST ? at : undefined; // NaN is neither
}

/** A time (ms) in ISO 8601, without the milliseconds where they are 0. */
export const formatMoment = (at) => new Date(at).toISOString().replace(".000Z", "Z");

/** The sentence about a part of the address that the page cannot show: what it is, and what is shown instead. */
export const problem = (name, text, what) =>
  `The address says ${name}=${text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text}, which ${what}.`;

/**
 * The choices that a query ("?measure=users") holds, and a sentence about each part that is bad. Parts that are missing
 * or bad have no choice.
 *
 * @returns {{choices: object, problems: string[]}}
 */
export function parseQuery(text) {
  const choices = {};
  const problems = [];
  for (const [name, value] of new URLSearchParams(text)) {
    const part = Object.hasOwn(PARTS, name) ? PARTS[name] : null;
    const read = part?.read(value);
    if (!part) problems.push(problem(name, value, "the page does not know"));
    else if (read === undefined) problems.push(problem(name, value, part.say()));
    else choices[part.choice] = read;
  }
  return { choices, problems };
}

/** The choices as a query without "?". Defaults are left out. */
export function formatQuery({ at, map, measure, perMillion, state, span, zone, wall }) {
  const query = new URLSearchParams();
  if (at !== null) query.set("at", formatMoment(at));
  if (map !== null) query.set("map", map);
  if (measure !== DEFAULTS.measure) query.set("measure", measure);
  if (perMillion) query.set("per", "million");
  if (state) query.set("state", state);
  if (span !== DEFAULTS.span) query.set("span", span);
  if (zone !== DEFAULTS.zone) query.set("tz", zone);
  if (wall) query.set("wall", "");
  return query
    .toString()
    .replaceAll("%3A", ":")
    .replace(/=(?=&|$)/g, "");
}
