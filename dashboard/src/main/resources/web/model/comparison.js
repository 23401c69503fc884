// The same window an hour, a day and a week before, as far as the server's history has it. Pure.

import { getJson } from "../lib/http.js";

/** A window is asked for once it was shown for this long (ms), so that moving through the past asks only where it stops. */
const SETTLE_MILLIS = 300;
const AGO = new Map([
  [3_600_000, "1 h ago"],
  [86_400_000, "1 day ago"],
  [604_800_000, "1 week ago"],
]);

export class Comparison {
  #onChange;
  #get;
  #timers;
  #timer = null;
  #wanted = null;
  #known = { start: null, before: [] };

  /** @param get from a URL to a promise of its JSON body; @param timers has setTimeout and clearTimeout */
  constructor(onChange, get = getJson, timers = globalThis) {
    this.#onChange = onChange;
    this.#get = get;
    this.#timers = timers;
  }

  /**
   * What is known of the window that starts then (ms), or of the one that was shown before, until its answer arrives. One
   * request for each window that stays.
   *
   * @returns {{start: number|null, before: {name: string, logins: number, users: number, devices: number}[]}}
   */
  of(start) {
    if (start !== this.#wanted) {
      this.#wanted = start;
      this.#timers.clearTimeout(this.#timer);
      this.#timer = this.#timers.setTimeout(() => this.#load(start), SETTLE_MILLIS);
    }
    return this.#known;
  }

  async #load(start) {
    let before = [];
    try {
      const body = await this.#get(`/api/comparison?start=${new Date(start).toISOString()}`);
      before = body.before.map((found) => ({
        name: AGO.get(found.ago_ms) ?? "before",
        logins: found.logins,
        users: found.unique_users,
        devices: found.distinct_devices,
      }));
    } catch {
      // Without an answer there is nothing to compare with; the next window asks again.
    }
    if (start !== this.#wanted) return;
    this.#known = { start, before };
    this.#onChange();
  }
}
