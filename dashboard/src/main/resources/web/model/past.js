// Loads what the stream does not bring: moments of the past, and the history of the country and of single states.

import { getJson } from "../lib/http.js";
import { outsideFrame, pastFrame } from "./frame.js";

const MAX_CACHED_SNAPSHOTS = 90;
const HOUR = 3_600_000;
/** Logins that came late may have changed windows of this age (ms) or younger. */
const REFRESH_MILLIS = 5 * 60_000;

/** Stands for the snapshot of a moment of which the server knows nothing. */
const NOTHING = { window: null, history: null };

/** Turns the error of a moment outside of the history into a body without a window. */
function nothingIfOutside(error) {
  if (error.status !== 404) throw error;
  return { ...NOTHING, ...error.body };
}

const query = (from, to) => `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`;

export class Past {
  #store;
  #get;
  #snapshots = new Map(); // end of a window (ms) -> promise of a snapshot body; the last used comes last
  #losses = 0; // of the history, when the snapshots were asked for
  #loading = null;

  /** @param get from a URL to a promise of its JSON body */
  constructor(store, get = getJson) {
    this.#store = store;
    this.#get = get;
  }

  /** The frame of the first window that ends at or after this time (ms). */
  async frameAt(at) {
    const [body, before] = await Promise.all([this.#snapshot(at), this.#before(at)]);
    return body.window ? pastFrame(this.#store, body, before) : outsideFrame(this.#store, body.history);
  }

  /** The snapshot of one window length before, unless the history begins in between. */
  #before(at) {
    const { windowing, historyFrom } = this.#store;
    const { lengthMillis, slideMillis } = windowing;
    const start = Math.ceil(at / slideMillis) * slideMillis - lengthMillis;
    return start >= historyFrom && start - lengthMillis < historyFrom ? NOTHING : this.#snapshot(at - lengthMillis);
  }

  #snapshot(at) {
    const { history, windowing } = this.#store;
    if (this.#losses !== history.losses) this.#snapshots.clear(); // the server may have begun anew
    this.#losses = history.losses;
    const end = Math.ceil(at / windowing.slideMillis) * windowing.slideMillis;
    let snapshot = this.#snapshots.get(end);
    if (!snapshot) {
      snapshot = this.#get(`/api/snapshot?at=${new Date(end).toISOString()}`).catch(nothingIfOutside);
      // Only a final window stays in the cache: others can change.
      snapshot.then(
        (body) => body.window?.final || this.#forget(end, snapshot),
        () => this.#forget(end, snapshot),
      );
    }
    this.#snapshots.delete(end);
    this.#snapshots.set(end, snapshot);
    if (this.#snapshots.size > MAX_CACHED_SNAPSHOTS) this.#snapshots.delete(this.#snapshots.keys().next().value);
    return snapshot;
  }

  #forget(end, snapshot) {
    if (this.#snapshots.get(end) === snapshot) this.#snapshots.delete(end);
  }

  /** Loads the history from a time (ms) on, in whole hours, each hour once. */
  async load(from) {
    const { history, windowing } = this.#store;
    if (this.#loading) await this.#loading;
    const oldest = Math.floor(from / HOUR) * HOUR;
    if (history.knownFrom <= oldest || history.newest === -Infinity) return;
    const to = Math.min(history.knownFrom, history.newest) + 2 * windowing.lengthMillis;
    this.#loading = this.#fetch(oldest, to).finally(() => (this.#loading = null));
    await this.#loading;
  }

  /** Loads the last minutes again, which logins that came late may have changed. */
  refresh() {
    const { newest, knownFrom } = this.#store.history;
    const { lengthMillis, latenessMillis } = this.#store.windowing;
    const span = Math.max(REFRESH_MILLIS, latenessMillis + 2 * lengthMillis);
    return this.#fetch(Math.max(newest - span, knownFrom), newest + lengthMillis);
  }

  async #fetch(from, to) {
    const { losses } = this.#store.history;
    const [windows, rates] = await Promise.all([
      this.#get(`/api/windows?${query(from, to)}`),
      this.#get(`/api/rates?${query(from, to)}`),
    ]);
    this.#store.history.addPast(from, windows, rates, losses);
    this.#store.onChange();
  }

  /** The windows of one state, {start, logins, users, devices, failed}, that start in [from, to), in ms; oldest first. */
  async windowsOf(locale, from, to) {
    const body = await this.#get(`/api/windows?${query(from, to)}&locale=${encodeURIComponent(locale)}`);
    return body.windows.map(({ window, ...totals }) => ({
      start: Date.parse(window.start),
      logins: totals.logins,
      users: totals.unique_users,
      devices: totals.distinct_devices,
      failed: totals.failed_logins ?? 0,
    }));
  }
}
