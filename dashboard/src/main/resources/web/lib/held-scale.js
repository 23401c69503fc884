// Keeps the colours of the map still while only chance moves the numbers. Pure.

import { classOf, stepsFor } from "./scale.js";

/** Steps fit while the largest value, or the value that 9 of 10 exceed, has changed by less than these factors. */
const MAX_FACTOR = 1.7;
const LOW_FACTOR = 3;
/** Steps that no longer fit are replaced after this time (ms), in the first minute at once. */
const PATIENCE_MILLIS = 20_000;
const YOUNG_MILLIS = 60_000;
/** A place without logins keeps its colour for this time (ms). */
const ZERO_MILLIS = 60_000;
/** A measure that was not shown for this time (ms) starts anew. */
const FORGET_MILLIS = 60_000;
/**
 * Counts are compared by their square roots: whatever their size, chance moves these by 0.5 (one standard deviation).
 * A mean of some windows has left a class when it is this far beyond its bound, and by this share of it.
 */
const MARGIN = 1;
const MARGIN_SHARE = 0.03;
/** The rates of places with fewer logins are mostly chance; but so many places always count. */
const ENOUGH_LOGINS = 20;
const FEW_PLACES = 10;
/** Classes of the steps are at least this share of the largest value wide, so that chance does not fill them. */
const LEAST_WIDTH = 0.2;
/** A number this far from the mean of the windows before is no chance. */
const JUMP = 3;

/** Values of one measure: their means, the steps, and the class of each place. */
class Held {
  steps = [];
  lastUsed;
  #first;
  #basis = null; // {max, low} for which the steps were chosen
  #misfitSince = null;
  #places = new Map(); // locale -> {at, before, mean, index, zeroSince}

  constructor(now) {
    this.#first = this.lastUsed = now;
  }

  /** See HeldScale.classes. */
  update(at, entries, { now, weight, steady, hold }) {
    this.lastUsed = now;
    for (const entry of entries) this.#updateMean(entry, at, steady ? weight : 1);
    const leastWidth = isExact(entries) ? 0 : LEAST_WIDTH;
    const changed = this.#updateSteps(this.#meansForSteps(entries), leastWidth, now, steady, hold);
    for (const entry of entries) this.#updateClass(entry, now, changed || !steady);
    return {
      steps: this.steps,
      classes: new Map(entries.map(({ locale }) => [locale, this.#places.get(locale).index])),
    };
  }

  /** The mean of the windows so far, in which the one at `at` counts once, however often its number is corrected. */
  #updateMean({ locale, value, one }, at, weight) {
    const place = this.#places.get(locale) ?? { at: null, before: null, mean: null, index: null, zeroSince: null };
    this.#places.set(locale, place);
    if (value === null) return;
    if (place.at !== at) {
      place.at = at;
      place.before = place.mean;
    }
    const jumped = place.before !== null && one !== null && distance(value, place.before, one) > JUMP;
    const exact = place.before === null || one === null || jumped;
    place.mean = exact ? value : place.before + weight * (value - place.before);
  }

  /** The values for which steps are chosen: means of whole logins; of rates only those that rest on enough logins. */
  #meansForSteps(entries) {
    if (isExact(entries)) return entries.map(({ value }) => value);
    const counts = entries
      .map(({ locale, one }) => ({ one, mean: this.#places.get(locale).mean ?? 0 }))
      .filter(({ mean }) => mean > 0)
      .map(({ mean, one }) => ({ one, logins: Math.max(1, Math.round(mean / one)) }))
      .sort((a, b) => b.logins - a.logins);
    return counts
      .filter(({ one, logins }, i) => one === 1 || logins >= ENOUGH_LOGINS || i < FEW_PLACES)
      .map(({ one, logins }) => logins * one);
  }

  /** Returns whether the steps changed. */
  #updateSteps(means, leastWidth, now, steady, hold) {
    const basis = basisOf(means);
    if (!basis) {
      this.steps = [];
      this.#basis = null;
      return true;
    }
    if (this.#basis && (hold || fits(basis, this.#basis))) {
      this.#misfitSince = null;
      return false;
    }
    this.#misfitSince ??= now;
    const young = !steady || now - this.#first < YOUNG_MILLIS;
    if (this.#basis && !young && now - this.#misfitSince < PATIENCE_MILLIS) return false;
    this.#misfitSince = null;
    this.#basis = basis;
    this.steps = stepsFor(means, leastWidth);
    return true;
  }

  #updateClass({ locale, value, one }, now, anew) {
    const place = this.#places.get(locale);
    const exact = anew || one === null || place.index === null || place.index < 0;
    if (value === 0) {
      place.zeroSince ??= now;
      if (exact || now - place.zeroSince >= ZERO_MILLIS) {
        place.index = -1;
        place.before = place.mean = 0;
      }
      return;
    }
    place.zeroSince = null;
    if (value === null) place.index = -1;
    else if (exact || this.#left(place, one)) place.index = Math.max(0, classOf(place.mean, this.steps));
  }

  /** Whether the mean is clearly outside the class of the place. */
  #left({ mean, index }, one) {
    const bound = mean < this.steps[index] ? this.steps[index] : this.steps[index + 1];
    if (bound === undefined || classOf(mean, this.steps) === index) return false;
    return distance(mean, bound, one) > MARGIN && Math.abs(mean - bound) > MARGIN_SHARE * bound;
  }
}

/** Whether chance does not move these values. */
const isExact = (entries) => entries.every(({ one }) => one === null);

/** The distance of two values, of which one login is worth `one`, in square roots of counts. */
const distance = (a, b, one) => Math.abs(Math.sqrt(a / one) - Math.sqrt(b / one));

function basisOf(values) {
  const positive = values.filter((value) => value > 0).sort((a, b) => a - b);
  return positive.length ? { max: positive.at(-1), low: positive[Math.floor(positive.length * 0.1)] } : null;
}

const within = (a, b, factor) => a < b * factor && b < a * factor;
const fits = (a, b) => within(a.max, b.max, MAX_FACTOR) && within(a.low, b.low, LOW_FACTOR);

/**
 * Steps and classes that stay for minutes: they follow a real change within a minute, but not chance. Each measure has
 * its own, so switching is immediate.
 */
export class HeldScale {
  #held = new Map(); // measure -> Held

  /**
   * The steps, and the class of each place: the index of its step, or -1 for none.
   *
   * @param key the measure
   * @param at the window of the values: its start (ms)
   * @param entries {locale, value, one}: a value may be null (not known); `one` is what a single login is worth, or null
   *   for values that chance does not move
   * @param now ms
   * @param weight of a window in the mean of the windows so far, from 0 to 1
   * @param steady whether the window is the next full one. The classes of any other, as in the past, are exact
   * @param hold whether the steps must not change now
   * @returns {{steps: number[], classes: Map<string, number>}}
   */
  classes(key, at, entries, { now, weight, steady, hold = false }) {
    let held = this.#held.get(key);
    if (!held || now - held.lastUsed > FORGET_MILLIS) {
      held = new Held(now);
      this.#held.set(key, held);
    }
    return held.update(at, entries, { now, weight, steady, hold });
  }
}

/** The weight of a window in a mean over about two window lengths: their slides overlap. */
export const weightOf = ({ lengthMillis, slideMillis }) => 1 - Math.exp(-slideMillis / (2 * lengthMillis));
