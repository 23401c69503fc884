// The colour scale: few fixed steps, in colours a colour-blind person can tell apart.

import { short } from "./format.js";

const STEPS = 6;
const HOLD_MILLIS = 30_000;
/** While the very first logins come in, steps follow them: held ones would leave the map in one colour. */
const SETTLE_MILLIS = 15_000;
/** Values that spread wider than this have steps of the series 1, 2, 5, 10, ...; others, even steps. */
const WIDE = 12;

// Samples of "mako" (seaborn, BSD licence): perceptually even, from pale to deep.
const COLOURS = {
  light: ["#cdecd6", "#8bdab2", "#40b7ad", "#348fa7", "#37659e", "#413d7b"],
  dark: ["#3a2f5c", "#413d7b", "#37659e", "#348fa7", "#40b7ad", "#a9e6c8"],
};
const NONE = { light: "#e3e7ea", dark: "#232a32" };

/** Where each colour begins, ascending: at most six round numbers that fit these values. */
export function stepsFor(values) {
  const positive = values.filter((value) => value > 0).sort((a, b) => a - b);
  if (positive.length === 0) return [];
  const max = positive.at(-1);
  const low = positive[Math.floor(positive.length * 0.1)];
  return max / low > WIDE || max < STEPS ? logarithmic(max) : even(low, max);
}

/** The largest numbers of the series 1, 2, 5, 10, ... up to `max`. */
function logarithmic(max) {
  const steps = [];
  for (let power = max < STEPS ? 10 ** (Math.floor(Math.log10(max)) - 1) : 1; power <= max; power *= 10) {
    for (const factor of [1, 2, 5]) if (factor * power <= max) steps.push(Number((factor * power).toPrecision(1)));
  }
  return steps.slice(-STEPS);
}

function even(low, max) {
  const rough = (max - low) / (STEPS - 1) || max;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= rough) * power;
  const first = Math.floor(low / step) * step;
  return Array.from({ length: STEPS }, (_, i) => Number((first + i * step).toPrecision(6))).filter((at) => at <= max);
}

/** The colour of a value: that of the last step it reaches; below the first step the palest; 0 has one of its own. */
export function colourOf(value, steps, theme) {
  if (!(value > 0) || steps.length === 0) return NONE[theme];
  const reached = steps.findLastIndex((step) => value >= step);
  return stepColour(Math.max(reached, 0), steps.length, theme);
}

/** The colour of step `i` of `count`: few steps spread over the whole scale. */
export function stepColour(i, count, theme) {
  const colours = COLOURS[theme];
  return colours[count === 1 ? 2 : Math.round((i * (colours.length - 1)) / (count - 1))];
}

export const noneColour = (theme) => NONE[theme];

/** What a step's colour stands for: "< 5" for the first if smaller numbers have its colour too, "1,000+" for the last. */
export function stepLabel(steps, i) {
  if (i === 0 && steps.length > 1 && steps[0] !== 1) return `< ${short(steps[1])}`;
  return short(steps[i]) + (i === steps.length - 1 ? "+" : "");
}

/** Steps for each measure that stay for at least 30 s, and never change while they are held. */
export class HeldScale {
  #held = new Map(); // measure -> {steps, since, first}

  /** The steps for these values now (ms). */
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
