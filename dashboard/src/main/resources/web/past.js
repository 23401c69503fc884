// Fetches what is not live: moments of the past, the history of the nation and of single states.

import { pastFrame } from "./frame.js";

const CACHED = 90;
const HOUR = 3_600_000;

async function getJson(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

const query = (from, to) => `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`;

export class Past {
  #store;
  #snapshots = new Map(); // start (ms) -> promise of a snapshot body; the last used last
  #loading = null;

  constructor(store) {
    this.#store = store;
  }

  /** The frame of the window that holds this time (ms) and ends first. */
  async frameAt(at) {
    const { lengthMillis } = this.#store.windowing;
    const [body, before] = await Promise.all([this.#snapshot(at), this.#snapshot(at - lengthMillis)]);
    return pastFrame(this.#store, body, before);
  }

  #snapshot(at) {
    const { slideMillis } = this.#store.windowing;
    const pane = Math.floor(at / slideMillis) * slideMillis;
    let snapshot = this.#snapshots.get(pane);
    if (!snapshot) {
      snapshot = getJson(`/api/snapshot?at=${new Date(pane).toISOString()}`);
      // Only what cannot change is worth keeping.
      snapshot.then(
        (body) => body.window.final || this.#snapshots.delete(pane),
        () => this.#snapshots.delete(pane),
      );
    }
    this.#snapshots.delete(pane);
    this.#snapshots.set(pane, snapshot);
    if (this.#snapshots.size > CACHED) this.#snapshots.delete(this.#snapshots.keys().next().value);
    return snapshot;
  }

  /** Makes sure that the history is known from a time (ms) on; whole hours, once each. */
  async load(from) {
    const { history, windowing } = this.#store;
    if (this.#loading) await this.#loading;
    const oldest = Math.floor(from / HOUR) * HOUR;
    if (history.knownFrom <= oldest || history.newest === -Infinity) return;
    const to = Math.min(history.knownFrom, history.newest) + 2 * windowing.lengthMillis;
    this.#loading = this.#fetch(oldest, to).finally(() => (this.#loading = null));
    await this.#loading;
  }

  /** Fetches again what may have changed lately: logins that came late. */
  refresh() {
    const { newest, knownFrom } = this.#store.history;
    return this.#fetch(Math.max(newest - 5 * 60_000, knownFrom), newest + this.#store.windowing.lengthMillis);
  }

  async #fetch(from, to) {
    const [windows, rates] = await Promise.all([
      getJson(`/api/windows?${query(from, to)}`),
      getJson(`/api/rates?${query(from, to)}`),
    ]);
    this.#store.history.addPast(from, windows, rates);
    this.#store.onChange();
  }

  /** The windows of one state: {start, logins, users, devices}, oldest first. */
  async windowsOf(locale, from, to) {
    const body = await getJson(`/api/windows?${query(from, to)}&locale=${encodeURIComponent(locale)}`);
    return body.windows.map(({ window, ...totals }) => ({
      start: Date.parse(window.start),
      logins: totals.logins,
      users: totals.unique_users,
      devices: totals.distinct_devices,
    }));
  }
}

/** Tries until the server answers: a page that was opened a moment too early shall not stay blank. */
export async function getPatiently(url) {
  for (;;) {
    try {
      return await getJson(url);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
}
