// What the page says of a moment outside of the history. Pure.

import { fullTime } from "../lib/format.js";

/**
 * A title and a sentence.
 *
 * @param at the moment (ms)
 * @param history {from, to} of what the server knows, ms; null before any login
 */
export function outsideWords(at, history) {
  if (!history) return { title: "No logins yet", sentence: `Nothing is known of ${fullTime(at)}.` };
  return {
    title: at < history.from ? "Before the history" : "After the history",
    sentence: `Nothing is known of ${fullTime(at)}. The history covers ${fullTime(history.from)} to ${fullTime(history.to)}.`,
  };
}
