// Goes back in time and plays it forward.

export const SPEEDS = [1, 10, 60];

export class Player {
  speed = 10;
  #store;
  #view;
  #timer = null;

  constructor(store, view) {
    this.#store = store;
    this.#view = view;
    view.addEventListener("change", () => view.at === null && this.stop());
  }

  get playing() {
    return this.#timer !== null;
  }

  /** The time (ms) that stands for a window: its last moment, of which no window ends earlier. */
  momentOf(start) {
    return start + this.#store.windowing.lengthMillis - 1;
  }

  /** The start (ms) of the window that is shown. */
  get start() {
    const { slideMillis, lengthMillis } = this.#store.windowing;
    const { at } = this.#view;
    if (at === null) return this.#store.window?.start ?? null;
    return Math.floor(at / slideMillis) * slideMillis - lengthMillis + slideMillis;
  }

  /** Shows the window that starts then (ms); from the current one on, live. */
  seek(start) {
    const { history, window, windowing } = this.#store;
    if (!window) return;
    const aligned = Math.round(start / windowing.slideMillis) * windowing.slideMillis;
    const oldest = Math.max(history.newest - history.limitMillis, Date.parse(this.#store.summary.visits.since));
    if (aligned >= window.start) this.live();
    else this.#view.set({ at: this.momentOf(Math.max(aligned, oldest)), paused: false });
  }

  /** Goes on by so many windows; back if negative. */
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
    clearInterval(this.#timer);
    this.#timer = null;
  }

  #play() {
    this.#timer = setInterval(() => this.step(1), this.#store.windowing.slideMillis / this.speed);
  }
}
