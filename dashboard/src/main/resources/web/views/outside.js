// The notice that covers the map when the moment that the viewer chose lies outside of the history, with the way back.

import { setText } from "../lib/dom.js";
import { outsideWords } from "../model/outside.js";

export class OutsideView {
  #box = document.getElementById("outside");

  /** @param player goes back to live */
  constructor(player) {
    this.#box.querySelector("button").addEventListener("click", () => player.live());
  }

  render(store, view, { kind, history }) {
    this.#box.hidden = kind !== "outside" || view.at === null || !store.window;
    if (this.#box.hidden) return;
    const { title, sentence } = outsideWords(view.at, history);
    setText(this.#box.querySelector("h3"), title);
    setText(this.#box.querySelector("p"), sentence);
  }
}
