// Whether the numbers of tiles are beyond the bounds that the settings give them. Pure.

import { grouped } from "../lib/format.js";
import { minuteOf } from "../lib/series.js";
import { isWithoutLogins } from "./status.js";

const MINUTE = 60_000;
const UNITS = { logins: " / s", users: "", devices: "", rejected: " / min", late: " / min" };
const WORDS = { warn: "warning", alarm: "alarm" };

/**
 * The numbers of a frame that thresholds are about, by the name of their tile; null where they are not known. Rejected
 * and late are those of the last whole minute before the moment that the frame shows. Where no number of slides makes a
 * minute, they are the mean of a little more. While no logins come, all that is of logins is 0.
 */
export function judgedNumbers(store, frame) {
  if (!frame.known) return { logins: null, users: null, devices: null, rejected: null, late: null };
  const isIdle = frame.kind === "live" && frame.asOf === store.asOf && isWithoutLogins(store); // not while it is paused
  // A window that is still filling has fewer of everything.
  const { users, devices } = isIdle
    ? { users: 0, devices: 0 }
    : frame.window?.full
      ? frame.totals
      : { users: null, devices: null };
  const { slideMillis } = store.windowing;
  const length = minuteOf(slideMillis);
  const shown = frame.kind === "past" ? frame.window.end : frame.asOf;
  const end = Math.floor(shown / length) * length;
  const rates = store.history.rates(end - length, end, slideMillis, frame.ratesSince);
  const sum = (of) =>
    rates.length === 0 || rates.some((one) => one[of] === null)
      ? null
      : (rates.reduce((all, one) => all + one[of], 0) * MINUTE) / length;
  return { logins: isIdle ? 0 : frame.perSecond, users, devices, rejected: sum("rejected"), late: sum("late") };
}

/**
 * The most serious bound that a number is beyond, as a level and a few words; null if it is beyond none, or not known.
 *
 * @param thresholds as in the body of /api/regions
 * @returns {{level: "warn"|"alarm", text: string}|null}
 */
export function verdict(tile, number, thresholds) {
  if (number === null || number === undefined) return null;
  const beyond = thresholds.filter(
    (one) => one.tile === tile && (one.side === "below" ? number < one.bound : number > one.bound),
  );
  const worst = beyond.find(({ level }) => level === "alarm") ?? beyond[0];
  if (!worst) return null;
  const bound = Number.isInteger(worst.bound) ? grouped(worst.bound) : String(worst.bound);
  return { level: worst.level, text: `${WORDS[worst.level]}: ${worst.side} ${bound}${UNITS[tile]}` };
}
