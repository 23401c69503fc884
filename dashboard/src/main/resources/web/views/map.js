// The map: one SVG path per state, coloured by the chosen measure. Small states are buttons beside the map.

import { setFill, setText, UNKNOWN } from "../lib/dom.js";
import { shortInUnit } from "../lib/format.js";
import { HeldScale, weightOf } from "../lib/held-scale.js";
import { classColour } from "../lib/scale.js";
import { basisOf, restsOnFew } from "../model/few.js";
import { valueOf } from "../model/frame.js";
import { unitOf } from "../model/measures.js";
import { SPECIAL } from "../model/names.js";
import { Hatching } from "./hatching.js";
import { Legend, NO_COLOUR } from "./legend.js";
import { Tip } from "./tip.js";

const SVG = "http://www.w3.org/2000/svg";
/** Locales that are too small to point at on the map, or not on it. */
export const SMALL = [
  "VT",
  "NH",
  "MA",
  "RI",
  "CT",
  "NJ",
  "DE",
  "MD",
  "DC",
  "PR",
  "GU",
  "VI",
  "AS",
  "MP",
  "UNK",
  "OTHER",
];
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const pathOf = (geometry) =>
  geometry.coordinates
    .flatMap((rings) => rings.map((ring) => `M${ring.map((point) => point.join(" ")).join("L")}Z`))
    .join("");

export class MapView {
  #view;
  #tip = new Tip();
  #scale = new HeldScale();
  #svg = document.getElementById("map");
  #legend = new Legend();
  #hatching = new Hatching(this.#svg);
  #outlines = null;
  #paths = new Map(); // locale -> path, of the states that are counted by their own name
  #uncounted = []; // names of the states that are not
  #lines = document.querySelectorAll("#outlines path"); // along the open state and the focused one, above all states
  #tabStop = null; // the only state that the tab key reaches; arrow keys reach the others
  #callouts = new Map(); // locale -> {item, swatch, value}
  #states = new Map(); // locale -> state, as last rendered
  #frame = null;
  /** The colour of a locale, as last rendered. */
  colourOf = null;
  #pointed = false; // whether the pointer is on the map; the scale is then held

