// A frame: everything that the views show of one moment, taken from the live store or from a snapshot of the past. Pure.

import { parseTime, percent, points } from "../lib/format.js";
import { FAILURE_RATE, failureRate, MEASURES, needsOutcomes, unitOf } from "./measures.js";
import { WHOLE } from "./names.js";

/** The numbers of a row; what is of failed logins is missing where none failed. */
function numbers(row) {
  const [logins, failed] = [row?.logins ?? 0, row?.failed_logins ?? 0];
  return {
    users: row?.unique_users ?? 0,
    logins,
    devices: row?.distinct_devices ?? 0,
    failed,
    [FAILURE_RATE]: failureRate(logins, failed),
    failedUsers: row?.failed_users ?? 0,
    failureReasons: row?.failure_reasons ?? [],
  };
}
const byLocale = (states) => new Map(states.map((state) => [state.locale, state]));
const difference = (now, before) => (now === null || before === null ? null : now - before);
const relative = (now, before) => (before > 0 ? (now - before) / before : null);

/**
 * The relative change of each measure between two rows of a state; null where the earlier value is 0. That of the failure
 * rate is in percentage points; null where one of the two is not known.
 */
function change(now, before) {
  const [a, b] = [numbers(now), numbers(before)];
  return {
    users: relative(a.users, b.users),
    logins: relative(a.logins, b.logins),
    devices: relative(a.devices, b.devices),
    failed: relative(a.failed, b.failed),
    [FAILURE_RATE]: difference(a[FAILURE_RATE], b[FAILURE_RATE]),
  };
}

/**
 * The places of a moment: states and territories (`isState`), countries (`isCountry`), and what is neither: unknown,
 * elsewhere, and locales of one's own.
 *
 * @param rows the rows of the window that is shown, by locale
 * @param visits visits by locale, or null if they are not known
 * @param before the rows of the window that it is compared with; undefined if there is none
 */
function statesOf(store, rows, visits, before) {
  const population = new Map([...store.regions, ...store.countries].map((place) => [place.locale, place.population]));
  const states = new Set(store.regions.map(({ locale }) => locale));
  return store.locales([...rows.keys()], Object.keys(visits ?? {})).map((locale) => ({
    locale,
    name: store.nameOf(locale),
    population: population.get(locale) || null, // 0 where there is no figure
    isState: states.has(locale),
    isCountry: population.has(locale) && !states.has(locale),
    ...numbers(rows.get(locale)),
    visits: visits === null ? null : (visits[locale] ?? 0),
    change: before ? change(rows.get(locale), before.get(locale)) : null,
  }));
}

/**
 * The United States as a whole, which are no sum of the states where users and devices are counted; null where no other
 * country is counted.
 *
 * @param row their numbers; undefined without any
 * @param visits null if they are not known
 * @param before their numbers in the window that it is compared with; undefined if there is none
 */
function unitedStatesOf({ settings }, row, visits, before) {
  if (!settings.united_states) return null;
  return {
    locale: WHOLE,
    name: "United States",
    population: settings.united_states.population,
    isState: false,
    isCountry: true,
    ...numbers(row),
    visits,
    change: before ? change(row, before) : null,
  };
}

/** The window whose change is shown; null while it is still filling, because a part cannot be compared with a whole. */
const changeOf = (window) => (window?.full ? { start: window.start, end: window.end } : null);

/** What changes of a frame are compared with, as in "compared with the 30 s before"; "" where there are none. */
export const comparedWith = ({ changeOf: window }) =>
  window ? `compared with the ${(window.end - window.start) / 1000} s before` : "";

/**
 * How a measure of a state changed, in a few words; "" where nothing can be said, as beside a number that is not known.
 */
export function changeText(state, measure, perMillion) {
  if (measure === "visits" || !state.change || valueOf(state, measure, perMillion) === null) return "";
  if (measure === FAILURE_RATE) return state.change[measure] === null ? "" : points(state.change[measure]);
  return state.change[measure] === null && state[measure] === 0 ? "" : percent(state.change[measure]);
}

