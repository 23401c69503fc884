// Why logins failed, as far as there is room. Pure.

import { grouped } from "../lib/format.js";

/**
 * The first reasons of a list, each with its part (0 to 1) of the largest, and all others together.
 *
 * @param reasons {reason, count} each, as from the server: the most frequent first, `other` last
 * @param limit how many entries fit
 * @returns {{reason: string|null, more: number, count: number, part: number}[]} `reason` is null for the last entry if it
 *   stands for `more` reasons
 */
export function topReasons(reasons, limit) {
  const all = reasons.length > limit;
  const top = all ? reasons.slice(0, limit - 1) : reasons;
  const entries = top.map(({ reason, count }) => ({ reason, more: 0, count }));
  if (all) {
    const rest = reasons.slice(limit - 1);
    entries.push({ reason: null, more: rest.length, count: rest.reduce((sum, { count }) => sum + count, 0) });
  }
  const largest = Math.max(1, ...entries.map(({ count }) => count));
  return entries.map((entry) => ({ ...entry, part: entry.count / largest }));
}

/** "12 failed logins of 8 users". Failed logins can be of nobody who is known. */
export function failuresText({ failed, failedUsers }) {
  if (failed === 0) return "No failed logins in this window.";
  const logins = `${grouped(failed)} failed ${failed === 1 ? "login" : "logins"}`;
  if (failedUsers === 0) return `${logins}, of no known user`;
  return `${logins} of ${grouped(failedUsers)} ${failedUsers === 1 ? "user" : "users"}`;
}
