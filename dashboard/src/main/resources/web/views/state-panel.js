// The panel of one state: its numbers, rank and share, why logins failed there, and its timeline.

import { create, setText, setValue } from "../lib/dom.js";
import { columnsOf } from "../lib/series.js";
import { failuresText } from "../model/failures.js";
import { changeText, comparedWith, hasChange, valueOf } from "../model/frame.js";
import { MEASURE_NAMES, MEASURES, needsOutcomes, unitOf } from "../model/measures.js";
import { rankAndShare } from "../model/rank.js";
import { StateHistory } from "../model/state-history.js";
import {
  columnShift,
  columnText,
  fittedFrom,
  middleOf,
  placedByEnd,
  seriesTitle,
  valuesOf,
} from "../model/timeline.js";
import { SPANS } from "../model/view-state.js";
import { Bars } from "./bars.js";
import { ReasonList } from "./failures.js";
import { Readout } from "./readout.js";

const REDRAW_MILLIS = 1_000;
const MAX_REASONS = 5;

export class StatePanel {
  #view;
  #player;
  #panel = document.getElementById("state-panel");
  #name = create("h2", "", { id: "state-name", tabindex: "-1" });
  #line = create("p", "", { class: "note" });
  #basis = create("p", "", { class: "basis" });
  #title = create("h3", "", { id: "state-timeline-title" });
  #values = new Map();
  #failures = create("p", "", { id: "state-failures" });
  #reasons;
  #bars;
  #readout;
  #columnOptions = null; // for columnText()
  #history;
  #drawn = "";
  #opened = null;
  #state = null; // the locale that is open
  #opener = null; // the element that had the focus when it was opened

