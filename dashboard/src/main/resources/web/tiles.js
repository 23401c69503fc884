// The nationwide numbers.

import { dayAndTime, rate, setNumber, setText, setTime } from "./format.js";
import { HISTORY_MILLIS } from "./store.js";

const SPARK_MILLIS = 1_000;
const byId = (id) => document.getElementById(id);

export class TilesView {
  #reasons = "";
  #sparked = -Infinity;

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
    if (now - this.#sparked >= SPARK_MILLIS) {
      this.#sparked = now;
      const full = store.timeline.filter((entry) => entry.start < (window?.start ?? 0));
      for (const spark of document.querySelectorAll("[data-spark]")) drawSpark(spark, full, spark.dataset.spark);
    }
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

/** A line over the full windows of the last 30 minutes, from 0 up; windows without logins are gaps. */
function drawSpark(spark, windows, measure) {
  const known = windows.filter((entry) => entry[measure] !== null);
  const max = Math.max(1, ...known.map((entry) => entry[measure]));
  const last = known.at(-1)?.start;
  let before = -Infinity;
  const points = known.map((entry) => {
    const command = entry.start - before > 60_000 ? "M" : "L";
    before = entry.start;
    const x = 100 - ((last - entry.start) / HISTORY_MILLIS) * 100;
    return `${command}${x.toFixed(1)} ${(100 - (entry[measure] / max) * 100).toFixed(1)}`;
  });
  spark.firstElementChild.setAttribute("d", points.length > 1 ? points.join("") : "");
}
