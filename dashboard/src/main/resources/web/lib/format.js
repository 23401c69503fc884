// Formats numbers, times and durations for people, and parses the times of the server. Pure.

import { inZone } from "./zone.js";

const groups = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const clock = inZone({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
const dayAndClock = inZone({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
const dayAndSeconds = inZone({
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});
const day = inZone({ day: "numeric", month: "short", year: "numeric" });
const dayYearAndClock = inZone({
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});

/** From here on (ms), a duration in tenths of a second would be rounded to "10.0 s". */
const MAX_TENTHS_MILLIS = 9_950;

/** An ISO-8601 time in ms since the epoch, or null where the server gave none. */
export const parseTime = (iso) => (iso ? Date.parse(iso) : null);

/** 12345 as "12,345". */
export const grouped = (number) => groups.format(number);

/** "1,002", or "34.1" below 100. */
export const rate = (number) => (number < 99.95 ? tenths.format(number) : grouped(number));

/** What is above 0, but would be rounded to "0.0". */
const isTiny = (number) => number > 0 && number < 0.05;

/** A number per million: as rate() writes it, but 0 only where it is 0. */
const perMillion = (number) => (isTiny(number) ? "< 0.1" : rate(number));

/** A number of percent: "3.1 %", "12 %"; exact where it is whole, so that 0 is not what is nearly 0. */
export function share(number) {
  if (isTiny(number)) return "< 0.1 %";
  return `${Number.isInteger(number) || number >= 9.95 ? grouped(number) : tenths.format(number)} %`;
}

/** A difference in percentage points: "+1.2 points". */
export const points = (number) => `${number < 0 ? "−" : "+"}${tenths.format(Math.abs(number))} points`;

const IN_FULL = { count: grouped, million: perMillion, percent: share };

/** A number in full, in a unit: "count", "million" (per million inhabitants) or "percent". */
export const inUnit = (number, unit) => IN_FULL[unit](number);

/** At most six characters: "812", "12.3k", "1.2M". */
export function short(number) {
  if (number >= 999_500) return `${tenths.format(number / 1e6)}M`;
  if (number >= 9_950) return `${tenths.format(number / 1e3)}k`;
  return Number.isInteger(number) ? grouped(number) : number < 10 ? number.toPrecision(2) : grouped(number);
}

/** At most four characters: "812", "9.8k", "123k", "1.2M", "<0.1". */
export function brief(number) {
  if (isTiny(number)) return "<0.1";
  if (number < 1 && !Number.isInteger(number)) return number.toFixed(2);
  if (number < 999.5) return short(Number.isInteger(number) || number < 10 ? number : Math.round(number));
  const [unit, letter] = number < 999_500 ? [1e3, "k"] : [1e6, "M"];
  return `${number < 9.95 * unit ? (number / unit).toFixed(1) : Math.round(number / unit)}${letter}`;
}

/** A number in a unit, as short() writes counts. */
export const shortInUnit = (number, unit) => (unit === "percent" ? share(number) : short(number));

/** A fraction as a change in percent: "+3.1 %", "−12 %"; "new" for null, where there was nothing to compare with. */
export function percent(fraction) {
  if (fraction === null) return "new";
  const number = Math.abs(fraction * 100);
  const text = number < 9.95 ? tenths.format(number) : grouped(number);
  return `${fraction < 0 ? "−" : "+"}${text} %`;
}

/** 1 as "1st", 12 as "12th". */
export function ordinal(number) {
  const last = number % 100 > 10 && number % 100 < 14 ? 0 : number % 10;
  return `${number}${["th", "st", "nd", "rd"][last] ?? "th"}`;
}

/** The time of day (ms since the epoch): "16:34:12". */
export const timeOfDay = (millis) => clock(millis);

/** The time of day if it is today, else the day and the time. */
export const dayAndTime = (millis, now) => (day(millis) === day(now) ? timeOfDay(millis) : dayAndClock(millis));

/** From one time to another, with the day if that is not today: "14:03:20 – 14:03:50", "1 Mar, 14:03:20 – 14:03:50". */
export const period = (start, end, now) =>
  `${day(start) === day(now) ? timeOfDay(start) : dayAndSeconds(start)} – ${timeOfDay(end)}`;

/** The day: "1 Jan 2020". */
export const fullDay = (millis) => day(millis);

/** Day, year and time, for moments that may be far away: "1 Jan 2020, 00:00". */
export const fullTime = (millis) => dayYearAndClock(millis);

/** A duration (ms): "5 ms", "0.3 s", "45 s", "4 min", "3 h". */
export function duration(millis) {
  if (millis < 100) return `${Math.round(millis)} ms`;
  if (millis < MAX_TENTHS_MILLIS) return `${(millis / 1000).toFixed(1)} s`;
  if (millis < 120_000) return `${Math.round(millis / 1000)} s`;
  if (millis < 7_200_000) return `${Math.round(millis / 60_000)} min`;
  return `${Math.round(millis / 3_600_000)} h`;
}

/** An age (ms): in tenths of a second below 10 s, then as a duration. */
export const age = (millis) =>
  millis < MAX_TENTHS_MILLIS ? `${(Math.max(0, millis) / 1000).toFixed(1)} s` : duration(millis);

/** A JSON value on one line, with spaces after colons and commas so that it wraps well: `{"a": 1, "b": 2}`. */
export function inlineJson(value) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, field]) => `${JSON.stringify(name)}: ${inlineJson(field)}`)
    .join(", ")}}`;
}