  constructor(view, past, player) {
    this.#view = view;
    this.#state = view.state;
    this.#history = new StateHistory(past, () => (this.#drawn = ""));
    this.#player = player;
    const close = create("button", "close", { type: "button", title: "Back to all places (Escape)" });
    close.addEventListener("click", () => view.set({ state: null }));
    const bar = create("div", "", { class: "bar" });
    bar.append(this.#name, close);
    const list = create("dl");
    for (const measure of MEASURES) {
      const row = create("div", "", { class: needsOutcomes(measure) ? "outcome" : "" });
      const value = create("dd", "", { class: "value", "data-measure": measure });
      const change = create("dd", "", { class: "change" });
      row.append(create("dt", MEASURE_NAMES[measure]), value, change);
      list.append(row);
      this.#values.set(measure, { row, value, change });
    }
    const chart = create("div", "", {
      id: "state-timeline",
      role: "img",
      "aria-labelledby": "state-timeline-title state-name",
    });
    const failures = create("div", "", { class: "outcome failures" });
    const reasons = create("ol", "", { class: "reasons", "aria-labelledby": "state-failures" });
    failures.append(this.#failures, reasons);
    this.#reasons = new ReasonList(reasons, MAX_REASONS);
    this.#panel.append(bar, this.#line, list, this.#basis, failures, this.#title, chart);
    this.#bars = new Bars(chart);
    this.#bars.onResize = () => (this.#drawn = "");
    this.#readout = new Readout(
      chart,
      this.#bars,
      (time) => this.#textAt(time),
      () => null,
    );
    view.addEventListener("change", () => this.#follow(view.state));
    document.addEventListener("keydown", (event) => this.#key(event));
  }

  #key({ key, defaultPrevented }) {
    if (key === "Escape" && !defaultPrevented && this.#view.state && !this.#view.wall) this.#view.set({ state: null });
  }

  /** Notes where the focus is when a state is opened, and gives it back when the focus would vanish with the panel. */
  #follow(state) {
    if (state === this.#state) return;
    const before = this.#state;
    this.#state = state;
    const focused = document.activeElement;
    const inside = this.#panel.contains(focused);
    if (state !== null && !inside && focused !== document.body) this.#opener = focused;
    if (state === null && inside) {
      const row = document.querySelector(`#states tr[data-locale="${CSS.escape(before)}"] button`);
      const [there] = [this.#opener, row].filter((element) => element?.checkVisibility());
      there?.focus();
    }
    if (state === null) this.#opener = null;
  }

  render(store, view, frame, theme, now) {
    const state = frame.all.find(({ locale }) => locale === view.state);
    this.#panel.hidden = !state;
    this.#readout.update();
    if (!state) {
      this.#opened = null;
      return;
    }
    const { measure, perMillion } = view;
    setText(this.#name, `${state.name} (${state.locale})`);
    setText(this.#line, frame.known ? rankAndShare(state, frame.all, measure, perMillion, frame.map) : "");
    for (const [key, { row, value, change }] of this.#values) {
      row.classList.toggle("chosen", key === measure);
      setValue(value, frame.known ? valueOf(state, key, perMillion) : null, unitOf(key, perMillion));
      setText(change, frame.known ? changeText(state, key, perMillion) : "");
    }
    setText(this.#failures, frame.known ? failuresText(state) : "");
    this.#reasons.render(frame.known ? state.failureReasons : []);
    const changed = frame.known && hasChange(state, perMillion, frame.hasOutcomes);
    setText(this.#basis, changed ? `Change: ${comparedWith(frame)}` : "");
    if (this.#opened !== state.locale) {
      this.#opened = state.locale;
      this.#panel.scrollIntoView({ block: "nearest" });
    }
    this.#draw(store, view, state, frame, theme, now);
  }

  /**
   * The range [from, to) of the chart, in ms: up to the newest window or, if that is far away, to the one that is shown.
   * Null before any login.
   */
  #range(store, { at, paused, span: chosen }, { window }) {
    const span = SPANS[chosen];
    const { slideMillis } = store.windowing;
    const newest = paused && window ? window.start : store.lastStart;
    if (newest === -Infinity) return null;
    const shown = at === null ? newest : (window?.start ?? at);
    const to = Math.max(shown > newest - span ? newest + slideMillis : shown + slideMillis, span);
    return { from: to - span, to };
  }

  #draw(store, view, { locale, name, population }, frame, theme, now) {
    const { slideMillis, lengthMillis } = store.windowing;
    const { measure, span: chosen, zone } = view;
    const range = this.#range(store, view, frame);
    if (range === null) return; // there is nothing to draw, and no time to draw it at
    if (frame.known) this.#history.follow(locale, range, store.connection.since, now, view.paused);
    const perMillion = view.perMillion && population > 0; // else the chart stays one of counts
    const shown = view.at === null ? null : (frame.window?.start ?? null);
    const second = view.paused ? "paused" : Math.floor(now / REDRAW_MILLIS);
    const key = [second, theme, locale, measure, perMillion, chosen, zone, shown, range.to].join();
    if (key === this.#drawn) return;
    this.#drawn = key;
    setText(this.#title, `${seriesTitle(measure, perMillion, lengthMillis)}, ${name}`);
    const newest = store.lastStart;
    for (let start = newest - 6 * slideMillis; start <= newest; start += slideMillis) {
      const row = store.rowOf(start, locale);
      if (!row) continue;
      const { logins, unique_users: users, distinct_devices: devices, failed_logins: failed = 0 } = row;
      this.#history.add({ start, logins, users, devices, failed });
    }
    const { to } = range;
    const from = fittedFrom(range.from, to, this.#player.oldest);
    const values = valuesOf(this.#history.windows.values(), measure, perMillion ? population : null);
    const columns = placedByEnd(
      columnsOf(values, from, to, slideMillis, (start) => store.isFinal(start + lengthMillis)),
      store.windowing,
    );
    const shift = columnShift(store.windowing);
    this.#columnOptions = { measure, perMillion, lengthMillis, slideMillis, place: name, incidents: [], now };
    const marked = shown === null ? null : middleOf(shown, store.windowing);
    this.#bars.draw(columns, from + shift, to + shift, marked, unitOf(measure, perMillion));
  }

  #textAt(time) {
    const column = this.#bars.columnAt(time);
    if (!column) return null;
    return { text: columnText(column, this.#columnOptions), at: (column.start + column.end) / 2 };
  }
}
