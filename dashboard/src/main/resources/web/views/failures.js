// Failed logins: their tile, and why they failed. Only of sources that tell how logins end. Reasons are untrusted input,
// so they are shown as text only.

import { create, setText, UNKNOWN } from "../lib/dom.js";
import { grouped, share } from "../lib/format.js";
import { visible } from "../lib/visible.js";
import { topReasons } from "../model/failures.js";
import { FAILURE_RATE } from "../model/measures.js";

const MAX_REASONS = 8;

export class FailuresView {
  #rate = document.getElementById("failure-rate");
  #reasons = new ReasonList(document.getElementById("failure-reasons"), MAX_REASONS);

  render({ hasOutcomes }, { known, totals }) {
    // The style sheets show what is of failed logins, all over the page, only with this attribute.
    document.documentElement.toggleAttribute("data-outcomes", hasOutcomes);
    if (!hasOutcomes) return;
    const rate = totals[FAILURE_RATE];
    setText(this.#rate, known && rate !== null ? share(rate) : UNKNOWN);
    this.#reasons.render(known ? totals.failureReasons : []);
  }
}

/** A ranked list of reasons, with a bar each. */
export class ReasonList {
  #list;
  #limit;
  #shown = "[]";

  constructor(list, limit) {
    this.#list = list;
    this.#limit = limit;
  }

  render(reasons) {
    const key = JSON.stringify(reasons);
    if (key === this.#shown) return;
    this.#shown = key;
    this.#list.replaceChildren(...topReasons(reasons, this.#limit).map(row));
  }
}

function row({ reason, more, count, part }) {
  const text = reason === null ? `${more} more` : visible(reason);
  const item = create("li", "", reason === null ? {} : { title: text });
  const bar = create("i");
  bar.style.setProperty("--part", part.toFixed(3));
  item.append(create("span", text, { dir: "ltr" }), bar, create("b", grouped(count)));
  return item;
}