/** Whether any measure that the page shows has a text of changeText(). */
export const hasChange = (state, perMillion, hasOutcomes) =>
  MEASURES.some((one) => (hasOutcomes || !needsOutcomes(one)) && changeText(state, one, perMillion) !== "");

/** The frame of the present (ms), or null before the first snapshot. */
export function liveFrame(store, now) {
  const { summary, window, windowing } = store;
  if (!summary) return null;
  const rows = window && store.rowsOf(window.start);
  return {
    kind: "live",
    asOf: store.asOf,
    known: store.known,
    hasOutcomes: store.hasOutcomes,
    window,
    filling: store.filling,
    totals: numbers(summary.totals),
    perSecond: store.known ? store.loginsPerSecond(now) : null,
    rateNote: store.known ? store.rateNote(now) : "",
    visits: summary.visits.total,
    since: parseTime(summary.visits.since),
    ratesSince: parseTime(summary.visits.since),
    rejected: summary.rejected.total,
    reasons: summary.rejected.by_reason,
    late: summary.late.total,
    changeOf: changeOf(window),
    states: statesOf(
      store,
      rows ?? new Map(),
      summary.visits.by_locale,
      changeOf(window) && rows && store.rowsOf(window.start - windowing.lengthMillis),
    ),
    unitedStates: unitedStatesOf(
      store,
      summary.united_states,
      summary.united_states?.visits ?? 0,
      changeOf(window) && store.rowOf(window.start - windowing.lengthMillis, WHOLE),
    ),
  };
}

/**
 * The frame of a moment of the past, from its snapshot and that of one window length before, which may be unknown. Visits,
 * rejected and late logins are null for a moment before the day that the server counts.
 */
export function pastFrame(store, body, bodyBefore) {
  const rows = byLocale(body.states);
  const visits =
    body.visits.then === null
      ? null
      : Object.fromEntries(body.states.map((state) => [state.locale, state.visits_then ?? 0]));
  const { final, full } = body.window;
  const window = { start: parseTime(body.window.start), end: parseTime(body.window.end), final, full };
  return {
    kind: "past",
    known: true,
    hasOutcomes: store.hasOutcomes,
    window,
    filling: null,
    totals: numbers(body.totals),
    perSecond: body.totals.logins / (store.windowing.lengthMillis / 1000),
    rateNote: "",
    visits: body.visits.then,
    since: parseTime(body.visits.since),
    ratesSince: body.rejected.then === null ? null : parseTime(body.visits.since),
    rejected: body.rejected.then,
    reasons: body.rejected.by_reason_then ?? {},
    late: body.late.then,
    changeOf: changeOf(window),
    states: statesOf(store, rows, visits, changeOf(window) && bodyBefore.window && byLocale(bodyBefore.states)),
    unitedStates: unitedStatesOf(
      store,
      body.united_states,
      visits && (body.united_states?.visits_then ?? 0),
      changeOf(window) && bodyBefore.window && bodyBefore.united_states,
    ),
  };
}

/**
 * The frame of a moment outside of the history, of which nothing is known.
 *
 * @param history {from, to} of what the server knows, as ISO-8601; null before any login
 */
export function outsideFrame(store, history) {
  return {
    kind: "outside",
    known: false,
    hasOutcomes: store.hasOutcomes,
    history: history && { from: parseTime(history.from), to: parseTime(history.to) },
    window: null,
    filling: null,
    totals: numbers(null),
    perSecond: null,
    rateNote: "",
    visits: null,
    since: null,
    ratesSince: null,
    rejected: null,
    reasons: {},
    late: null,
    changeOf: null,
    states: statesOf(store, new Map(), null),
    unitedStates: unitedStatesOf(store, undefined, null),
  };
}

/** A measure of a state, in the unit of unitOf(); null where it is not known. */
export function valueOf(state, measure, perMillion) {
  if (unitOf(measure, perMillion) !== "million" || state[measure] === null) return state[measure];
  return state.population ? (state[measure] / state.population) * 1e6 : null;
}
