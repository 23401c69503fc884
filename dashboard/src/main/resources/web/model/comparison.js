// Asks the server for the same window an hour, a day and a week before, as far as its history has it.

import { getJson } from "../lib/http.js";

/** A window is asked for once it was shown for this long (ms), so that moving through the past asks only where it stops. */
const SETTLE_MILLIS = 300;
/** After a failure, the same question is asked again (ms). */
const RETRY_MILLIS = 5_000;
const NOTHING = { start: null, before: [] };
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
  #question = { key: null, start: null }; // the last one
  #answered = null; // the key of the question that #known answers
  #known = NOTHING;

  /** @param get from a URL to a promise of its JSON body; @param timers has setTimeout and clearTimeout */
  constructor(onChange, get = getJson, timers = globalThis) {
    this.#onChange = onChange;
    this.#get = get;
    this.#timers = timers;
  }

  /**
   * What is known of the window that starts then (ms) or, until its answer arrives, of one nearby that was shown before.
   * One request for each window that stays; more only after failures and losses.
   *
   * @param start null if nothing can be compared: then nothing is asked or said
   * @param losses how often rows may have been missed: answers from before may be wrong
   * @param within how far away (ms) the window that was shown before may start
   * @returns {{start: number|null, before: {name: string, logins: number, users: number, devices: number, failed: number}[]}}
   */
  of(start, losses, within = 0) {
    const key = start === null ? null : `${start} ${losses}`;
    if (key !== this.#question.key) {
      this.#question = { key, start };
      this.#timers.clearTimeout(this.#timer);
      if (key !== null && key !== this.#answered) this.#askAfter(SETTLE_MILLIS);
    }
    const near = start !== null && this.#answered !== null && Math.abs(start - this.#known.start) <= within;
    return near ? this.#known : NOTHING;
  }

  #askAfter(millis) {
    const question = this.#question;
    this.#timer = this.#timers.setTimeout(() => this.#ask(question), millis);
  }

  async #ask(question) {
    let body;
    try {
      body = await this.#get(`/api/comparison?start=${new Date(question.start).toISOString()}`);
    } catch {
      if (question === this.#question) this.#askAfter(RETRY_MILLIS);
      return;
    }
    if (question !== this.#question) return;
    this.#answered = question.key;
    this.#known = { start: question.start, before: body.before.map(earlier) };
    this.#onChange();
  }
}

const earlier = (found) => ({
  name: AGO.get(found.ago_ms) ?? "before",
  logins: found.logins,
  users: found.unique_users,
  devices: found.distinct_devices,
  failed: found.failed_logins ?? 0,
});
