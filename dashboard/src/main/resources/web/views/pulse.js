// A quiet sign at each place where a login was just counted: a dot on the map, beside it, and in the table.

import { centreOf } from "../lib/shapes.js";
import { Pulse } from "../model/pulse.js";

const SVG = "http://www.w3.org/2000/svg";
/** Signs fade in steps of this time (ms), which takes fewer frames to paint than a smooth animation. */
const STEP_MILLIS = 200;
const RADIUS = 4.5; // in the coordinates of the map

export class PulseView {
  #pulse = new Pulse();
  #map = document.getElementById("map");
  #dots = document.createElementNS(SVG, "g");
  #outlines = null;
  #elements = new Map(); // locale -> its elements
  #levels = new Map(); // locale -> level that they show
  #timer = null;

  constructor() {
    this.#dots.id = "dots";
    this.#dots.ariaHidden = "true";
  }

  /** @param outlines GeoJSON of the states, in the coordinates of the SVG */
  setOutlines(outlines) {
    this.#outlines = outlines;
  }

  /** Shows that logins in these places were counted just now. */
  logins(locales) {
    this.#pulse.add(locales, performance.now());
  }

  /** Shows the signs, unless the page shows a moment of the past or is paused. Call it after the views of the places. */
  render(store, view, { kind }) {
    if (this.#outlines && !this.#dots.firstElementChild) this.#draw(store.regions);
    if (this.#map.lastElementChild !== this.#dots) this.#map.append(this.#dots); // above the states
    if (kind !== "live" || view.paused) this.#pulse.clear();
    this.#update();
  }

  #draw(regions) {
    const locales = new Map(regions.map(({ fips, locale }) => [fips, locale]));
    for (const { id, geometry } of this.#outlines.features) {
      if (!locales.has(id)) continue;
      const dot = document.createElementNS(SVG, "circle");
      const [cx, cy] = centreOf(geometry).map((coordinate) => coordinate.toFixed(1));
      for (const [name, value] of Object.entries({ cx, cy, r: RADIUS })) dot.setAttribute(name, value);
      dot.dataset.pulse = locales.get(id);
      this.#dots.append(dot);
    }
    this.#elements.clear();
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
    if (!this.#elements.has(locale)) {
      this.#elements.set(locale, [...document.querySelectorAll(`[data-pulse="${CSS.escape(locale)}"]`)]);
    }
    for (const element of this.#elements.get(locale)) {
      if (level > 0) element.dataset.lit = level;
      else delete element.dataset.lit;
    }
  }
}
