// The newest record of user-login-stats, as JSON. Records are untrusted input, so they are shown as text only.

import { setText } from "../lib/dom.js";
import { inlineJson } from "../lib/format.js";

export class LatestView {
  #element = document.getElementById("latest");

  render(store) {
    setText(this.#element, store.latest ? inlineJson(store.latest) : "none yet");
  }
}
