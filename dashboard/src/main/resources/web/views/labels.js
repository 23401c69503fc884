// Labels on the map of a wall, which nobody can point at: the code of each state and, where there is room, its number.

import { setText, UNKNOWN } from "../lib/dom.js";
import { brief, share } from "../lib/format.js";
import { labelPlace } from "../lib/polygon.js";
import { inkOn } from "../lib/scale.js";
import { valueOf } from "../model/frame.js";
import { unitOf } from "../model/measures.js";
import { SMALL } from "./map.js";

const SVG = "http://www.w3.org/2000/svg";
/** The least size of a state, in units of the map, for its code and for its number. */
const CODE = { width: 28, height: 20 };
const NUMBER = { width: 50, height: 50 };

/** Moves labels (in units of the map) that would meet those of a neighbour, or stand in the sea. */
const MOVED = { AL: [2, 3], FL: [12, 0], IL: [-6, 0], IN: [4, 0], MS: [-4, -3], VA: [11, 3], WV: [-5, 4] };

const fits = ({ width, height }, least) => width >= least.width && height >= least.height;

export class LabelsView {
  #svg = document.createElementNS(SVG, "svg");
  #outlines = null;
  #labels = null; // locale -> {code, number} (text elements; number is null where it has no room), once they are drawn

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

  /** @param colourOf the colour of a locale on the map */
  render({ regions }, { wall, measure, perMillion }, { states, known }, colourOf) {
    if (!wall || !this.#outlines) return;
    this.#labels ??= this.#draw(regions);
    const write = unitOf(measure, perMillion) === "percent" ? (value) => share(value).replaceAll(" ", "") : brief;
    for (const state of states) {
      const label = this.#labels.get(state.locale);
      if (!label) continue;
      const ink = inkOn(colourOf(state.locale));
      setInk(label.code, ink);
      if (!label.number) continue;
      setInk(label.number, ink);
      const value = valueOf(state, measure, perMillion);
      setText(label.number, value === null || !known ? UNKNOWN : write(value));
    }
  }

  #draw(regions) {
    const locales = new Map(regions.map(({ fips, locale }) => [fips, locale]));
    const labels = new Map();
    for (const { id, geometry } of this.#outlines.features) {
      const place = labelPlace(geometry);
      // Those beside the map have their numbers there, and no room here.
      if (!locales.has(id) || SMALL.includes(locales.get(id)) || !fits(place, CODE)) continue;
      const locale = locales.get(id);
      const [right, down] = MOVED[locale] ?? [0, 0];
      const [x, y] = [place.x + right, place.y + down];
      const hasNumber = fits(place, NUMBER);
      const code = text(locale, "code", x, hasNumber ? y - 2 : y + 7);
      const number = hasNumber ? text(UNKNOWN, "value", x, y + 18) : null;
      this.#svg.append(...[code, number].filter((element) => element !== null));
      labels.set(locale, { code, number });
    }
    return labels;
  }
}

function setInk(element, ink) {
  if (element.dataset.ink !== ink) element.dataset.ink = ink;
}

function text(content, kind, x, y) {
  const element = document.createElementNS(SVG, "text");
  element.setAttribute("class", kind);
  element.setAttribute("x", x.toFixed(1));
  element.setAttribute("y", y.toFixed(1));
  element.textContent = content;
  return element;
}
