// The tiles: the numbers of the whole country, each with a sparkline of the last 30 minutes.

import { create, setNumber, setText, setTime, UNKNOWN } from "../lib/dom.js";
import { dayAndTime, grouped, rate } from "../lib/format.js";
import { perMinute, sparkPath } from "../lib/series.js";

const SPARK_MILLIS = 30 * 60_000;
const REDRAW_MILLIS = 1_000;
const byId = (id) => document.getElementById(id);

export class TilesView {
  #reasons = "";
  #drawn = -Infinity;
  #shown = null;

  render(store, frame, now) {
    const { visits, rejected, late } = frame;
    const { logins, users, devices, failed } = frame.totals;
    for (const [id, number] of Object.entries({ visits, logins, users, devices, failed, rejected, late })) {
      setNumber(byId(id), frame.known ? number : null);
    }
    setText(byId("logins-rate"), frame.perSecond === null ? UNKNOWN : rate(frame.perSecond));
    setText(byId("rate-note"), frame.rateNote);
    if (frame.since !== null) {
      for (const since of document.querySelectorAll("[data-since]")) {
        setTime(since, frame.since, dayAndTime(frame.since, now));
      }
    }
    this.#drawNotes({ visits, rejected, late }, frame.known);
    this.#drawReasons(frame.reasons);
    const skipped = store.progress.get("user_login_clean")?.skipped_rows;
    byId("skipped").hidden = !skipped;
    setText(byId("skipped"), !skipped ? "" : `${grouped(skipped)} skipped: no logins`);
    const shown = frame.kind === "past" ? frame.window.start : store.history.knownFrom;
    if (frame.window && (now - this.#drawn >= REDRAW_MILLIS || shown !== this.#shown)) {
      this.#drawn = now;
      this.#shown = shown;
      this.#drawSparks(store, frame);
    }
  }

  #drawSparks(store, frame) {
    const { slideMillis, lengthMillis } = store.windowing;
    // A window that is still filling would end the line with a fall.
    const to = frame.window.start + (frame.window.full ? slideMillis : 0);
    const windows = store.history.between(to - SPARK_MILLIS, to);
    const rates = perMinute(
      store.history.rates(to - SPARK_MILLIS, to + lengthMillis - slideMillis, slideMillis, frame.ratesSince),
      slideMillis,
    );
    // Visits only grow: their line would always be a diagonal. What they grow by says more.
    const growth = windows
      .filter(({ start }) => start % lengthMillis === 0)
      .map(({ start, logins }) => ({ start, visits: logins }));
    for (const spark of document.querySelectorAll("[data-spark]")) {
      const of = spark.dataset.spark;
      const points = of === "visits" ? growth : of === "rejected" || of === "late" ? rates : windows;
      spark.firstElementChild.setAttribute("d", sparkPath(points, of, SPARK_MILLIS));
    }
  }

  /** Says why a total is not known: its moment lies before the day that the server counts. */
  #drawNotes(totals, known) {
    for (const note of document.querySelectorAll(".note[data-of]")) {
      const [since, why] = note.children;
      why.hidden = !known || totals[note.dataset.of] !== null;
      since.hidden = !why.hidden;
    }
  }

  #drawReasons(byReason) {
    const key = JSON.stringify(byReason);
    if (key === this.#reasons) return;
    this.#reasons = key;
    const rows = Object.entries(byReason)
      .sort(([, a], [, b]) => b - a)
      .map(([reason, count]) => {
        const row = create("div");
        const value = create("dd", "", { "data-reason": reason });
        setNumber(value, count);
        row.append(create("dt", reason.replaceAll("_", " ")), value);
        return row;
      });
    byId("reasons").replaceChildren(...rows);
  }
}
