// Moves the page through the past: seeks, steps, and plays forward.

/** Speeds of playing, as multiples of real time. */
export const SPEEDS = [1, 10, 60];

export class Player {
  speed = 10;
  #store;
  #view;
  #timers;
  #timer = null;

  /** @param timers has setInterval and clearInterval */
  constructor(store, view, timers = globalThis) {
    this.#store = store;
    this.#view = view;
    this.#timers = timers;
    view.addEventListener("change", () => view.at === null && this.stop());
  }

  get playing() {
    return this.#timer !== null;
  }

  /** The time (ms) that identifies a window in the address: its end. */
  momentOf(start) {
    return start + this.#store.windowing.lengthMillis;
  }

  /** The start (ms) of the window that is shown; null before any login. */
  get start() {
    const { slideMillis, lengthMillis } = this.#store.windowing;
    const { at } = this.#view;
    if (at === null) return this.#store.window?.start ?? null;
    return Math.ceil(at / slideMillis) * slideMillis - lengthMillis;
  }

  /** The start (ms) of the oldest window that can be shown. */
  get oldest() {
    const { history, historyFrom } = this.#store;
    return Math.max(history.newest - history.limitMillis, historyFrom);
  }

  /** Shows the window that starts nearest to this time (ms). From the current window on, goes live. */
  seek(start) {
    const { window, windowing } = this.#store;
    if (!window) return;
    const aligned = Math.round(start / windowing.slideMillis) * windowing.slideMillis;
    if (aligned >= window.start) this.live();
    else this.#view.set({ at: this.momentOf(Math.max(aligned, this.oldest)), paused: false });
  }

  /** Moves on by a number of windows; back if it is negative. */
  step(windows) {
    if (this.start !== null) this.seek(this.start + windows * this.#store.windowing.slideMillis);
  }

  live() {
    this.stop();
    this.#view.set({ at: null, paused: false });
  }

  toggle() {
    if (this.playing) this.stop();
    else if (this.#view.at !== null) this.#play();
    this.#view.set({});
  }

  setSpeed(speed) {
    this.speed = speed;
    if (this.playing) {
      this.stop();
      this.#play();
    }
    this.#view.set({});
  }

  stop() {
    this.#timers.clearInterval(this.#timer);
    this.#timer = null;
  }

  #play() {
    this.#timer = this.#timers.setInterval(() => this.step(1), this.#store.windowing.slideMillis / this.speed);
  }
}
