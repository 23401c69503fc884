// What the viewer chose to see. The address holds it, so that it can be shared and reloaded.

import { MEASURES } from "./frame.js";

export const SPANS = { "30m": 30 * 60_000, "3h": 3 * 3_600_000, "24h": 24 * 3_600_000 };
const WRITE_MILLIS = 250; // browsers refuse an address that changes too often

export class View extends EventTarget {
  /** A time (ms) in the past that the page shows, or null for live. */
  at = null;
  measure = "logins";
  perMillion = false;
  /** The locale whose own view is open, or null. */
  state = null;
  span = "30m";
  paused = false;
  wall = false;
  #timer = null;

  constructor() {
    super();
    this.#read();
    window.addEventListener("popstate", () => {
      this.#read();
      this.dispatchEvent(new Event("change"));
    });
  }

  /** Changes some of it. */
  set(choices) {
    Object.assign(this, choices);
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#write();
    }, WRITE_MILLIS);
    this.dispatchEvent(new Event("change"));
  }

  #read() {
    const query = new URLSearchParams(location.search);
    const at = Date.parse(query.get("at"));
    this.at = Number.isNaN(at) ? null : at;
    this.measure = MEASURES.includes(query.get("measure")) ? query.get("measure") : "logins";
    this.perMillion = query.get("per") === "million";
    this.state = /^[A-Za-z0-9_-]{1,64}$/.test(query.get("state") ?? "") ? query.get("state").toUpperCase() : null;
    this.span = query.get("span") in SPANS ? query.get("span") : "30m";
    this.wall = query.has("wall");
  }

  #write() {
    const query = new URLSearchParams();
    if (this.at !== null) query.set("at", new Date(this.at).toISOString());
    if (this.measure !== "logins") query.set("measure", this.measure);
    if (this.perMillion) query.set("per", "million");
    if (this.state) query.set("state", this.state);
    if (this.span !== "30m") query.set("span", this.span);
    if (this.wall) query.set("wall", "");
    const text = query
      .toString()
      .replaceAll("%3A", ":")
      .replace(/=(?=&|$)/g, "");
    history.replaceState(null, "", text ? `?${text}` : location.pathname);
  }
}
