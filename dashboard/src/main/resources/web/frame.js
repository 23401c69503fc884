// One moment, as all views show it: of the live store, or of a snapshot of the past.

import { time } from "./store.js";

export const MEASURES = ["users", "logins", "devices", "visits"];
export const MEASURE_NAMES = { users: "unique users", logins: "logins", devices: "devices", visits: "visits" };

const numbers = (row) => ({
  users: row?.unique_users ?? 0,
  logins: row?.logins ?? 0,
  devices: row?.distinct_devices ?? 0,
});
const byLocale = (states) => new Map(states.map((state) => [state.locale, state]));
const relative = (now, before) => (before > 0 ? (now - before) / before : null);

/** How each measure changed between two rows of a state: fractions, or null where there was nothing before. */
function change(now, before) {
  const [a, b] = [numbers(now), numbers(before)];
  return {
    users: relative(a.users, b.users),
    logins: relative(a.logins, b.logins),
    devices: relative(a.devices, b.devices),
  };
}

/** The states of a moment, from the rows of its window and of the two that the change is told of. */
function statesOf(store, rows, visits, full, before) {
  const population = new Map(store.regions.map((region) => [region.locale, region.population]));
  return store.locales([...rows.keys()], Object.keys(visits)).map((locale) => ({
    locale,
    name: store.nameOf(locale),
    population: population.get(locale) ?? null,
    ...numbers(rows.get(locale)),
    visits: visits[locale] ?? 0,
    change: full && before ? change(full.get(locale), before.get(locale)) : null,
  }));
}

function totalsOf(body) {
  return { users: body.totals.unique_users, logins: body.totals.logins, devices: body.totals.distinct_devices };
}

/** The frame of now (ms), or null before the first word of the server. */
export function liveFrame(store, now) {
  const { summary, window, windowing } = store;
  if (!summary) return null;
  // The current window is still filling: what changed is told of the last full one.
  const full = window && window.start - windowing.slideMillis;
  const before = window && full - windowing.lengthMillis;
  return {
    kind: "live",
    known: store.known,
    window,
    totals: totalsOf(summary),
    perSecond: store.known ? store.loginsPerSecond(now) : null,
    visits: summary.visits.total,
    since: time(summary.visits.since),
    rejected: summary.rejected.total,
    reasons: summary.rejected.by_reason,
    late: summary.late.total,
    changeOf: window && { start: full, end: full + windowing.lengthMillis },
    states: statesOf(
      store,
      (window && store.rowsOf(window.start)) ?? new Map(),
      summary.visits.by_locale,
      store.rowsOf(full),
      store.rowsOf(before),
    ),
  };
}

/** The frame of a moment, from its snapshot and that of the window before. */
export function pastFrame(store, body, bodyBefore) {
  const rows = byLocale(body.states);
  const visits = Object.fromEntries(body.states.map((state) => [state.locale, state.visits_then ?? 0]));
  const start = time(body.window.start);
  const end = time(body.window.end);
  return {
    kind: "past",
    known: true,
    window: { start, end, final: body.window.final },
    totals: totalsOf(body),
    perSecond: body.totals.logins / (store.windowing.lengthMillis / 1000),
    visits: body.visits.then,
    since: time(body.visits.since),
    rejected: body.rejected.then,
    reasons: body.rejected.by_reason_then,
    late: body.late.then,
    changeOf: { start, end },
    states: statesOf(store, rows, visits, rows, byLocale(bodyBefore.states)),
  };
}

/** A state's number of a measure as the viewer wants it: absolute, or per million inhabitants (null where none are known). */
export function valueOf(state, measure, perMillion) {
  if (!perMillion) return state[measure];
  return state.population ? (state[measure] / state.population) * 1e6 : null;
}
