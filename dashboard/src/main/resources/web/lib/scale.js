// The colour scale of the map: few steps at round numbers, in colours that colour-blind people can tell apart. Pure.

import { short } from "./format.js";

const MAX_STEPS = 6;
/** Steps stay for at least this long (ms), so that a colour keeps its meaning while somebody reads the map. */
const HOLD_MILLIS = 30_000;
/** For this long (ms) after the first logins the steps may change, otherwise the map would keep one colour. */
const SETTLE_MILLIS = 15_000;
/** Values that spread by more than this factor get the steps 1, 2, 5, 10, ...; others get even steps. */
const WIDE = 12;

// Samples of "mako" (seaborn, BSD licence), from pale to deep. Each is at least 1.4 times as bright as the next, so that
// neighbours can be told apart also from across a room, and without seeing hues.
const COLOURS = {
  light: ["#91dcb4", "#42baad", "#3496a9", "#3573a1", "#3d5194", "#3e3469"],
  dark: ["#413d7d", "#39609c", "#3484a4", "#38aaac", "#69d1ae", "#cfefd9"],
};
const NONE = { light: "#e3e7ea", dark: "#232a32" };

/** The value at which each colour begins, ascending: at most six round numbers that fit the values; null is ignored. */
export function stepsFor(values) {
  const positive = values.filter((value) => value > 0).sort((a, b) => a - b);
  if (positive.length === 0) return [];
  const max = positive.at(-1);
  const low = positive[Math.floor(positive.length * 0.1)];
  if (max / low > WIDE || max < MAX_STEPS) return logarithmic(max, positive.every(Number.isInteger));
  return positive[0] === max ? logarithmic(max).slice(-1) : even(low, max);
}

/** The largest numbers of the series 1, 2, 5, 10, ... up to `max`; below 1 for rates, but not for counts (`whole`). */
function logarithmic(max, whole) {
  const steps = [];
  const first = whole || max >= MAX_STEPS ? 1 : 10 ** (Math.floor(Math.log10(max)) - 1);
  for (let power = first; power <= max; power *= 10) {
    for (const factor of [1, 2, 5]) if (factor * power <= max) steps.push(Number((factor * power).toPrecision(1)));
  }
  return steps.slice(-MAX_STEPS);
}

function even(low, max) {
  const rough = (max - low) / (MAX_STEPS - 1) || max;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= rough) * power;
  const first = Math.floor(low / step) * step;
  return Array.from({ length: MAX_STEPS }, (_, i) => Number((first + i * step).toPrecision(6))).filter(
    (at) => at <= max,
  );
}

/** The colour of a value: that of the last step it reaches, or of the first step if it is smaller; 0 has its own. */
export function colourOf(value, steps, theme) {
  if (!(value > 0) || steps.length === 0) return NONE[theme];
  const reached = steps.findLastIndex((step) => value >= step);
  return stepColour(Math.max(reached, 0), steps.length, theme);
}

/** The colour of step `i` of `count`. Few steps spread over the whole scale. */
export function stepColour(i, count, theme) {
  const colours = COLOURS[theme];
  return colours[count === 1 ? 2 : Math.round((i * (colours.length - 1)) / (count - 1))];
}

export const noneColour = (theme) => NONE[theme];

/**
 * The legend of a step: "< 5" for the first if smaller numbers share its colour, "1,000+" for the last.
 *
 * @param perMillion whether values are rates, which can be smaller than 1
 */
export function stepLabel(steps, i, perMillion) {
  if (i === 0 && steps.length > 1 && (steps[0] !== 1 || perMillion)) return `< ${short(steps[1])}`;
  return short(steps[i]) + (i === steps.length - 1 ? "+" : "");
}

/** Keeps each measure's steps for at least 30 s, or longer while the caller passes `hold`. */
export class HeldScale {
  #held = new Map(); // measure -> {steps, since, first}

  /**
   * The steps for these values.
   *
   * @param now ms
   * @param hold whether the steps must not change now
   */
  steps(measure, values, now, hold = false) {
    const held = this.#held.get(measure);
    const settling = held && now - held.first < SETTLE_MILLIS;
    if (held && (hold || (now - held.since < HOLD_MILLIS && !settling))) return held.steps;
    const steps = stepsFor(values);
    if (steps.length === 0) {
      this.#held.delete(measure);
    } else if (steps.join() !== held?.steps.join()) {
      this.#held.set(measure, { steps, since: now, first: held?.first ?? now });
    }
    return steps;
  }
}
