// The nationwide numbers, each with its last 30 minutes.

import { dayAndTime, rate, setNumber, setText, setTime } from "./format.js";

const SPARK_MILLIS = 30 * 60_000;
const REDRAW_MILLIS = 1_000;
const byId = (id) => document.getElementById(id);

export class TilesView {
  #reasons = "";
  #drawn = -Infinity;
  #shown = null;

  render(store, frame, now) {
    const { visits, rejected, late } = frame;
    const { logins, users, devices } = frame.totals;
    for (const [id, number] of Object.entries({ visits, logins, users, devices, rejected, late })) {
      setNumber(byId(id), frame.known ? number : null);
    }
    setText(byId("logins-rate"), frame.perSecond === null ? "–" : rate(frame.perSecond));
    if (frame.since !== null) setTime(byId("visits-since"), frame.since, dayAndTime(frame.since));
    this.#drawReasons(frame.reasons);
    const shown = frame.kind === "past" ? frame.window.start : store.history.knownFrom;
    if (frame.window && (now - this.#drawn >= REDRAW_MILLIS || shown !== this.#shown)) {
      this.#drawn = now;
      this.#shown = shown;
      this.#drawSparks(store, frame);
    }
  }

  #drawSparks(store, frame) {
    const { slideMillis, lengthMillis } = store.windowing;
    // The current window is still filling, so the line ends with the one before.
    const to = frame.kind === "past" ? frame.window.start + slideMillis : frame.window.start;
    const windows = store.history.between(to - SPARK_MILLIS, to);
    const rates = perMinute(store.history.rates(to - SPARK_MILLIS, to + lengthMillis - slideMillis, slideMillis));
    let visits = 0;
    const grown = windows
      .filter(({ start }) => start % lengthMillis === 0)
      .map(({ start, logins }) => ({ start, visits: (visits += logins) }));
    for (const spark of document.querySelectorAll("[data-spark]")) {
      const of = spark.dataset.spark;
      const points = of === "visits" ? grown : of === "rejected" || of === "late" ? rates : windows;
      spark.firstElementChild.setAttribute("d", path(points, of));
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

/** Stretches joined into whole minutes: single ones are too few to show more than noise. */
function perMinute(rates) {
  const minutes = new Map();
  for (const { start, rejected, late } of rates) {
    const minute = Math.floor(start / 60_000) * 60_000;
    const sum = minutes.get(minute) ?? { start: minute, rejected: 0, late: 0 };
    minutes.set(minute, { start: minute, rejected: sum.rejected + rejected, late: sum.late + late });
  }
  return [...minutes.values()].slice(1, -1); // the first and the last are not whole
}

/** A line over 30 minutes, from 0 up; a minute without logins is a gap. */
function path(points, measure) {
  const known = points.filter((point) => point[measure] !== null);
  if (known.length < 2) return "";
  const max = Math.max(1, ...known.map((point) => point[measure]));
  const last = known.at(-1).start;
  let before = -Infinity;
  return known
    .map((point) => {
      const command = point.start - before > 90_000 ? "M" : "L";
      before = point.start;
      const x = 100 - ((last - point.start) / SPARK_MILLIS) * 100;
      return `${command}${x.toFixed(1)} ${(100 - (point[measure] / max) * 100).toFixed(1)}`;
    })
    .join("");
}
