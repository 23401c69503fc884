// Which window is shown: its times, whether it can still change, how long windows are, and how far the next one is.

import { setText, setTime } from "../lib/dom.js";
import { duration, grouped, period } from "../lib/format.js";

const byId = (id) => document.getElementById(id);
/** Settings are mostly whole seconds: "6 s", not "6.0 s". */
const span = (millis) => (millis % 1_000 === 0 && millis < 120_000 ? `${millis / 1_000} s` : duration(millis));

/** "final" or "provisional"; "still filling" for a window that is not over. */
export const stateOf = (window) => (window.final ? "final" : window.full ? "provisional" : "still filling");

export class WindowView {
  #title = byId("window");
  #state = byId("window-state");
  #filling = byId("filling");

  /** @param now ms */
  render({ windowing }, { window, filling }, now) {
    const { lengthMillis, slideMillis } = windowing;
    setText(byId("windowing"), `${span(lengthMillis)} window, every ${span(slideMillis)}`);
    if (window) setTime(this.#title, window.start, period(window.start, window.end, now));
    else setText(this.#title, "no window yet");
    setText(this.#state, window ? stateOf(window) : "");
    this.#filling.hidden = !filling;
    if (!filling) return;
    if (this.#filling.value !== filling.fraction) this.#filling.value = filling.fraction;
    const title = `Next: ${period(filling.start, filling.end, now)}, ${grouped(filling.logins)} logins so far`;
    if (this.#filling.title !== title) this.#filling.title = title;
  }
}
