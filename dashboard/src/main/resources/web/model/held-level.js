// A level of a tile that does not flicker. Pure.

/** A level stays for at least this long (ms): a number near its bound would else flicker, and be spoken each time. */
const HOLD_MILLIS = 5_000;

export class HeldLevel {
  #shown = null; // the verdict
  #changedAt = -Infinity; // ms

  /**
   * The verdict to show.
   *
   * @param found as from verdict(), of the newest number
   * @param now ms, as of a clock that never jumps
   * @param atOnce whether the number is that of another moment, which holds nothing
   */
  next(found, now, atOnce) {
    const isSame = (found?.text ?? "") === (this.#shown?.text ?? "");
    if (!isSame && (atOnce || now - this.#changedAt >= HOLD_MILLIS)) {
      this.#changedAt = now;
      this.#shown = found;
    }
    return this.#shown;
  }
}
