// What a chart over time says: its title, its axis, its values, and the readout of a column. Pure.

import { dayAndTime, inUnit, timeOfDay } from "../lib/format.js";
import { zoneName } from "../lib/zone.js";
import { FAILURE_RATE, failureRate, MEASURE_NAMES, unitOf } from "./measures.js";

/** The shortest axis (ms). */
const MIN_SPAN_MILLIS = 3 * 60_000;

/** Every login is a visit, so the visits of a window are its logins. */
const FIELDS = { users: "users", logins: "logins", devices: "devices", failed: "failed", visits: "logins" };

/** "Unique users per 30 s window", with ", per million" for rates. */
export function seriesTitle(measure, perMillion, lengthMillis) {
  const name = MEASURE_NAMES[measure];
  return `${name[0].toUpperCase()}${name.slice(1)} per ${lengthMillis / 1000} s window${unitOf(measure, perMillion) === "million" ? ", per million" : ""}`;
}

/**
 * The windows with one measure as {start, logins}, for columnsOf(); those of which it is not known are left out.
 *
 * @param population of the place, where the values are rates per million; else null
 */
export function valuesOf(windows, measure, population) {
  if (measure === FAILURE_RATE) return failureRates(windows);
  const field = FIELDS[measure];
  const factor = population === null ? 1 : 1e6 / population;
  const values = [];
  for (const window of windows) {
    const value = window[field];
    if (value != null) values.push({ start: window.start, logins: value * factor });
  }
  return values;
}

/** Failure rates of windows with logins. The rate of joined ones is that of all their logins. */
function failureRates(windows) {
  const values = [];
  for (const { start, logins, failed } of windows) {
    const value = failureRate(logins, failed);
    if (value !== null) values.push({ start, logins: value, weight: logins + failed });
  }
  return values;
}

/** The start (ms) of an axis that ends at `to`: the data's, until the axis is as long as the viewer chose. */
export const fittedFrom = (from, to, oldest) => Math.max(from, Math.min(oldest, to - MIN_SPAN_MILLIS));

/**
 * A window stands at its end on the axis, as it does in the address and beside everything else that happens: the column of
 * a window is the last slide before its end. This is the distance (ms) from the start of a window to that of its column.
 */
export const columnShift = ({ lengthMillis, slideMillis }) => lengthMillis - slideMillis;

/** Columns from columnsOf(), which are placed by the starts of their windows, placed by their ends. */
export const placedByEnd = (columns, windowing) =>
  columns.map((column) => ({
    ...column,
    start: column.start + columnShift(windowing),
    end: column.end + columnShift(windowing),
  }));

/** The middle (ms) of the column of the window that starts then. */
export const middleOf = (start, windowing) => start + columnShift(windowing) + windowing.slideMillis / 2;

/** The start (ms) nearest to which a window starts whose column is at this time (ms): the inverse of middleOf(). */
export const startAt = (time, windowing) => time - columnShift(windowing) - windowing.slideMillis / 2;

/**
 * The readout of a column: which time, how much, whether it can still change, and what happened meanwhile.
 *
 * @param column as from placedByEnd()
 * @param place the state's name, or "" for the whole country
 * @param incidents {text} each
 * @param now ms
 */
export function columnText(column, { measure, perMillion, lengthMillis, slideMillis, place, incidents, now }) {
  const joined = column.end - column.start > slideMillis;
  const first = column.start - columnShift({ lengthMillis, slideMillis }); // start of the column's first window
  const unit = unitOf(measure, perMillion);
  const mean = unit === "percent" ? ", on average" : " per window, on average";
  const parts = [
    `${dayAndTime(first, now)} – ${timeOfDay(column.end)} ${zoneName(first)}`,
    `${place ? `${place}: ` : ""}${inUnit(column.value, unit)} ${MEASURE_NAMES[measure]}${unit === "million" ? " per million" : ""}${joined ? mean : ""}`,
    column.provisional ? "provisional" : "final",
    ...incidents.map(({ text }) => text),
  ];
  return parts.join(" · ");
}
