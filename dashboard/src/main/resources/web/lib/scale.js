// The colour scale of the map: few steps at round numbers, in colours that colour-blind people can tell apart. Pure.

import { shortInUnit } from "./format.js";

const MAX_STEPS = 6;
/** Values that spread by more than this factor get the steps 1, 2, 5, 10, ...; others get even steps. */
const WIDE = 12;
/** Six steps of these series span a factor of 50, 300 and 100,000. */
const SERIES = [[1, 2, 5], [1, 3], [1]];
/** Where more of the places than this share would have the first colour, as beside one large country, a wider series is used. */
const MAX_FIRST = 0.5;

// Samples of "mako" (seaborn, BSD licence), from pale to deep. Each is at least 1.4 times as bright as the next, so that
// neighbours can be told apart also from across a room, and without seeing hues.
const COLOURS = {
  light: ["#91dcb4", "#42baad", "#3496a9", "#3573a1", "#3d5194", "#3e3469"],
  dark: ["#413d7d", "#39609c", "#3484a4", "#38aaac", "#69d1ae", "#cfefd9"],
};
const NONE = { light: "#e3e7ea", dark: "#232a32" };

/**
 * The value at which each colour begins, ascending: at most six round numbers that fit the values; null is ignored.
 *
 * @param leastWidth even steps are at least this share of the largest value apart
 */
export function stepsFor(values, leastWidth = 0) {
  const positive = values.filter((value) => value > 0).sort((a, b) => a - b);
  if (positive.length === 0) return [];
  const max = positive.at(-1);
  const low = positive[Math.floor(positive.length * 0.1)];
  const whole = positive.every(Number.isInteger);
  if (max / low > WIDE || (whole && max < MAX_STEPS)) return spread(positive, whole);
  return positive[0] === max ? logarithmic(max, false, SERIES[0]).slice(-1) : even(low, max, leastWidth * max);
}

/** The steps of the finest series in which few enough places have the first colour, else of the widest. */
function spread(positive, whole) {
  const max = positive.at(-1);
  const reachesOne = (steps) => whole && steps[0] === 1;
  const isFine = (steps) =>
    reachesOne(steps) || positive.filter((value) => value < steps[1]).length <= MAX_FIRST * positive.length;
  const all = SERIES.map((factors) => logarithmic(max, whole, factors));
  const steps = all.find(isFine) ?? all.at(-1);
  const first = steps === all[0] ? 0 : steps.findLastIndex((step) => step <= positive[0]);
  return steps.slice(Math.max(0, first)); // without steps below all values
}

/** The largest numbers of such a series up to `max`; below 1 for rates, but not for counts (`whole`). */
function logarithmic(max, whole, factors) {
  const steps = [];
  const isFinest = factors === SERIES[0];
  const decades = isFinest ? 1 : MAX_STEPS;
  const first = whole || (isFinest && max >= MAX_STEPS) ? 1 : 10 ** (Math.floor(Math.log10(max)) - decades);
  for (let power = first; power <= max; power *= 10) {
    for (const factor of factors) if (factor * power <= max) steps.push(Number((factor * power).toPrecision(1)));
  }
  return steps.slice(-MAX_STEPS);
}

function even(low, max, leastWidth) {
  const rough = Math.max((max - low) / (MAX_STEPS - 1), leastWidth) || max;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= rough) * power;
  const first = Math.floor(low / step + 1e-9) * step; // 0.3 / 0.1 is a little below 3
  return Array.from({ length: MAX_STEPS }, (_, i) => Number((first + i * step).toPrecision(6))).filter(
    (at) => at <= max,
  );
}

/** The class of a value: the last step that it reaches, or the first if it is smaller; -1 for 0, null, and no steps. */
export function classOf(value, steps) {
  if (!(value > 0) || steps.length === 0) return -1;
  return Math.max(
    0,
    steps.findLastIndex((step) => value >= step),
  );
}

/** The colour of a class of `count`; -1 has its own. */
export const classColour = (index, count, theme) => (index < 0 ? NONE[theme] : stepColour(index, count, theme));

/** The colour of step `i` of `count`. Few steps spread over the whole scale. */
export function stepColour(i, count, theme) {
  const colours = COLOURS[theme];
  return colours[count === 1 ? 2 : Math.round((i * (colours.length - 1)) / (count - 1))];
}

/** Colours of type upon those of the map, as in css/wall.css. */
export const INKS = { deep: "#0b0e12", pale: "#ffffff" };
/** From this relative luminance on, deep type can be read better than pale type. */
const PALE_GROUND = 0.18;

/** Which ink can be read upon a colour of the map: "deep" or "pale"; without a colour "plain", the type of the page. */
export function inkOn(colour) {
  if (!colour.startsWith("#")) return "plain";
  const [r, g, b] = [1, 3, 5].map((at) => (parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > PALE_GROUND ? "deep" : "pale";
}

export const noneColour = (theme) => NONE[theme];

/**
 * The legend of a step: "< 5" for the first if smaller numbers share its colour, "1,000+" for the last.
 *
 * @param unit as of inUnit(): counts cannot be smaller than 1
 */
export function stepLabel(steps, i, unit) {
  if (i === 0 && steps.length > 1 && (steps[0] !== 1 || unit !== "count")) return `< ${shortInUnit(steps[1], unit)}`;
  return shortInUnit(steps[i], unit) + (i === steps.length - 1 ? "+" : "");
}
