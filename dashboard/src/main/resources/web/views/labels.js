// Labels on the map of a wall, which nobody can point at: the code of each state and, where there is room, its number.

import { setText, UNKNOWN } from "../lib/dom.js";
import { short } from "../lib/format.js";
import { labelPlace } from "../lib/polygon.js";
import { valueOf } from "../model/frame.js";
import { SMALL } from "./map.js";

const SVG = "http://www.w3.org/2000/svg";
/** The least size of a state, in units of the map, for its code and for its number. */
const CODE = { width: 28, height: 20 };
const NUMBER = { width: 50, height: 50 };

const fits = ({ width, height }, least) => width >= least.width && height >= least.height;

export class LabelsView {
  #svg = document.createElementNS(SVG, "svg");
  #outlines = null;
  #numbers = null; // locale -> text element, or null

  constructor() {
    const map = document.getElementById("map");
    this.#svg.id = "labels";
    this.#svg.setAttribute("viewBox", map.getAttribute("viewBox"));
    this.#svg.setAttribute("aria-hidden", "true");
    map.after(this.#svg);
  }

  /** @param outlines GeoJSON of the states, in the coordinates of the map */
  setOutlines(outlines) {
    this.#outlines = outlines;
  }

  render({ regions }, { wall, measure, perMillion }, { states, known }) {
    if (!wall || !this.#outlines) return;
    this.#numbers ??= this.#draw(regions);
    for (const state of states) {
      const element = this.#numbers.get(state.locale);
      if (!element) continue;
      const value = valueOf(state, measure, perMillion);
      setText(element, value === null || !known ? UNKNOWN : short(value));
    }
  }

  #draw(regions) {
    const locales = new Map(regions.map(({ fips, locale }) => [fips, locale]));
    const numbers = new Map();
    for (const { id, geometry } of this.#outlines.features) {
      const place = labelPlace(geometry);
      // Those beside the map have their numbers there, and no room here.
      if (!locales.has(id) || SMALL.includes(locales.get(id)) || !fits(place, CODE)) continue;
      const hasNumber = fits(place, NUMBER);
      this.#svg.append(text(locales.get(id), "code", place.x, hasNumber ? place.y - 2 : place.y + 7));
      if (!hasNumber) continue;
      const number = text(UNKNOWN, "value", place.x, place.y + 18);
      this.#svg.append(number);
      numbers.set(locales.get(id), number);
    }
    return numbers;
  }
}

function text(content, kind, x, y) {
  const element = document.createElementNS(SVG, "text");
  element.setAttribute("class", kind);
  element.setAttribute("x", x.toFixed(1));
  element.setAttribute("y", y.toFixed(1));
  element.textContent = content;
  return element;
}
