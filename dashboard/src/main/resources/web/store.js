// What the page knows, from what the server said. Pure: no DOM, no network, no clock.

import { Finality } from "./finality.js";
import { Visits } from "./visits.js";

export const HISTORY_MILLIS = 30 * 60_000;
/** Rows are kept this long (event time); older windows only as totals, and what still comes for them waits for `correct`. */
const ROWS_MILLIS = 5 * 60_000;
/** Logins a second are taken over this time. */
const RATE_MILLIS = 10_000;
const SPECIAL = { UNK: "Unknown", OTHER: "Elsewhere" };

const time = (iso) => (iso ? Date.parse(iso) : null);

/** Rows of window statistics, the history of windows, totals and progress; `onChange` hears of every change. */
export class Store {
  regions = [];
  windowing = { lengthMillis: 30_000, slideMillis: 10_000, latenessMillis: 60_000 };
  connection = { state: "connecting", since: 0 };
  /** The last summary: window, totals, visits, rejected, late; null before the first. */
  summary = null;
  latest = null;
  asOf = null;
  completeThrough = null;
  /** Job name to its last progress. */
  progress = new Map();
  /** Window start (ms) to {start, end, logins, users, devices, final}; users and devices null where not known. */
  history = new Map();
  visits = new Visits();

  #names = new Map(Object.entries(SPECIAL));
  #rows = new Map(); // window start (ms) -> locale -> row
  #finality = new Finality();
  #newest = -Infinity;
  #totals = []; // {at, visits} of the last seconds, oldest first

  constructor(onChange = () => {}) {
    this.onChange = onChange;
  }

  /** The body of /api/regions. */
  setRegions(body) {
    this.regions = body.regions;
    this.windowing = {
      lengthMillis: body.window.length_ms,
      slideMillis: body.window.slide_ms,
      latenessMillis: body.lateness_ms,
    };
    for (const region of body.regions) this.#names.set(region.locale, region.name);
    this.onChange();
  }

  setConnection(state, now) {
    if (state !== this.connection.state) this.connection = { state, since: now };
    this.onChange();
  }

  /** The first event of a connection: all rows known before are only lower bounds now, and go. */
  setSnapshot(body) {
    this.#rows.clear();
    this.#totals = [];
    if (!body.window) this.history.clear();
    // Windows that begin before the current one ends by a slide may hold logins already; later ones do not.
    const knownAfter = body.window ? time(body.window.end) - this.windowing.slideMillis : -Infinity;
    this.visits.reset(body.states, knownAfter);
    this.#addStates(body);
    this.latest = body.latest;
    this.setSummary(body);
  }

