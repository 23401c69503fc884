// The readout of a chart: a line at the column under the pointer, or at the moment that has the focus, and its text.

import { create, setText } from "../lib/dom.js";

export class Readout {
  #container;
  #bars;
  #textAt;
  #focusedAt;
  #line = create("i", "", { class: "readout-line", "aria-hidden": "true" });
  #box = create("p", "", { class: "readout", "aria-hidden": "true" });
  #clientX = null; // of the pointer in the viewport, while it is on the chart

  /**
   * @param bars the chart in this container
   * @param textAt from a time (ms) to {text, at}: what to say, and the time (ms) of the line
   * @param focusedAt the time (ms) to read out while the chart has the focus
   */
  constructor(container, bars, textAt, focusedAt) {
    this.#container = container;
    this.#bars = bars;
    this.#textAt = textAt;
    this.#focusedAt = focusedAt;
    container.append(this.#line, this.#box);
    const point = (clientX) => {
      this.#clientX = clientX;
      this.update();
    };
    container.addEventListener("pointermove", ({ clientX }) => point(clientX));
    container.addEventListener("pointerleave", () => point(null));
    container.addEventListener("focusin", () => this.update());
    container.addEventListener("focusout", () => this.update());
    this.update();
  }

  /** Shows what the chart holds now. */
  update() {
    const focused = this.#container.matches(":focus-visible") ? this.#focusedAt() : null;
    const time = this.#clientX === null ? focused : this.#bars.timeAt(this.#clientX);
    const shown = time === null ? null : this.#textAt(time);
    this.#line.hidden = this.#box.hidden = shown === null;
    if (shown === null) return;
    setText(this.#box, shown.text);
    const x = Math.round(this.#bars.xOf(shown.at));
    this.#line.style.transform = `translateX(${x}px)`;
    const free = this.#container.clientWidth - this.#box.offsetWidth;
    this.#box.style.transform = `translateX(${Math.max(0, Math.min(x - this.#box.offsetWidth / 2, free))}px)`;
  }
}
