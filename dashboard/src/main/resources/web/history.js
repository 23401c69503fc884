// The windows of the past, and when logins were rejected or late: as much of it as was asked for, a day at most.

const time = (iso) => Date.parse(iso);
const larger = (a, b) => (a == null || b == null ? (a ?? b ?? null) : Math.max(a, b));

export class History {
  limitMillis = 24 * 3_600_000;
  /** The start (ms) of the newest window. */
  newest = -Infinity;
  /** The start (ms) from which on all windows are known. */
  knownFrom = Infinity;

  #windows = new Map(); // start (ms) -> {start, logins, users, devices}
  #rates = new Map(); // start (ms) -> {rejected, late}
  #sorted = null;

  /** Logins, users and devices of a window only grow, so of two totals the larger is the later. */
  add(start, { logins, unique_users: users = null, distinct_devices: devices = null }) {
    const known = this.#windows.get(start);
    if (!known) {
      this.#windows.set(start, { start, logins, users, devices });
      this.#sorted = null;
    } else {
      known.logins = larger(logins, known.logins);
      known.users = larger(users, known.users);
      known.devices = larger(devices, known.devices);
    }
    if (start > this.newest) {
      this.newest = start;
      this.#forget();
    }
  }

  /** The bodies of /api/windows and /api/rates from a time (ms) on. */
  addPast(from, windows, rates) {
    for (const { window, ...totals } of windows.windows) this.add(time(window.start), totals);
    this.addRates(rates.rates);
    this.knownFrom = Math.min(this.knownFrom, from);
  }

  addRates(rates) {
    for (const { start, rejected, late } of rates) this.#rates.set(time(start), { rejected, late });
  }

  clear() {
    this.#windows.clear();
    this.#rates.clear();
    this.#sorted = null;
    this.newest = -Infinity;
    this.knownFrom = Infinity;
  }

  /** What is known is no longer sure to be all there is: the connection was lost meanwhile. */
  doubt() {
    this.knownFrom = Infinity;
  }

  /** The windows that start in this range (ms), oldest first. */
  between(from, to) {
    this.#sorted ??= [...this.#windows.values()].sort((a, b) => a.start - b.start);
    const first = this.#indexFrom(from);
    let last = first;
    while (last < this.#sorted.length && this.#sorted[last].start < to) last++;
    return this.#sorted.slice(first, last);
  }

  /** Rejected and late records by stretches of this length (ms): {start, rejected, late}, oldest first, zeros too. */
  rates(from, to, stretch) {
    const rates = [];
    for (let start = Math.ceil(from / stretch) * stretch; start < to; start += stretch) {
      rates.push({ start, ...(this.#rates.get(start) ?? { rejected: 0, late: 0 }) });
    }
    return rates;
  }

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
    for (const known of [this.#windows, this.#rates]) {
      for (const start of known.keys()) if (start < oldest) known.delete(start);
    }
    if (this.#sorted?.[0]?.start < oldest) this.#sorted = null;
  }
}
