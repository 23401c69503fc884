// What the viewer chose to see. Pure.

import { DEFAULTS, formatQuery, parseQuery, SPANS } from "./query.js";

export { SPANS };

/** Dispatches "change" after every change. */
export class ViewState extends EventTarget {
  /** The end (ms) of the window of the past that the page shows, or a time within its last slide; null for live. */
  at = DEFAULTS.at;
  /** The map: "us", "world", or null for the one that has the logins. */
  map = DEFAULTS.map;
  measure = DEFAULTS.measure;
  perMillion = DEFAULTS.perMillion;
  /** The locale whose panel is open, or null. */
  state = DEFAULTS.state;
  span = DEFAULTS.span;
  /** The zone of times: "local" or "utc". */
  zone = DEFAULTS.zone;
  paused = false;
  wall = DEFAULTS.wall;
  /** What the address asked for and cannot be shown, a sentence each; empty after the next choice. */
  problems = [];
  /** Whether the change that is being dispatched takes back what the viewer asked for. */
  correcting = false;

  /** Changes the properties that are given. */
  set(choices) {
    Object.assign(this, { problems: [] }, choices);
    this.dispatchEvent(new Event("change"));
  }

  /** Takes back what cannot be shown, and says why. @param problem a sentence, or null where there is nothing to say */
  correct(choices, problem) {
    this.correcting = true;
    this.set({ ...choices, problems: problem === null ? this.problems : [...this.problems, problem] });
    this.correcting = false;
  }

  /**
   * Reads the choices from a query ("?measure=users"). Missing and bad values get their defaults; the bad ones are in
   * `problems`.
   *
   * @param remembered choices that hold where the query does not say otherwise
   * @param kept choices that hold whatever it says
   */
  readQuery(text, remembered = {}, kept = {}) {
    const { choices, problems } = parseQuery(text);
    const paused = this.paused && choices.at === undefined; // a moment of the past ends a pause
    this.set({ ...DEFAULTS, ...remembered, ...choices, ...kept, paused, problems });
  }

  /** The choices as a query without "?", for sharing and reloading; defaults are left out, and so is `paused`. */
  toQuery() {
    return formatQuery(this);
  }
}
