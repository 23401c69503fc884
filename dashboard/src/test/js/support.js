// Fixtures that several tests share.

import { Store } from "../../main/resources/web/model/store.js";

/** A whole minute, so that windows of 30 s that slide by 10 s are aligned to it. */
export const T0 = Date.parse("2026-03-01T12:00:00Z");
export const SECOND = 1_000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;

export const iso = (millis) => new Date(millis).toISOString();

/** A row of window statistics, for the window of 30 s that starts then (ms). */
export const row = (start, locale, logins, users = logins, devices = logins) => ({
  window: { start: iso(start), end: iso(start + 30 * SECOND) },
  locale,
  logins,
  unique_users: users,
  distinct_devices: devices,
});

/** The body of a summary whose window starts then (ms), or without a window for null. */
export const summary = (
  start,
  { logins = 0, visits = 0, asOf = T0, completeThrough = null, final = false, full = true, from = T0 - HOUR } = {},
) => ({
  window: start === null ? null : { start: iso(start), end: iso(start + 30 * SECOND), final, full },
  as_of: asOf === null ? null : iso(asOf),
  complete_through: completeThrough === null ? null : iso(completeThrough),
  history_from: start === null ? null : iso(from),
  totals: { logins, unique_users: logins, distinct_devices: logins },
  visits: { total: visits, since: start === null ? null : iso(T0 - HOUR), by_locale: {} },
  rejected: { total: 3, by_reason: { tombstone: 3 } },
  late: { total: 2 },
});

/** The body of a snapshot: a summary with the rows of its window. */
export const snapshot = (start, rows, options) => ({
  ...summary(start, options),
  states: rows.map(({ window: _, ...state }) => ({ ...state, visits: 10 * state.logins })),
  latest: rows.at(-1) ?? null,
});

export const REGIONS = {
  regions: [
    { locale: "CA", name: "California", fips: "06", population: 40_000_000 },
    { locale: "UT", name: "Utah", fips: "49", population: 3_000_000 },
    { locale: "XX", name: "Nowhere", fips: "99", population: null },
  ],
  window: { length_ms: 30_000, slide_ms: 10_000 },
  lateness_ms: 60_000,
  history_ms: 24 * HOUR,
  locales: ["CA", "UNK", "UT", "XX"],
  population: 43_000_000,
  produce_command: "./rollcall produce",
};

/** A store with the regions, and with this snapshot and these rows. */
export function storeWith({ snapshot: body = null, rows = [] } = {}) {
  const store = new Store();
  store.setRegions(REGIONS);
  if (body) store.setSnapshot(body);
  if (rows.length > 0) store.addRows({ as_of: iso(T0), rows });
  return store;
}

/** Timers whose clock moves only on request. */
export class SettableTimers {
  now = 0;
  #next = 1;
  #timers = new Map(); // id -> {at, task, every}

  setTimeout(task, millis) {
    this.#timers.set(this.#next, { at: this.now + millis, task, every: null });
    return this.#next++;
  }

  setInterval(task, millis) {
    this.#timers.set(this.#next, { at: this.now + millis, task, every: millis });
    return this.#next++;
  }

  clearTimeout(id) {
    this.#timers.delete(id);
  }

  clearInterval(id) {
    this.#timers.delete(id);
  }

  get pending() {
    return this.#timers.size;
  }

  /** Moves the clock forward (ms), and runs the timers that become due, in order. */
  advance(millis) {
    const end = this.now + millis;
    for (;;) {
      const due = [...this.#timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at);
      if (due.length === 0) break;
      const [id, timer] = due[0];
      this.now = timer.at;
      if (timer.every === null) this.#timers.delete(id);
      else timer.at += timer.every;
      timer.task();
    }
    this.now = end;
  }
}
