// The windows of the past, and the rates of rejected and late records: as much as was loaded, a day at most. Pure.

import { parseTime } from "../lib/format.js";

/** The larger of two numbers, of which either may be null or undefined (not known); null if both are. */
const larger = (a, b) => (a == null || b == null ? (a ?? b ?? null) : Math.max(a, b));

export class History {
  /** How long windows and rates are kept (ms of event time). */
  limitMillis = 24 * 3_600_000;
  /** The start (ms) of the newest window. */
  newest = -Infinity;
  /** Every window that starts at or after this (ms) is known; Infinity if none is known. */
  knownFrom = Infinity;

  /** How often the connection was lost. */
  losses = 0;

  #windows = new Map(); // start (ms) -> {start, logins, users, devices, failed}
  #rates = new Map(); // start (ms) -> {rejected, late}
  #newestRate = -Infinity; // start (ms) of the newest of them
  #sorted = null; // the windows, oldest first; null when they must be sorted again
  #before = null; // {from, to} (ms): what was known completely before the connection was lost

  /**
   * Merges the totals of a window. The numbers of a window only grow, so the larger of two is the later one, in
   * whichever order they arrive. Users and devices may be missing, and failed logins where there are none.
   */
  add(start, { logins, unique_users: users = null, distinct_devices: devices = null, failed_logins: failed = 0 }) {
    const known = this.#windows.get(start);
    if (!known) {
      this.#windows.set(start, { start, logins, users, devices, failed });
      this.#sorted = null;
    } else {
      known.logins = larger(logins, known.logins);
      known.users = larger(users, known.users);
      known.devices = larger(devices, known.devices);
      known.failed = larger(failed, known.failed);
    }
    if (start > this.newest) {
      this.newest = start;
      this.#forget();
    }
  }

  /**
   * Adds the bodies of /api/windows and /api/rates from this time (ms) on.
   *
   * @param losses the value of `losses` when they were requested: after a later loss they are not complete up to now
   */
  addPast(from, windows, rates, losses) {
    for (const { window, ...totals } of windows.windows) this.add(parseTime(window.start), totals);
    this.addRates(rates.rates);
    if (losses === this.losses) this.knownFrom = Math.min(this.knownFrom, from);
    if (this.knownFrom <= this.#before?.from) this.#before = null;
  }

  addRates(rates) {
    let newest = -Infinity;
    for (const { start, rejected, late } of rates) {
      this.#rates.set(parseTime(start), { rejected, late });
      newest = Math.max(newest, parseTime(start));
    }
    // They go on while no logins come.
    if (newest > this.#newestRate) {
      this.#newestRate = newest;
      this.#forgetBefore(this.#rates, newest - this.limitMillis);
    }
  }

  clear() {
    this.#windows.clear();
    this.#rates.clear();
    this.#newestRate = -Infinity;
    this.#sorted = null;
    this.newest = -Infinity;
    this.knownFrom = Infinity;
    this.#before = null;
  }

  /**
   * Reports that windows may have been missed, because the connection was lost: the past must be loaded again.
   *
   * @param wasComplete whether what was known until now still holds
   */
  doubt(wasComplete = true) {
    this.losses++;
    if (!wasComplete) this.#before = null;
    else if (this.knownFrom !== Infinity) this.#before = { from: this.knownFrom, to: this.newest };
    this.knownFrom = Infinity;
  }

  /** The known windows that start in [from, to), in ms, oldest first. */
  between(from, to) {
    this.#sorted ??= [...this.#windows.values()].sort((a, b) => a.start - b.start);
    const first = this.#indexFrom(from);
    let last = first;
    while (last < this.#sorted.length && this.#sorted[last].start < to) last++;
    return this.#sorted.slice(first, last);
  }

  /**
   * {start, rejected, late} for each stretch (ms) that starts in [from, to), oldest first. Without records both are 0 where
   * that is known, else null.
   *
   * @param since when the server's history begins (ms); null before any login
   */
  rates(from, to, stretch, since) {
    const rates = [];
    for (let start = Math.ceil(from / stretch) * stretch; start < to; start += stretch) {
      const none = since !== null && start >= since && this.#isKnown(start) ? 0 : null;
      rates.push({ start, ...(this.#rates.get(start) ?? { rejected: none, late: none }) });
    }
    return rates;
  }

  /** Whether everything of the stretch that starts then (ms) was loaded. */
  #isKnown(start) {
    return start >= this.knownFrom || (this.#before !== null && start >= this.#before.from && start < this.#before.to);
  }

  /** The index in #sorted of the first window that starts at or after a time (ms). */
  #indexFrom(from) {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#sorted[middle].start < from) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #forget() {
    const oldest = this.newest - this.limitMillis;
    for (const known of [this.#windows, this.#rates]) this.#forgetBefore(known, oldest);
    if (this.#sorted?.[0]?.start < oldest) this.#sorted = null;
  }

  #forgetBefore(known, oldest) {
    for (const start of known.keys()) if (start < oldest) known.delete(start);
  }
}
