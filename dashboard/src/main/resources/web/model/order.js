// The order of the table's rows, and which of them a search finds. Pure.

import { valueOf } from "./frame.js";
import { WHOLE, WITHOUT_STATE } from "./names.js";
import { isOnMap } from "./places.js";

/** The locales in the order of a column; states with equal numbers by name. Unknown numbers count as the smallest. */
export function sortedLocales(states, { by, descending }, perMillion) {
  const sign = descending ? -1 : 1;
  const value = (state) => valueOf(state, by, perMillion) ?? -1;
  const byName = (a, b) => a.name.localeCompare(b.name);
  return [...states]
    .sort((a, b) => (by === "name" ? sign * byName(a, b) : sign * (value(a) - value(b)) || byName(a, b)))
    .map(({ locale }) => locale);
}

/** A text as it is compared: without case, accents and curved apostrophes. */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("’", "'").toLowerCase();

/** The codes by which a place is found: people know the United States by either. */
const codesOf = (locale) => (locale === WHOLE ? [WHOLE, WITHOUT_STATE] : [locale]).map((code) => code.toLowerCase());

/**
 * How well a place matches what somebody typed: 2 for its exact code or name, 1 for a part of its name or the beginning
 * of its code, 0 if not at all.
 */
export function match({ locale, name }, typed) {
  const wanted = plain(typed.trim());
  const codes = codesOf(locale);
  if (codes.includes(wanted) || plain(name) === wanted) return 2;
  return plain(name).includes(wanted) || codes.some((code) => code.startsWith(wanted)) ? 1 : 0;
}

/** The place that stands first because it is exactly what was typed, before all on the map that is shown; or undefined. */
export function exactMatch(places, typed, map) {
  const exact = places.filter((place) => match(place, typed) === 2);
  return exact.find((place) => isOnMap(place, map)) ?? exact[0];
}
