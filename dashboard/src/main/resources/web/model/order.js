// The order of the table's rows, and which of them a search finds. Pure.

import { valueOf } from "./frame.js";

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

/** How well a place matches what somebody typed: 2 for its exact code, 1 for a part of its name or code, 0 if not at all. */
export function match({ locale, name }, typed) {
  const wanted = plain(typed.trim());
  const code = locale.toLowerCase();
  if (code === wanted) return 2;
  return plain(name).includes(wanted) || code.startsWith(wanted) ? 1 : 0;
}
