// Turns time series into what the charts draw. Pure.

/** The largest number of columns in a bar chart that a viewer can still tell apart. */
const MAX_COLUMNS = 180;
const MINUTE = 60_000;
/** A larger distance (ms) between two points of a line is drawn as a gap. */
const GAP_MILLIS = 90_000;

/**
 * Windows joined into the columns of a bar chart, oldest first.
 *
 * @param windows {start, logins} each; with `weight`, if a window counts for more than another
 * @param from only windows that start in [from, to), in ms, count
 * @param isFinal whether the window with this start (ms) is final
 * @returns {{start: number, end: number, value: number, provisional: boolean}[]} `value` is the mean of logins per
 *   window; a column is provisional if any of its windows is
 */
export function columnsOf(windows, from, to, slideMillis, isFinal) {
  const width = Math.max(slideMillis, Math.ceil((to - from) / MAX_COLUMNS / slideMillis) * slideMillis);
  const columns = new Map();
  for (const { start, logins, weight = 1 } of windows) {
    if (start < from || start >= to) continue;
    const at = Math.floor(start / width) * width;
    const column = columns.get(at) ?? { start: at, end: at + width, sum: 0, count: 0, provisional: false };
    column.sum += logins * weight;
    column.count += weight;
    column.provisional ||= !isFinal(start);
    columns.set(at, column);
  }
  return [...columns.values()].map(({ sum, count, ...column }) => ({ ...column, value: sum / count }));
}

/** The top of an axis that holds this value (> 0): the next of 1, 2, 3, 4, 5, 6, 8, 10, 20, ... */
export function niceMax(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= value) * power;
}

/** The sum of two numbers; null (not known) if either is. */
const plus = (a, b) => (a === null || b === null ? null : a + b);

/** The shortest time (ms) of at least a minute that stretches of this length (ms) make up: a minute, if they can. */
export const minuteOf = (stretch) => Math.ceil(MINUTE / stretch) * stretch;

/**
 * {start, rejected, late} per minute, from the same per stretch (ms), which hold too few records to show more than noise.
 * The first and the last minute are left out, because they may not be whole. A minute is null if any of its stretches is.
 * Where no number of stretches makes a minute, each is the mean of a little more.
 */
export function perMinute(rates, stretch) {
  const length = minuteOf(stretch);
  const minutes = new Map();
  for (const { start, rejected, late } of rates) {
    const minute = Math.floor(start / length) * length;
    const sum = minutes.get(minute) ?? { start: minute, rejected: 0, late: 0 };
    minutes.set(minute, { start: minute, rejected: plus(sum.rejected, rejected), late: plus(sum.late, late) });
  }
  const mean = (sum) => (sum === null ? null : (sum * MINUTE) / length);
  return [...minutes.values()]
    .slice(1, -1)
    .map(({ start, rejected, late }) => ({ start, rejected: mean(rejected), late: mean(late) }));
}

/**
 * The path of a sparkline in a box of 100 x 100, y downwards. The x axis ends with the last point and is `span` (ms)
 * long; the y axis starts at 0. Points whose measure is null are left out.
 */
export function sparkPath(points, measure, span) {
  const known = points.filter((point) => point[measure] !== null);
  if (known.length < 2) return "";
  const max = Math.max(1, ...known.map((point) => point[measure]));
  const last = known.at(-1).start;
  let before = -Infinity;
  return known
    .map((point) => {
      const command = point.start - before > GAP_MILLIS ? "M" : "L";
      before = point.start;
      const x = 100 - ((last - point.start) / span) * 100;
      return `${command}${x.toFixed(1)} ${(100 - (point[measure] / max) * 100).toFixed(1)}`;
    })
    .join("");
}
