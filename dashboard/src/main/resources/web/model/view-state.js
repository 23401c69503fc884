// What the viewer chose to see, and its form in the query of the address. Pure.

import { MEASURES } from "./frame.js";

/** Lengths of the timeline (ms), by their names in the address. */
export const SPANS = { "30m": 30 * 60_000, "3h": 3 * 3_600_000, "24h": 24 * 3_600_000 };

/** Dispatches "change" after every change. */
export class ViewState extends EventTarget {
  /** A time (ms) of the past that the page shows, or null for live. */
  at = null;
  measure = "logins";
  perMillion = false;
  /** The locale whose panel is open, or null. */
  state = null;
  span = "30m";
  paused = false;
  wall = false;

  /** Changes the properties that are given. */
  set(choices) {
    Object.assign(this, choices);
    this.dispatchEvent(new Event("change"));
  }

  /** Reads the choices from a query ("?measure=users"). Missing and invalid values get their defaults. */
  readQuery(text) {
    const query = new URLSearchParams(text);
    const at = Date.parse(query.get("at"));
    this.set({
      at: Number.isNaN(at) ? null : at,
      measure: MEASURES.includes(query.get("measure")) ? query.get("measure") : "logins",
      perMillion: query.get("per") === "million",
      state: /^[A-Za-z0-9_-]{1,64}$/.test(query.get("state") ?? "") ? query.get("state").toUpperCase() : null,
      span: Object.hasOwn(SPANS, query.get("span")) ? query.get("span") : "30m",
      wall: query.has("wall"),
    });
  }

  /** The choices as a query without "?", for sharing and reloading; defaults are left out, and so is `paused`. */
  toQuery() {
    const query = new URLSearchParams();
    if (this.at !== null) query.set("at", new Date(this.at).toISOString());
    if (this.measure !== "logins") query.set("measure", this.measure);
    if (this.perMillion) query.set("per", "million");
    if (this.state) query.set("state", this.state);
    if (this.span !== "30m") query.set("span", this.span);
    if (this.wall) query.set("wall", "");
    return query
      .toString()
      .replaceAll("%3A", ":")
      .replace(/=(?=&|$)/g, "");
  }
}
