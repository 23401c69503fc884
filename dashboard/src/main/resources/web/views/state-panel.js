// The panel of one state: its numbers, rank and share, and its timeline.

import { create, setText, setValue } from "../lib/dom.js";
import { percent } from "../lib/format.js";
import { columnsOf } from "../lib/series.js";
import { MEASURE_NAMES, MEASURES, valueOf } from "../model/frame.js";
import { rankAndShare } from "../model/rank.js";
import { SPANS } from "../model/view-state.js";
import { Bars } from "./bars.js";

const REFETCH_MILLIS = 60_000;
const REDRAW_MILLIS = 1_000;

export class StatePanel {
  #view;
  #past;
  #panel = document.getElementById("state-panel");
  #name = create("h2", "", { id: "state-name", tabindex: "-1" });
  #line = create("p", "", { class: "note" });
  #values = new Map();
  #bars;
  #windows = new Map(); // start (ms) -> {start, logins}
  #loaded = ""; // locale, span and connection for which #windows was loaded
  #fetched = -Infinity;
  #drawn = "";
  #opened = null;

  constructor(view, past) {
    this.#view = view;
    this.#past = past;
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
      "aria-label": "Logins per window in this state",
    });
    this.#panel.append(bar, this.#line, list, chart);
    this.#bars = new Bars(chart);
    this.#bars.onResize = () => (this.#drawn = "");
    document.addEventListener(
      "keydown",
      (event) => event.key === "Escape" && view.state && !view.wall && view.set({ state: null }),
    );
  }

  render(store, view, frame, theme, now) {
    const state = frame.states.find(({ locale }) => locale === view.state);
    this.#panel.hidden = !state;
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
    this.#draw(store, view, state.locale, frame, theme, now);
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

  #draw(store, view, locale, frame, theme, now) {
    const { slideMillis, lengthMillis } = store.windowing;
    const shown = view.at === null ? null : frame.window?.start;
    const key = [Math.floor(now / REDRAW_MILLIS), theme, locale, view.span, shown].join();
    if (key === this.#drawn || (view.paused && this.#drawn !== "")) return;
    this.#drawn = key;
    const span = SPANS[view.span];
    const { newest } = store.history;
    for (let start = newest - 6 * slideMillis; start <= newest; start += slideMillis) {
      const row = store.rowsOf(start)?.get(locale);
      if (row) this.#windows.set(start, { start, logins: row.logins });
    }
    const to = Math.max(shown === null || shown > newest - span ? newest + slideMillis : shown + slideMillis, span);
    for (const start of this.#windows.keys()) if (start < to - 2 * SPANS["24h"]) this.#windows.delete(start);
    const columns = columnsOf(this.#windows.values(), to - span, to, slideMillis, (start) =>
      store.isFinal(start + lengthMillis),
    );
    this.#bars.draw(columns, to - span, to, shown === null ? null : shown + slideMillis / 2);
  }
}
