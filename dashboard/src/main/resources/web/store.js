// What the page knows, from what the server said. Pure: no DOM, no network, no clock.

import { History } from "./history.js";

/** Rows are kept this long (event time); of older windows only the totals. */
const ROWS_MILLIS = 5 * 60_000;
/** Logins a second are taken over this time. */
const RATE_MILLIS = 10_000;
const SPECIAL = { UNK: "Unknown", OTHER: "Elsewhere" };

export const time = (iso) => (iso ? Date.parse(iso) : null);

/** Rows of window statistics, the history, totals and progress; `onChange` hears of every change. */
export class Store {
  regions = [];
  settings = { produce_command: "./rollcall produce" };
  windowing = { lengthMillis: 30_000, slideMillis: 10_000, latenessMillis: 60_000 };
  connection = { state: "connecting", since: 0 };
  /** The last summary: window, totals, visits, rejected, late; null before the first. */
  summary = null;
  /** How the server and what feeds it are; null before the first word of it. */
  service = null;
  latest = null;
  rejected = [];
  asOf = null;
  /** Job name to its last progress, and to the one before. */
  progress = new Map();
  progressBefore = new Map();
  history = new History();

  #names = new Map(Object.entries(SPECIAL));
  #rows = new Map(); // window start (ms) -> locale -> row
  #newest = -Infinity;
  #visits = []; // {at, total} of the last seconds, oldest first

  constructor(onChange = () => {}) {
    this.onChange = onChange;
  }

  /** The body of /api/regions. */
  setRegions(body) {
    this.regions = body.regions;
    this.settings = body;
    this.windowing = {
      lengthMillis: body.window.length_ms,
      slideMillis: body.window.slide_ms,
      latenessMillis: body.lateness_ms,
    };
    this.history.limitMillis = body.history_ms;
    for (const region of body.regions) this.#names.set(region.locale, region.name);
    this.onChange();
  }

  setConnection(state, now) {
    if (state !== this.connection.state) this.connection = { state, since: now };
    this.onChange();
  }

  /** The first event of a connection: what was known before may be too little, and goes. */
  setSnapshot(body) {
    this.#rows.clear();
    this.#visits = [];
    this.#newest = -Infinity;
    // Time that went back: the topic was emptied, and is being filled again.
    if (!body.window || time(body.window.start) < this.history.newest - ROWS_MILLIS) this.history.clear();
    if (body.window)
      this.#rows.set(time(body.window.start), new Map(body.states.map((state) => [state.locale, state])));
    this.latest = body.latest;
    this.setSummary({
      ...body,
      visits: { ...body.visits, by_locale: Object.fromEntries(body.states.map((s) => [s.locale, s.visits])) },
    });
  }

  /** A snapshot body without states, but with the visits of each: with each tick. */
  setSummary(body) {
    this.summary = body;
    this.asOf = time(body.as_of) ?? this.asOf;
    this.#visits.push({ at: time(body.as_of), total: body.visits.total });
    while (this.#visits[0].at < time(body.as_of) - RATE_MILLIS) this.#visits.shift();
    if (body.window) this.#keep(time(body.window.start), body.totals);
    if (body.rates) this.history.addRates(body.rates);
    this.onChange();
  }

  /** Changed rows of any windows. A row that knows of fewer logins than are known is old, and ignored. */
  addRows(body) {
    const changed = new Set();
    for (const row of body.rows) {
      const start = time(row.window.start);
      this.latest = row;
      if (start <= this.#newest - ROWS_MILLIS) continue;
      if (!this.#rows.has(start)) this.#rows.set(start, new Map());
      const rows = this.#rows.get(start);
      if (rows.get(row.locale)?.logins > row.logins) continue;
      rows.set(row.locale, row);
      changed.add(start);
    }
    for (const start of changed) this.#keep(start, { logins: this.#sum(start) });
    for (const start of this.#rows.keys()) if (start <= this.#newest - ROWS_MILLIS) this.#rows.delete(start);
    this.asOf = time(body.as_of) ?? this.asOf;
    this.onChange();
  }

  addProgress(body) {
    this.progressBefore.set(body.job, this.progress.get(body.job));
    this.progress.set(body.job, body);
    this.onChange();
  }

  setService(body) {
    this.service = body;
    this.onChange();
  }

  setRejected(body) {
    this.rejected = body.rejected;
    this.onChange();
  }

  nameOf(locale) {
    return this.#names.get(locale) ?? locale;
  }

  /** Every locale that is shown: the regions, Unknown, Elsewhere, and these. */
  locales(...more) {
    return [...new Set([...this.regions.map((region) => region.locale), ...Object.keys(SPECIAL), ...more.flat()])];
  }

  /** Whether the numbers are known: zeros may only mean that nothing was read yet. */
  get known() {
    return (
      this.window !== null ||
      (this.service?.status === "up" && ![...this.progress.values()].some((job) => job.catching_up))
    );
  }

  /** The current window as {start, end, final} (ms), or null before any login. */
  get window() {
    const window = this.summary?.window;
    return window ? { start: time(window.start), end: time(window.end), final: window.final } : null;
  }

  /** Every raw login that reached Kafka before this (ms) is counted; null if unknown. */
  get completeThrough() {
    return time(this.summary?.complete_through);
  }

  /** Whether a window that ends then (ms) cannot change any more: as the server tells it. */
  isFinal(end) {
    return this.completeThrough !== null && end + this.windowing.latenessMillis <= this.completeThrough;
  }

  /** The rows of the window that starts then (ms), by locale; undefined if they are not known. */
  rowsOf(start) {
    return this.#rows.get(start);
  }

  /** How fast logins are being counted now (ms since the epoch), or null where that is not known yet. */
  loginsPerSecond(now) {
    const [first, last] = [this.#visits[0], this.#visits.at(-1)];
    if (!first) return null;
    if (now - last.at > RATE_MILLIS) return 0;
    if (last.at - first.at < 1_000) return null;
    return Math.max(0, last.total - first.total) / ((last.at - first.at) / 1000);
  }

  #sum(start) {
    let logins = 0;
    for (const row of this.#rows.get(start).values()) logins += row.logins;
    return logins;
  }

  #keep(start, totals) {
    this.#newest = Math.max(this.#newest, start);
    this.history.add(start, totals);
  }
}
