// The timeline: logins per window over the history. Dragging on it, and keys, move the page through time.

import { setText } from "../lib/dom.js";
import { grouped, timeOfDay } from "../lib/format.js";
import { columnsOf } from "../lib/series.js";
import { SPEEDS } from "../model/player.js";
import { SPANS } from "../model/view-state.js";
import { Bars } from "./bars.js";

const REDRAW_MILLIS = 1_000;
const seconds = (millis) => String(Math.round(millis / 1000));
const byId = (id) => document.getElementById(id);

export class TimelineView {
  #view;
  #player;
  #element = byId("timeline");
  #bars = new Bars(this.#element);
  #drawn = "";
  #range = null; // {span, from, to} of the past; held, so that the axis stands still while somebody moves along it

  constructor(view, player) {
    this.#view = view;
    this.#player = player;
    this.#bars.onResize = () => (this.#drawn = "");
    this.#element.addEventListener("pointerdown", (event) => this.#drag(event));
    this.#element.addEventListener("pointermove", (event) => event.buttons & 1 && this.#seek(event.clientX));
    document.addEventListener("keydown", (event) => this.#key(event));
    byId("back").addEventListener("click", () => player.step(-1));
    byId("forward").addEventListener("click", () => player.step(1));
    byId("live").addEventListener("click", () => player.live());
    byId("play").addEventListener("click", () => this.#play());
    byId("speed").addEventListener("click", () =>
      player.setSpeed(SPEEDS[(SPEEDS.indexOf(player.speed) + 1) % SPEEDS.length]),
    );
  }

  /** The range [from, to) of the timeline, in ms: up to now, or around the moment of the past that is shown. */
  range(store, view) {
    const span = SPANS[view.span];
    const { slideMillis } = store.windowing;
    const newest = store.history.newest + slideMillis;
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
    const { slideMillis, lengthMillis } = store.windowing;
    this.#renderButtons(store, view, frame);
    const shown = view.at === null ? null : (frame.window?.start ?? null);
    const key = [Math.floor(now / REDRAW_MILLIS), theme, view.span, shown, view.paused, store.history.knownFrom].join();
    if (key === this.#drawn || view.paused) return;
    this.#drawn = key;
    const [from, to] = this.range(store, view);
    const windows = store.history.between(from, to);
    const columns = columnsOf(windows, from, to, slideMillis, (start) => store.isFinal(start + lengthMillis));
    this.#bars.draw(columns, from, to, shown === null ? null : shown + slideMillis / 2);
  }

  #renderButtons(store, view, { window, totals, kind }) {
    const live = view.at === null;
    byId("live").disabled = live && !view.paused;
    byId("forward").disabled = live;
    byId("back").disabled = byId("play").disabled = !window;
    setText(byId("play"), this.#player.playing ? "stop" : "play");
    setText(byId("speed"), `${this.#player.speed}×`);
    if (!window) return;
    const text = `${kind === "live" ? "live, " : ""}${timeOfDay(window.start)} to ${timeOfDay(window.end)}, ${grouped(totals.logins)} logins`;
    // While the focus is here, a screen reader speaks every change: live values would never let it finish.
    if (kind === "past" || document.activeElement !== this.#element) this.#element.ariaValueText = text;
    this.#element.ariaValueMin = seconds(this.#player.oldest);
    this.#element.ariaValueMax = seconds((store.window ?? window).start);
    this.#element.ariaValueNow = seconds(window.start);
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
    this.#player.seek(this.#bars.timeAt(clientX));
  }

  #key(event) {
    const { target, key } = event;
    const free = target === this.#element || target === document.body;
    if (!free || event.altKey || event.ctrlKey || event.metaKey) return;
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1, PageDown: -30, PageUp: 30 };
    const vertical = key !== "ArrowLeft" && key !== "ArrowRight";
    if (vertical && target !== this.#element) return; // elsewhere, these keys scroll
    if (key in steps) this.#player.step(steps[key]);
    else if (key === "Home") this.#player.seek(-Infinity);
    else if (key === "End") this.#player.live();
    else return;
    event.preventDefault();
  }
}
