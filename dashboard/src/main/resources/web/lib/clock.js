// The time by the server's clock. The viewer's clock may be wrong, and may jump. Pure.

/** How many of the last times received count. The one that was on its way for the shortest time is the best of them. */
const SAMPLES = 20;

export class ServerClock {
  #elapsed;
  #fallback;
  #offsets = []; // server time minus elapsed time (ms) of the last samples, oldest first
  #outdated = false; // whether the samples are from before a lost connection

  /**
   * @param elapsed ms since any fixed moment; no change of the viewer's clock moves it
   * @param fallback the time (ms since the epoch) while the server's is not known
   */
  constructor(elapsed, fallback = () => Date.now()) {
    this.#elapsed = elapsed;
    this.#fallback = fallback;
  }

  /** Takes a time (ms since the epoch) that the server just sent. */
  sync(serverTime) {
    if (!Number.isFinite(serverTime)) return;
    if (this.#outdated || this.#offsets.length === SAMPLES) this.#offsets.splice(0, this.#outdated ? SAMPLES : 1);
    this.#outdated = false;
    this.#offsets.push(serverTime - this.#elapsed());
  }

  /** Begins anew with the next time: the computer may have slept, or another server answers. */
  restart() {
    this.#outdated = true;
  }

  /** Now, in ms since the epoch. */
  now() {
    return this.#offsets.length > 0 ? this.#elapsed() + Math.max(...this.#offsets) : this.#fallback();
  }
}