  constructor(view) {
    this.#view = view;
    // Not on the SVG itself: a browser makes an SVG that listens to the focus a tab stop, on which no key does anything.
    for (const area of [document.getElementById("map-area"), document.getElementById("callouts")]) {
      area.addEventListener("pointerover", ({ target, clientX, clientY }) => this.#point(target, clientX, clientY));
      area.addEventListener("pointermove", ({ target, clientX, clientY }) => this.#point(target, clientX, clientY));
      area.addEventListener("pointerleave", () => this.#tip.hide());
      area.addEventListener("focusin", ({ target }) => this.#focus(target));
      area.addEventListener("focusout", () => this.#blur());
      area.addEventListener("click", ({ target }) => this.#open(target));
    }
    this.#svg.addEventListener("pointerenter", () => (this.#pointed = true));
    this.#svg.addEventListener("pointerleave", () => (this.#pointed = false));
    this.#svg.addEventListener("keydown", (event) => this.#key(event));
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.#tip.hide());
    document.addEventListener("scroll", () => this.#tip.hide(), { capture: true, passive: true });
    document.addEventListener("mark", ({ detail }) => this.#mark(detail));
    this.#addCallouts();
  }

  /** @param outlines GeoJSON of the states, in the coordinates of the SVG */
  setOutlines(outlines) {
    this.#outlines = outlines;
  }

  render(store, view, frame, theme, now) {
    if (this.#outlines && this.#paths.size + this.#uncounted.length === 0) this.#drawOutlines(store);
    this.#frame = frame;
    this.#states = new Map(frame.states.map((state) => [state.locale, state]));
    const { measure, perMillion } = view;
    const valueAt = (locale) =>
      this.#states.has(locale) ? valueOf(this.#states.get(locale), measure, perMillion) : null;
    const { steps, classes } = this.#classes(store, view, frame, now);
    const isUnknown = (locale) => !frame.known || valueAt(locale) === null;
    const colour = (locale) =>
      isUnknown(locale) ? NO_COLOUR : classColour(classes.get(locale) ?? -1, steps.length, theme);
    const unit = unitOf(measure, perMillion);
    const isFew = (locale) => this.#states.has(locale) && restsOnFew(this.#states.get(locale), measure, perMillion);
    for (const [locale, path] of this.#paths) {
      path.classList.toggle("unknown", isUnknown(locale));
      setFill(path, isFew(locale) ? this.#hatching.of(colour(locale)) : colour(locale));
    }
    for (const [locale, callout] of this.#callouts) {
      callout.swatch.classList.toggle("few", isFew(locale));
      callout.swatch.classList.toggle("unknown", isUnknown(locale));
      setFill(callout.swatch, colour(locale));
      setText(callout.value, isUnknown(locale) ? UNKNOWN : shortInUnit(valueAt(locale), unit));
    }
    this.#legend.render(steps, theme, view, {
      few: frame.states.some((state) => restsOnFew(state, measure, perMillion)),
      unknown: frame.states.every(({ locale }) => isUnknown(locale)),
      uncounted: this.#uncounted.length > 0,
    });
    this.colourOf = colour;
    trace(this.#lines[0], this.#paths.get(view.state));
    const shown = this.#states.get(this.#tip.locale);
    if (shown) this.#tip.update(shown, view, frame);
  }

  /** The steps of the measure, and the class of each state. Visits are a total, which chance does not move. */
  #classes(store, { measure, perMillion }, { kind, window, states }, now) {
    const unit = unitOf(measure, perMillion);
    const one = {
      count: () => (measure === "visits" ? null : 1),
      million: (state) => (measure === "visits" ? null : 1e6 / (state.population ?? 1e6)),
      percent: (state) => 100 / Math.max(1, basisOf(state, measure)),
    }[unit];
    const entries = states.map((state) => ({
      locale: state.locale,
      value: valueOf(state, measure, perMillion),
      one: one(state),
    }));
    return this.#scale.classes(`${measure}/${unit}`, window?.start ?? null, entries, {
      now,
      weight: weightOf(store.windowing),
      steady: kind === "live" && window?.full === true,
      hold: this.#pointed,
    });
  }

  #drawOutlines(store) {
    const regions = new Map(store.regions.map((region) => [region.fips, region]));
    for (const { id, properties, geometry } of this.#outlines.features) {
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("d", pathOf(geometry));
      this.#svg.append(path);
      const region = regions.get(id);
      if (!region) {
        this.#uncounted.push(properties.name);
        showUncounted(path, properties.name);
        continue;
      }
      path.setAttribute("role", "button");
      path.setAttribute("tabindex", "-1");
      path.setAttribute("aria-label", region.name);
      path.setAttribute("aria-describedby", "tip");
      path.dataset.locale = region.locale;
      this.#paths.set(region.locale, path);
    }
    const counted = new Set(store.locales());
    for (const [locale, { item }] of this.#callouts) {
      if (counted.has(locale)) continue;
      item.remove();
      this.#callouts.delete(locale);
    }
    this.#stopAt(this.#paths.get("CA") ?? [...this.#paths.values()][0]);
  }

  /** Makes this state the map's only tab stop. */
  #stopAt(path) {
    this.#tabStop?.setAttribute("tabindex", "-1");
    path?.setAttribute("tabindex", "0");
    this.#tabStop = path ?? null;
  }

  /** Highlights the state that the viewer points at in the table; null for none. */
  #mark(locale) {
    for (const [of, path] of this.#paths) path.classList.toggle("marked", of === locale);
  }

  #stateAt(element) {
    return this.#states.get(element.closest("[data-locale]")?.dataset.locale);
  }

  #point(target, x, y) {
    const state = this.#stateAt(target);
    if (state) this.#tip.show(state, this.#view, this.#frame, x, y);
    else this.#tip.hide();
  }

  #focus(target) {
    if (this.#svg.contains(target)) this.#stopAt(target);
    trace(this.#lines[1], target.matches("path:focus-visible") ? target : null);
    const state = this.#stateAt(target);
    if (!state) return;
    const { left, top, width, height } = target.getBoundingClientRect();
    this.#tip.show(state, this.#view, this.#frame, left + width / 2, top + height / 2);
  }

  #blur() {
    this.#tip.hide();
    trace(this.#lines[1], null);
  }

  #open(target) {
    const locale = target.closest("[data-locale]")?.dataset.locale;
    if (locale) this.#view.set({ state: this.#view.state === locale ? null : locale });
  }

  #key(event) {
    const from = event.target.closest("path");
    if (!from) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.#open(from);
    } else if (ARROWS[event.key]) {
      event.preventDefault();
      event.stopPropagation();
      this.#neighbour(from, ...ARROWS[event.key])?.focus();
    }
  }

  /** The nearest state in a direction, or null. */
  #neighbour(from, dx, dy) {
    const middle = (path) => {
      const { x, y, width, height } = path.getBBox();
      return [x + width / 2, y + height / 2];
    };
    const [x, y] = middle(from);
    let best = null;
    let least = Infinity;
    for (const path of this.#paths.values()) {
      const [px, py] = middle(path);
      const along = (px - x) * dx + (py - y) * dy;
      const aside = Math.abs((px - x) * dy) + Math.abs((py - y) * dx);
      if (path === from || along <= 0 || along + 2 * aside >= least) continue;
      least = along + 2 * aside;
      best = path;
    }
    return best;
  }

  #addCallouts() {
    const list = document.getElementById("callouts");
    for (const locale of SMALL) {
      const item = document.createElement("li");
      if (locale in SPECIAL) item.className = "word"; // longer than a code
      const button = document.createElement("button");
      const swatch = document.createElement("i");
      const label = document.createElement("span");
      const value = document.createElement("b");
      button.type = "button";
      button.dataset.locale = button.dataset.pulse = locale;
      button.setAttribute("aria-describedby", "tip");
      label.textContent = SPECIAL[locale] ?? locale;
      button.append(swatch, label, value);
      item.append(button);
      list.append(item);
      this.#callouts.set(locale, { item, swatch, value });
    }
  }
}

/**
 * Draws an outline along a state, or nowhere. The state itself stays where it is in the document: moved to the top, it
 * would lose the focus.
 */
function trace(outline, path) {
  const shape = path?.getAttribute("d") ?? "";
  if ((outline.getAttribute("d") ?? "") !== shape) outline.setAttribute("d", shape);
}

/** Shows the outline of a state that is not counted by its own name: it has no numbers, and nothing to open. */
function showUncounted(path, name) {
  const text = `${name}: not counted by its own name`;
  const title = document.createElementNS(SVG, "title"); // what a pointer shows
  title.textContent = text;
  path.append(title);
  path.setAttribute("class", "uncounted");
  path.setAttribute("role", "img");
  path.setAttribute("aria-label", text);
}
