// The timeline: a measure per window over the history. Dragging on it, and keys, move the page through time.

import { setText, UNKNOWN } from "../lib/dom.js";
import { dayAndTime, inUnit, timeOfDay } from "../lib/format.js";
import { columnsOf } from "../lib/series.js";
import { zoneName } from "../lib/zone.js";
import { rejectedBursts } from "../model/incidents.js";
import { MEASURE_NAMES, unitOf } from "../model/measures.js";
import { SPEEDS } from "../model/player.js";
import {
  columnShift,
  columnText,
  fittedFrom,
  middleOf,
  placedByEnd,
  seriesTitle,
  startAt,
  valuesOf,
} from "../model/timeline.js";
import { SPANS } from "../model/view-state.js";
import { Bars } from "./bars.js";
import { Readout } from "./readout.js";

const REDRAW_MILLIS = 1_000;
/** Records that were rejected up to this long (ms) after the axis count as what happens now. */
const AFTER_AXIS_MILLIS = 3_600_000;
const seconds = (millis) => String(Math.round(millis / 1000));
const byId = (id) => document.getElementById(id);

export class TimelineView {
  #view;
  #player;
  #seen;
  #element = byId("timeline");
  #bars = new Bars(this.#element);
  #readout;
  #drawn = "";
  #range = null; // {span, from, to} of the past; held, so that the axis stands still while somebody moves along it
  #incidents = []; // those on the axis
  #end = Infinity; // of the axis, ms
  #columnOptions = null; // for columnText()
  #shown = null; // the window of the last frame
  #windowing = null;
  #history = null;

