// In the panel of Elsewhere (OTHER): the locales of which it is made. The server reads them when somebody asks.

import { create } from "../lib/dom.js";
import { grouped } from "../lib/format.js";
import { getJson } from "../lib/http.js";
import { visible } from "../lib/visible.js";

const REFETCH_MILLIS = 30_000;
const RETRY_MILLIS = 5_000;

export class OtherView {
  #box = create("div", "", { id: "other-locales" });
  #due = -Infinity; // when to ask next, in ms as performance.now()

  constructor() {
    this.#box.hidden = true;
    document.getElementById("state-panel").append(this.#box);
  }

  render(view) {
    this.#box.hidden = view.state !== "OTHER";
    if (this.#box.hidden) {
      this.#due = -Infinity;
      return;
    }
    if (performance.now() < this.#due) return;
    if (this.#due === -Infinity) this.#show("Reading the newest logins …", []);
    this.#due = performance.now() + REFETCH_MILLIS;
    getJson("/api/other").then(
      ({ sample, locales, remedy }) => this.#show(titleOf(sample, locales), locales, remedy),
      () => {
        this.#show("The server cannot say now of which locales this is made.", []);
        this.#due = performance.now() + RETRY_MILLIS;
      },
    );
  }

  #show(title, locales, remedy = "") {
    const list = create("ul");
    for (const { locale, logins } of locales) {
      const item = create("li");
      item.append(create("span", visible(locale), { dir: "ltr" }), create("b", grouped(logins)));
      list.append(item);
    }
    this.#box.replaceChildren(create("p", title, { class: "note" }), list);
    if (remedy !== "") this.#box.append(create("p", remedy, { class: "note" }));
  }
}

function titleOf(sample, locales) {
  const logins = `the newest ${grouped(sample)} clean logins, whatever window is shown`;
  return locales.length === 0 ? `None of these is among ${logins}.` : `Among ${logins}:`;
}
