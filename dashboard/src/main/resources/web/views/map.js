// The maps of the states and of the world: which is shown, its colours, and what the pointer and the keys do there.

import { setFill, setText, UNKNOWN } from "../lib/dom.js";
import { shortInUnit } from "../lib/format.js";
import { HeldScale, weightOf } from "../lib/held-scale.js";
import { classColour } from "../lib/scale.js";
import { circleAt } from "../lib/shapes.js";
import { basisOf, restsOnFew } from "../model/few.js";
import { valueOf } from "../model/frame.js";
import { unitOf } from "../model/measures.js";
import { ELSEWHERE, WHOLE, WITHOUT_STATE } from "../model/names.js";
import { isListed, opening, withoutStates } from "../model/places.js";
import { Hatching } from "./hatching.js";
import { Legend, NO_COLOUR } from "./legend.js";
import { draw, setColour, Sheet } from "./sheet.js";
import { Tip } from "./tip.js";

/** Locales that are too small to point at on the map, or not on it. */
export const SMALL = ["VT", "NH", "MA", "RI", "CT", "NJ", "DE", "MD", "DC", "PR", "GU", "VI", "AS", "MP"];
/** Of the countries that are dots, so many with logins are beside the map, too: the most populous ones. */
const MAX_SMALL = 10;
const TITLES = {
  us: "Map of the states: arrow keys move, Enter opens a state; the table holds the same numbers",
  world:
    "Map of the world: arrow keys move, Enter opens a country, or the map of the states; the table holds the same numbers",
};
const FOCUS_PIXELS = 8; // radius of the ring around a dot
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class MapView {
  #view;
  #tip = new Tip();
  #scale = new HeldScale();
  #svg = document.getElementById("map");
  #legend = new Legend();
  #stateless = document.getElementById("stateless");
  #hatching = new Hatching(this.#svg);
  #dots = draw("g", { id: "dots", "aria-hidden": "true" });
  #sheets;
  #outlines = new Map(); // name of a map -> its file
  #drawn = new Map(); // the same -> the settings of the server for which it is drawn
  #lines = document.querySelectorAll("#outlines path"); // along the open state and the focused one, above all states
  #states = new Map(); // locale -> place of the map, as last rendered
  #all = new Map(); // the same of both maps
  #map = null; // "us" or "world"
  #maps = [];
  #frame = null;
  /** The colour of a locale, as last rendered. */
  colourOf = null;
  #pointed = false; // whether the pointer is on the map; the scale is then held

  constructor(view) {
    this.#view = view;
    this.#sheets = {
      us: new Sheet("us", this.#svg, this.#dots, "CA"),
      world: new Sheet("world", this.#svg, this.#dots, WHOLE),
    };
    this.#svg.append(this.#dots);
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
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.#leave(event));
    document.addEventListener("scroll", () => this.#tip.hide(), { capture: true, passive: true });
    document.addEventListener("mark", ({ detail }) => this.#mark(detail));
  }

  /** Takes the outlines of a map. @param map "us" or "world" */
  setOutlines(map, outlines) {
    this.#outlines.set(map, outlines);
  }

  /** @param maps those that have something to show */
  render(store, view, frame, theme, now, maps) {
    const sheet = this.#sheets[frame.map];
    if (this.#outlines.has(frame.map) && this.#drawn.get(frame.map) !== store.placesKey) this.#draw(store, frame.map);
    this.#frame = frame;
    this.#states = new Map(frame.states.map((state) => [state.locale, state]));
    this.#all = new Map(frame.all.map((state) => [state.locale, state]));
    this.#maps = maps;
    this.#turnTo(frame.map);
    sheet.list(this.#smallOf(sheet, store));
    const { measure, perMillion } = view;
    const valueAt = (locale) =>
      this.#states.has(locale) ? valueOf(this.#states.get(locale), measure, perMillion) : null;
    const { steps, classes } = this.#classes(store, view, frame, now);
    const isUnknown = (locale) => !frame.known || valueAt(locale) === null;
    const colour = (locale) =>
      isUnknown(locale) ? NO_COLOUR : classColour(classes.get(locale) ?? -1, steps.length, theme);
    const unit = unitOf(measure, perMillion);
    const isFew = (locale) => this.#states.has(locale) && restsOnFew(this.#states.get(locale), measure, perMillion);
    for (const [locale, path] of sheet.paths) {
      path.classList.toggle("unknown", isUnknown(locale));
      path.classList.toggle("zero", valueAt(locale) === 0);
      path.classList.toggle("few", isFew(locale));
      const isHatched = isFew(locale) && !path.classList.contains("small"); // a dot has no room for stripes
      setColour(path, isHatched ? this.#hatching.of(colour(locale)) : colour(locale));
    }
    for (const [locale, callout] of sheet.callouts) {
      callout.swatch.classList.toggle("few", isFew(locale));
      callout.swatch.classList.toggle("unknown", isUnknown(locale));
      setFill(callout.swatch, colour(locale));
      setText(callout.value, isUnknown(locale) ? UNKNOWN : shortInUnit(valueAt(locale), unit));
    }
    this.#legend.render(steps, theme, view, {
      few: frame.states.some((state) => restsOnFew(state, measure, perMillion)),
      unknown: frame.states.every(({ locale }) => isUnknown(locale)),
      uncounted: sheet.hasUncounted,
    });
    const stateless = withoutStates(frame);
    this.#stateless.hidden = stateless === "";
    setText(this.#stateless, stateless);
    this.colourOf = colour;
    this.#trace(this.#lines[0], sheet.paths.get(view.state));
    const shown = this.#states.get(this.#tip.locale);
    if (shown) this.#tip.update(shown, view, frame);
  }

  /** Shows this map, and gives it the focus if the other one had it. */
  #turnTo(map) {
    const sheet = this.#sheets[map];
    if (sheet.viewBox) {
      for (const svg of document.querySelectorAll("#map, #outlines, #labels")) {
        if (svg.getAttribute("viewBox") !== sheet.viewBox) svg.setAttribute("viewBox", sheet.viewBox);
      }
    }
    if (map === this.#map) return;
    const hadFocus = this.#map !== null && document.activeElement?.closest("#map, #callouts") !== null;
    const before = this.#map;
    this.#map = map;
    document.documentElement.dataset.map = map;
    this.#svg.setAttribute("aria-label", TITLES[map]);
    for (const one of Object.values(this.#sheets)) one.toggle(one === sheet);
    this.#tip.hide();
    this.#trace(this.#lines[1], null);
    if (hadFocus) sheet.focus(before === "us" ? WHOLE : null);
  }

  /** The locales beside the map. Of the world: of its dots those that have logins, because most have none. */
  #smallOf({ name, small }, store) {
    const counted = new Set(store.locales());
    const places =
      name === "us"
        ? [...SMALL, WITHOUT_STATE]
        : small
            .map((locale) => this.#states.get(locale))
            .filter((place) => place && isListed(place))
            .sort((a, b) => b.population - a.population)
            .slice(0, MAX_SMALL)
            .map(({ locale }) => locale)
            .sort();
    return [...places, "UNK", ELSEWHERE].filter((locale) => counted.has(locale));
  }

  /** The steps of the measure, and the class of each state. Visits are a total, which chance does not move. */
  #classes(store, { measure, perMillion }, { kind, window, states, map }, now) {
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
    return this.#scale.classes(`${map}/${measure}/${unit}`, window?.start ?? null, entries, {
      now,
      weight: weightOf(store.windowing),
      steady: kind === "live" && window?.full === true,
      hold: this.#pointed,
    });
  }

  #draw(store, map) {
    const places =
      map === "us"
        ? store.regions.map((region) => [region.fips, region])
        : [
            ...store.countries,
            ...(store.settings.united_states ? [{ locale: WHOLE, name: store.nameOf(WHOLE) }] : []),
          ].map((country) => [country.locale === WHOLE ? WITHOUT_STATE : country.locale, country]);
    this.#sheets[map].draw(this.#outlines.get(map), new Map(places));
    this.#drawn.set(map, store.placesKey);
  }

  /** Highlights the state that the viewer points at in the table; null for none. */
  #mark(locale) {
    for (const [of, path] of this.#sheets[this.#map].paths) path.classList.toggle("marked", of === locale);
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
    if (this.#svg.contains(target)) this.#sheets[this.#map].stopAt(target);
    this.#trace(this.#lines[1], target.matches("path:focus-visible") ? target : null);
    const state = this.#stateAt(target);
    if (!state) return;
    const [x, y] = this.#middleOf(target);
    this.#tip.show(state, this.#view, this.#frame, x, y);
  }

  /** The middle of what has the focus, in the coordinates of the viewport. */
  #middleOf(target) {
    const onMap = this.#sheets[this.#map].middleOf(target);
    const { left, top, width, height } = target.getBoundingClientRect();
    if (!onMap) return [left + width / 2, top + height / 2];
    const { a, d, e, f } = this.#svg.getScreenCTM();
    return [onMap[0] * a + e, onMap[1] * d + f];
  }

  #blur() {
    this.#tip.hide();
    this.#trace(this.#lines[1], null);
  }

  /** Escape: hides the tooltip and, with nothing else open, goes back from the states to the world. */
  #leave({ defaultPrevented, target }) {
    this.#tip.hide();
    if (target.id === "filter") return; // there it means the search
    const { state, wall } = this.#view;
    const isOpen = state !== null || wall || document.querySelector("dialog[open]") !== null;
    if (defaultPrevented || isOpen || this.#map !== "us" || !this.#maps.includes("world")) return;
    this.#view.set({ map: "world" });
  }

  #open(target) {
    const locale = target.closest("[data-locale]")?.dataset.locale;
    if (!locale) return;
    if (locale === WHOLE && this.#maps.includes("us")) this.#view.set({ map: "us", state: null });
    else if (this.#view.state === locale) this.#view.set({ state: null });
    else this.#view.set(opening(this.#all.get(locale) ?? { locale }, this.#map, this.#maps));
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
      this.#sheets[this.#map].neighbour(from, ...ARROWS[event.key])?.focus();
    }
  }

  /**
   * Draws an outline along a place, or nowhere. The place itself stays where it is in the document: moved to the top, it
   * would lose the focus.
   */
  #trace(outline, path) {
    let shape = path?.getAttribute("d") ?? "";
    if (path?.classList.contains("small")) {
      const [x, y] = this.#sheets[this.#map].middleOf(path);
      const radius = FOCUS_PIXELS / (this.#svg.getScreenCTM()?.a || 1);
      shape = circleAt(x, y, Number(radius.toFixed(1)));
    }
    if ((outline.getAttribute("d") ?? "") !== shape) outline.setAttribute("d", shape);
  }
}
