// The panel of one state: its numbers, rank and share, and its timeline.

import { create, setText, setValue } from "../lib/dom.js";
import { percent } from "../lib/format.js";
import { columnsOf } from "../lib/series.js";
import { MEASURE_NAMES, MEASURES, valueOf } from "../model/frame.js";
import { rankAndShare } from "../model/rank.js";
import { columnText, fittedFrom, seriesTitle, valuesOf } from "../model/timeline.js";
import { SPANS } from "../model/view-state.js";
import { Bars } from "./bars.js";
import { Readout } from "./readout.js";

const REFETCH_MILLIS = 60_000;
const REDRAW_MILLIS = 1_000;

export class StatePanel {
  #view;
  #past;
  #player;
  #panel = document.getElementById("state-panel");
  #name = create("h2", "", { id: "state-name", tabindex: "-1" });
  #line = create("p", "", { class: "note" });
  #title = create("h3", "", { id: "state-timeline-title" });
  #values = new Map();
  #bars;
  #readout;
  #columnOptions = null; // for columnText()
  #windows = new Map(); // start (ms) -> {start, logins, users, devices}
  #loaded = ""; // locale, span and connection for which #windows was loaded
  #fetched = -Infinity;
  #drawn = "";
  #opened = null;
  #state = null; // the locale that is open
  #opener = null; // the element that had the focus when it was opened

  constructor(view, past, player) {
    this.#view = view;
    this.#state = view.state;
    this.#past = past;
    this.#player = player;
    const close = create("button", "close", { type: "button", title: "Back to the whole country (Escape)" });
    close.addEventListener("click", () => view.set({ state: null }));
    const bar = create("div", "", { class: "bar" });
    bar.append(this.#name, close);
    const list = create("dl");
    for (const measure of MEASURES) {
      const row = create("div");
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
    this.#panel.append(bar, this.#line, list, this.#title, chart);
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
    const state = frame.states.find(({ locale }) => locale === view.state);
    this.#panel.hidden = !state;
    this.#readout.update();
    if (!state) {
      this.#opened = null;
      return;
    }
    const { measure, perMillion } = view;
    setText(this.#name, `${state.name} (${state.locale})`);
    setText(this.#line, frame.known ? rankAndShare(state, frame.states, measure, perMillion) : "");
    for (const [key, { row, value, change }] of this.#values) {
      row.classList.toggle("chosen", key === measure);
      setValue(value, frame.known ? valueOf(state, key, perMillion) : null, perMillion);
      const changed = key === "visits" || !state.change || (state.change[key] === null && state[key] === 0);
      setText(change, changed ? "" : percent(state.change[key]));
    }
    if (this.#opened !== state.locale) {
      this.#opened = state.locale;
      this.#panel.scrollIntoView({ block: "nearest" });
    }
    this.#fetch(store, view, state.locale, now);
    this.#draw(store, view, state, frame, theme, now);
  }

  /** Loads the windows of the past. Those of the last minutes come with the rows of the stream. */
  #fetch(store, view, locale, now) {
    const wanted = `${locale} ${view.span} ${store.connection.since}`;
    if (wanted === this.#loaded && now - this.#fetched < REFETCH_MILLIS) return;
    if (store.history.newest === -Infinity) return;
    if (!this.#loaded.startsWith(`${locale} `)) this.#windows.clear();
    this.#loaded = wanted;
    this.#fetched = now;
    const { newest } = store.history;
    const from = view.at === null ? newest - SPANS[view.span] : view.at - SPANS[view.span];
    this.#past.windowsOf(locale, from, newest + 10 * store.windowing.lengthMillis).then(
      (windows) => {
        if (this.#view.state !== locale) return;
        this.#windows = new Map(windows.map((window) => [window.start, window]));
        this.#drawn = "";
      },
      () => {
        this.#fetched = now - REFETCH_MILLIS / 2; // try again after half the usual time
      },
    );
  }

  #draw(store, view, { locale, name, population }, frame, theme, now) {
    const { slideMillis, lengthMillis } = store.windowing;
    const { measure, span: chosen, zone } = view;
    const perMillion = view.perMillion && population > 0; // else the chart stays one of counts
    const shown = view.at === null ? null : frame.window?.start;
    const second = view.paused ? "paused" : Math.floor(now / REDRAW_MILLIS);
    const key = [second, theme, locale, measure, perMillion, chosen, zone, shown, this.#fetched].join();
    if (key === this.#drawn) return;
    this.#drawn = key;
    setText(this.#title, `${seriesTitle(measure, perMillion, lengthMillis)}, ${name}`);
    const span = SPANS[chosen];
    const newest = store.lastStart;
    if (newest === -Infinity) return; // no logins: there is nothing to draw, and no time to draw it at
    for (let start = newest - 6 * slideMillis; start <= newest; start += slideMillis) {
      const row = store.rowsOf(start)?.get(locale);
      if (!row) continue;
      this.#windows.set(start, { start, logins: row.logins, users: row.unique_users, devices: row.distinct_devices });
    }
    const last = view.paused && frame.window ? frame.window.start : newest;
    const to = Math.max(shown === null || shown > last - span ? last + slideMillis : shown + slideMillis, span);
    for (const start of this.#windows.keys()) if (start < to - 2 * SPANS["24h"]) this.#windows.delete(start);
    const from = fittedFrom(to - span, to, this.#player.oldest);
    const values = valuesOf(this.#windows.values(), measure, perMillion ? population : null);
    const columns = columnsOf(values, from, to, slideMillis, (start) => store.isFinal(start + lengthMillis));
    this.#columnOptions = { measure, perMillion, lengthMillis, slideMillis, place: name, incidents: [], now };
    this.#bars.draw(columns, from, to, shown === null ? null : shown + slideMillis / 2);
  }

  #textAt(time) {
    const column = this.#bars.columnAt(time);
    if (!column) return null;
    return { text: columnText(column, this.#columnOptions), at: (column.start + column.end) / 2 };
  }
}
