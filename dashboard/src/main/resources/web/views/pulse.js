// A quiet sign at each place where a login was just counted: a dot on the map, beside it, and in the table.

import { Pulse } from "../model/pulse.js";

/** Signs fade in steps of this time (ms), which takes fewer frames to paint than a smooth animation. */
const STEP_MILLIS = 200;

export class PulseView {
  #pulse = new Pulse();
  #elements = new Map(); // locale -> its elements
  #count = 0; // of the elements that can show a sign
  #levels = new Map(); // locale -> level that they show
  #timer = null;

  /** Shows that logins in these places were counted just now. */
  logins(locales) {
    this.#pulse.add(locales, performance.now());
  }

  /** Shows the signs, unless the page shows a moment of the past or is paused. Call it after the views of the places. */
  render(view, { kind }) {
    const count = document.querySelectorAll("[data-pulse]").length;
    if (count !== this.#count) this.#elements.clear(); // a map was drawn, or a country has its first logins
    this.#count = count;
    if (kind !== "live" || view.paused) this.#pulse.clear();
    this.#update();
  }

  #update() {
    const levels = this.#pulse.levels(performance.now());
    for (const locale of this.#levels.keys()) if (!levels.has(locale)) this.#show(locale, 0);
    for (const [locale, level] of levels) if (this.#levels.get(locale) !== level) this.#show(locale, level);
    this.#levels = levels;
    if (levels.size === 0 || this.#timer !== null) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#update();
    }, STEP_MILLIS);
  }

  #show(locale, level) {
    if (!this.#elements.get(locale)?.every((element) => element.isConnected)) {
      this.#elements.set(locale, [...document.querySelectorAll(`[data-pulse="${CSS.escape(locale)}"]`)]);
    }
    for (const element of this.#elements.get(locale)) {
      if (level > 0) element.dataset.lit = level;
      else delete element.dataset.lit;
    }
  }
}
