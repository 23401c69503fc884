// Logins per second, and why they are not known. Pure.

import { dayAndTime } from "../lib/format.js";
import { isBehind } from "./status.js";

/** Logins per second are taken over this time (ms): long enough that batches of half a second move them by less than 5 %. */
const RATE_MILLIS = 15_000;
const MIN_RATE_MILLIS = 5_000;
/** A total that has not changed for this time (ms) stands still. */
const STANDSTILL_MILLIS = 1_000;
/** Jobs report at least every 10 s, also while no logins come. Without news for this long (ms) nothing is known. */
const SILENT_MILLIS = 15_000;

/**
 * The rate at which visits grow over the last 15 s. A total that falls, because a window of a day ago has left it,
 * counts as no growth.
 */
export class GrowthRate {
  #samples = []; // {at, grown} of the last seconds, oldest first
  #total = null;
  #grown = 0;

  /** Adds the total of a time (ms), or of null if no time is known. */
  add(at, total) {
    if (at === null) return;
    const last = this.#samples.at(-1);
    // Reports of the jobs between two batches bring the old total: a rate that ends with one would be too low.
    if (last && total === this.#total && at - last.at < STANDSTILL_MILLIS) return;
    if (this.#total !== null) this.#grown += Math.max(0, total - this.#total);
    this.#total = total;
    this.#samples.push({ at, grown: this.#grown });
    while (this.#samples[0].at < at - RATE_MILLIS) this.#samples.shift();
  }

  clear() {
    this.#samples = [];
    this.#total = null;
  }

  /** Growth per second; null if not known. */
  get perSecond() {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    return !first || last.at - first.at < MIN_RATE_MILLIS ? null : slope(this.#samples) * 1_000;
  }
}

/** The slope of the least-squares line through {at, grown}. Between the first and the last alone, each delay would count. */
function slope(samples) {
  const mean = (value) => samples.reduce((sum, sample) => sum + value(sample), 0) / samples.length;
  const [at, grown] = [mean((sample) => sample.at), mean((sample) => sample.grown)];
  return mean((sample) => (sample.at - at) * (sample.grown - grown)) / mean((sample) => (sample.at - at) ** 2);
}

/** Whether a job works through old logins: what it counts then comes faster than people log in. */
export const isCatchingUp = (progress) => [...progress.values()].some((job) => job.catching_up || isBehind(job));

/** Why the logins per second of this time (ms) are not known, in a few words; "" if nothing stands against it. */
export function whyUnknown({ connection, progress, newsAt, isReading }, now) {
  if (connection.state === "offline") return `offline since ${dayAndTime(connection.since, now)}`;
  if (isReading) return "the server is starting";
  if (isCatchingUp(progress)) return "catching up";
  if (newsAt !== null && now - newsAt > SILENT_MILLIS) return `no news since ${dayAndTime(newsAt, now)}`;
  return "";
}