  /** A snapshot body without states: totals of the current window, with each tick. */
  setSummary(body) {
    this.summary = body;
    this.visits.setSince(time(body.visits.since));
    this.#totals.push({ at: time(body.as_of), visits: body.visits.total });
    while (this.#totals[0].at < time(body.as_of) - RATE_MILLIS) this.#totals.shift();
    this.#seen(body);
    if (body.window) this.#keepTotal(time(body.window.start), body.totals, body.window.final);
    this.onChange();
  }

  /** Changed rows of any windows. A row that knows of fewer logins than are known is old, and ignored. */
  addRows(body) {
    const changed = new Set();
    for (const row of body.rows) {
      const start = time(row.window.start);
      this.latest = row;
      if (start <= this.#newest - ROWS_MILLIS) continue;
      const known = this.#rowsOf(start).get(row.locale);
      if (known && known.logins > row.logins) continue;
      this.#rowsOf(start).set(row.locale, row);
      if (this.#isAligned(start)) this.visits.grow(row.locale, start, known?.logins, row.logins);
      changed.add(start);
    }
    for (const start of changed) this.#keepTotal(start, { logins: this.#sum(start) }, false);
    this.#seen(body);
    this.#forget();
    this.onChange();
  }

  /** Job progress. */
  addProgress(body) {
    this.progress.set(body.job, body);
    this.#finality.add(body);
    this.onChange();
  }

  /** The body of /api/windows: the truth about the past, but for rows that came meanwhile. */
  addHistory(body) {
    this.history.clear();
    for (const { window, ...totals } of body.windows) this.#keepTotal(time(window.start), totals, window.final);
    for (const start of this.#rows.keys()) this.#keepTotal(start, { logins: this.#sum(start) }, false);
    this.#forget();
    this.onChange();
  }

  /** The snapshot of one window, fetched while connected: its rows and, if it is aligned, the visits (see visits.js). */
  addWindow(body) {
    this.#addStates(body);
    this.onChange();
  }

  nameOf(locale) {
    return this.#names.get(locale) ?? locale;
  }

  /** The current window as {start, end, final} (ms), or null before any login. */
  get window() {
    const window = this.summary?.window;
    if (!window) return null;
    const end = time(window.end);
    return { start: time(window.start), end, final: window.final || this.#isFinal(end) };
  }

  /** Every region, then Unknown, Elsewhere and whatever else has logins: {locale, name, users, logins, devices, visits}. */
  get states() {
    const rows = this.#rows.get(this.window?.start) ?? new Map();
    const locales = new Set([...this.regions.map((region) => region.locale), ...Object.keys(SPECIAL)]);
    for (const locale of [...rows.keys(), ...this.visits.locales()]) locales.add(locale);
    return [...locales].map((locale) => {
      const row = rows.get(locale);
      return {
        locale,
        name: this.nameOf(locale),
        users: row?.unique_users ?? 0,
        logins: row?.logins ?? 0,
        devices: row?.distinct_devices ?? 0,
        visits: this.visits.of(locale),
      };
    });
  }

  /** How fast logins are being counted now (ms since the epoch), or null where that is not known yet. */
  loginsPerSecond(now) {
    const [first, last] = [this.#totals[0], this.#totals.at(-1)];
    if (!first) return null;
    if (now - last.at > RATE_MILLIS) return 0;
    if (last.at - first.at < 1_000) return null;
    return Math.max(0, last.visits - first.visits) / ((last.at - first.at) / 1000);
  }

  /** The windows of the last 30 minutes, oldest first: the entries of `history`, final as known by now. */
  get timeline() {
    return [...this.history.values()]
      .filter((entry) => entry.start > this.#newest - HISTORY_MILLIS)
      .sort((a, b) => a.start - b.start)
      .map((entry) => ({ ...entry, final: entry.final || this.#isFinal(entry.end) }));
  }

  /** The windows (start, ms) that may hold logins now, the current one first. */
  get openWindows() {
    const { lengthMillis, slideMillis } = this.windowing;
    const current = this.window?.start;
    return current === undefined ? [] : Array.from({ length: lengthMillis / slideMillis }, (_, i) => current + i * slideMillis);
  }

  /** The aligned one of them, or undefined. */
  get alignedWindow() {
    return this.openWindows.find((start) => this.#isAligned(start));
  }

  #isAligned(start) {
    return start % this.windowing.lengthMillis === 0;
  }

  #isFinal(end) {
    return end + this.windowing.latenessMillis <= this.#finality.through;
  }

  #seen(body) {
    this.asOf = time(body.as_of) ?? this.asOf;
    this.completeThrough = time(body.complete_through) ?? this.completeThrough;
  }

  #rowsOf(start) {
    if (!this.#rows.has(start)) this.#rows.set(start, new Map());
    return this.#rows.get(start);
  }

  #addStates(body) {
    if (!body.window) return;
    const start = time(body.window.start);
    const rows = this.#rowsOf(start);
    for (const state of body.states) {
      if (!(rows.get(state.locale)?.logins > state.logins)) rows.set(state.locale, state);
    }
    if (this.#isAligned(start)) this.visits.correct(start, body.states, (locale) => rows.get(locale).logins);
    this.#keepTotal(start, body.totals, body.window.final);
  }

  #sum(start) {
    let logins = 0;
    for (const row of this.#rows.get(start).values()) logins += row.logins;
    return logins;
  }

  /** Logins, users and devices of a window only grow, so of two totals the larger is the later. */
  #keepTotal(start, { logins, unique_users: users = null, distinct_devices: devices = null }, final) {
    const known = this.history.get(start);
    const larger = (a, b) => (a === null || b === null ? (a ?? b) : Math.max(a, b));
    this.history.set(start, {
      start,
      end: start + this.windowing.lengthMillis,
      logins: larger(logins, known?.logins ?? null),
      users: larger(users, known?.users ?? null),
      devices: larger(devices, known?.devices ?? null),
      final: final || (known?.final ?? false),
    });
    this.#newest = Math.max(this.#newest, start);
  }

  #forget() {
    for (const start of this.history.keys()) if (start <= this.#newest - HISTORY_MILLIS) this.history.delete(start);
    for (const start of this.#rows.keys()) if (start <= this.#newest - ROWS_MILLIS) this.#rows.delete(start);
  }
}
