// The nationwide numbers.

import { dayAndTime, rate, setNumber, setText, setTime } from "./format.js";

const byId = (id) => document.getElementById(id);

export class TilesView {
  #reasons = "";

  render(store, now) {
    const { summary, window } = store;
    if (!summary) return;
    const { totals, visits, rejected, late } = summary;
    setNumber(byId("visits"), visits.total);
    setNumber(byId("logins"), totals.logins);
    setNumber(byId("users"), totals.unique_users);
    setNumber(byId("devices"), totals.distinct_devices);
    setNumber(byId("rejected"), rejected.total);
    setNumber(byId("late"), late.total);
    const perSecond = store.loginsPerSecond(now);
    setText(byId("logins-rate"), perSecond === null ? "–" : rate(perSecond));
    if (window && visits.since) {
      const since = Date.parse(visits.since);
      setTime(byId("visits-since"), since, dayAndTime(since));
    }
    this.#drawReasons(rejected.by_reason);
  }

  #drawReasons(byReason) {
    const key = JSON.stringify(byReason);
    if (key === this.#reasons) return;
    this.#reasons = key;
    const rows = Object.entries(byReason)
      .sort(([, a], [, b]) => b - a)
      .map(([reason, count]) => {
        const row = document.createElement("div");
        const term = document.createElement("dt");
        const value = document.createElement("dd");
        term.textContent = reason.replaceAll("_", " ");
        value.dataset.reason = reason;
        setNumber(value, count);
        row.append(term, value);
        return row;
      });
    byId("reasons").replaceChildren(...rows);
  }
}