  /** @param seen the incidents that the page saw */
  constructor(view, player, seen) {
    this.#view = view;
    this.#player = player;
    this.#seen = seen;
    this.#bars.onResize = () => (this.#drawn = "");
    this.#readout = new Readout(
      this.#element,
      this.#bars,
      (time) => this.#textAt(time),
      () => this.#shown && middleOf(this.#shown.start, this.#windowing),
    );
    this.#element.addEventListener("pointerdown", (event) => this.#drag(event));
    this.#element.addEventListener("pointermove", (event) => event.buttons & 1 && this.#seek(event.clientX));
    document.addEventListener("keydown", (event) => this.#key(event));
    const press = (id, act) => byId(id).addEventListener("click", () => byId(id).ariaDisabled !== "true" && act());
    press("back", () => player.step(-1));
    press("forward", () => player.step(1));
    press("live", () => player.live());
    press("play", () => this.#play());
    press("speed", () => player.setSpeed(SPEEDS[(SPEEDS.indexOf(player.speed) + 1) % SPEEDS.length]));
  }

  /** The range [from, to) of the starts of the windows on the timeline, in ms: up to now, or around the moment of the past that is shown. */
  range(store, view) {
    const span = SPANS[view.span];
    const { slideMillis } = store.windowing;
    const newest = store.lastStart + slideMillis;
    if (view.at === null) {
      this.#range = null;
      return [newest - span, newest];
    }
    const shown = Math.min(Math.max(this.#player.start, this.#player.oldest), newest);
    if (this.#range?.span !== span || shown < this.#range.from || shown >= this.#range.to) {
      const to = shown > newest - span ? newest : Math.min(newest, shown + span / 2);
      this.#range = { span, from: to - span, to };
    }
    return [this.#range.from, this.#range.to];
  }

  render(store, view, frame, theme, now) {
    this.#shown = frame.window;
    this.#history = store.history;
    this.#windowing = store.windowing;
    this.#renderButtons(store, view, frame, now);
    const { measure, perMillion, span, zone } = view;
    setText(byId("timeline-title"), seriesTitle(measure, perMillion, store.windowing.lengthMillis));
    const shown = view.at === null ? null : (frame.window?.start ?? null);
    const choices = [theme, measure, perMillion, span, zone, shown, store.history.knownFrom];
    const key = [view.paused ? "paused" : Math.floor(now / REDRAW_MILLIS), ...choices].join();
    if (key !== this.#drawn) {
      this.#drawn = key;
      this.#draw(store, view, frame, shown, now);
    }
    this.#readout.update();
  }

  #draw(store, view, frame, shown, now) {
    const { slideMillis, lengthMillis } = store.windowing;
    let [from, to] = this.range(store, view);
    if (!Number.isFinite(to)) return; // no logins yet
    // While the page is paused, the timeline ends where it did then.
    if (view.paused && frame.window)
      [from, to] = [from, to].map((time) => time - to + frame.window.start + slideMillis);
    from = fittedFrom(from, to, this.#player.oldest);
    const people = store.population;
    const windows = store.history.between(from, to);
    const values = valuesOf(windows, view.measure, view.perMillion ? people : null);
    const columns = placedByEnd(
      columnsOf(values, from, to, slideMillis, (start) => store.isFinal(start + lengthMillis)),
      store.windowing,
    );
    // From here on, times of the axis.
    [from, to] = [from, to].map((time) => time + columnShift(store.windowing));
    this.#end = to;
    // What happens now stands at the right edge until the axis, which ends with the newest full window, reaches it.
    const until = view.at === null && !view.paused ? Infinity : to;
    this.#incidents = [
      ...this.#seen.between(from, until),
      ...rejectedBursts(
        store.history.rates(from, Math.min(until, now, to + AFTER_AXIS_MILLIS), slideMillis),
        windows,
        store.windowing,
        store.completeThrough,
      ),
    ];
    byId("incident-key").hidden = this.#incidents.length === 0;
    const { measure, perMillion } = view;
    this.#columnOptions = { measure, perMillion, lengthMillis, slideMillis, place: "", now };
    const cursor = shown === null ? null : middleOf(shown, store.windowing);
    this.#bars.draw(columns, from, to, cursor, unitOf(measure, perMillion), this.#incidents);
  }

  #textAt(time) {
    if (this.#columnOptions === null) return null;
    time = Math.min(time, this.#end - 1);
    const column = this.#bars.columnAt(time);
    const { now } = this.#columnOptions;
    const [from, last] = column ? [column.start, column.end] : [time, time];
    const to = last >= this.#end ? Infinity : last; // what is later is marked there
    const incidents = this.#incidents.filter((one) => one.from < to && one.to >= from);
    if (column) return { text: columnText(column, { ...this.#columnOptions, incidents }), at: (from + last) / 2 };
    const { slideMillis } = this.#columnOptions;
    const start = time - columnShift(this.#columnOptions);
    const none = start >= this.#history.knownFrom && this.#history.between(start - slideMillis, start).length === 0;
    const texts = [none ? "no logins" : "not known", ...incidents.map((one) => one.text)];
    return { text: [`${dayAndTime(time, now)} ${zoneName(time)}`, ...texts].join(" · "), at: time };
  }

  #renderButtons(store, view, frame, now) {
    const live = view.at === null;
    // A button that is disabled would lose the focus, so these only say that they are.
    const set = (id, disabled) => byId(id).ariaDisabled !== String(disabled) && (byId(id).ariaDisabled = disabled);
    set("live", live && !view.paused);
    set("forward", live);
    set("back", !frame.window);
    set("play", !frame.window);
    setText(byId("play"), this.#player.playing ? "stop" : "play");
    setText(byId("speed"), `${this.#player.speed}×`);
    if (!frame.window) return;
    this.#element.ariaValueMin = seconds(this.#player.oldest);
    this.#element.ariaValueMax = seconds((store.window ?? frame.window).start);
    this.#element.ariaValueNow = seconds(frame.window.start);
    const text = this.#valueText(view, frame, now);
    if (this.#element.ariaValueText !== text) this.#element.ariaValueText = text;
  }

  /**
   * While the focus is here, a screen reader speaks every change. Live numbers would never let it finish, so it then
   * hears of the window alone.
   */
  #valueText({ measure, paused }, { window, totals, kind }, now) {
    const mode = paused ? "paused, " : kind === "live" ? "live, " : "";
    const period = `${mode}${dayAndTime(window.start, now)} to ${timeOfDay(window.end)} ${zoneName(window.start)}`;
    if (kind === "live" && !paused && document.activeElement === this.#element) return period;
    // Every login is a visit, so the visits of a window are its logins.
    const value = totals[measure === "visits" ? "logins" : measure];
    return `${period}, ${value === null ? UNKNOWN : inUnit(value, unitOf(measure, false))} ${MEASURE_NAMES[measure]}`;
  }

  /** Plays from the moment that is shown or, if that is live, from 30 windows ago. */
  #play() {
    if (this.#view.at === null) this.#player.step(-30);
    this.#player.toggle();
  }

  #drag(event) {
    if (event.button !== 0) return;
    this.#element.setPointerCapture(event.pointerId);
    this.#seek(event.clientX);
  }

  #seek(clientX) {
    this.#player.stop();
    if (this.#windowing) this.#player.seek(startAt(this.#bars.timeAt(clientX), this.#windowing));
  }

  #key(event) {
    const { target, key } = event;
    const free = target === this.#element || target === document.body;
    if (!free || event.altKey || event.ctrlKey || event.metaKey) return;
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1, PageDown: -30, PageUp: 30 };
    const vertical = key !== "ArrowLeft" && key !== "ArrowRight";
    const isWayBack = key === "End" && this.#view.at !== null;
    if (vertical && !isWayBack && target !== this.#element) return; // elsewhere, these keys scroll
    if (key in steps) this.#player.step(steps[key]);
    else if (key === "Home") this.#player.seek(-Infinity);
    else if (key === "End") this.#player.live();
    else return;
    event.preventDefault();
  }
}
