// The status line, and the steps of the pipeline.

import { setText, setTime, UNKNOWN } from "../lib/dom.js";
import { age, dayAndTime, duration, grouped, rate } from "../lib/format.js";
import { arrivalRate, isBehind, JOBS, nameOf, reasonsFor, statusOf, titleOf } from "../model/status.js";
import { NoticeView } from "./notice.js";

/** Data of this age (ms) or younger is fresh: jobs report at least every 10 s, also when idle. */
const FRESH_MILLIS = 10_000;
const byId = (id) => document.getElementById(id);

const freshness = (millis) => (millis < FRESH_MILLIS ? "just now" : `${age(millis)} ago`);

/** What the header says of the data and the pipeline. The maps are copies, because the store goes on changing its own. */
const factsOf = ({ asOf, completeThrough, progress, progressBefore, service }) => ({
  asOf,
  completeThrough,
  progress: new Map(progress),
  before: new Map(progressBefore),
  service,
});

export class StatusView {
  #notice = new NoticeView();
  #pausedAt = null; // when the viewer paused the page, ms
  #held = null; // the facts of that moment

  /** @param moment {end, shown}: the end (ms) of the window of the past, and whether it is shown yet; null while live */
  render(store, view, moment, now) {
    const status = statusOf(store, now);
    this.#pausedAt = view.paused ? (this.#pausedAt ?? now) : null;
    this.#held = view.paused ? (this.#held ?? factsOf(store)) : null;
    const root = document.documentElement.dataset;
    root.connection = status.state;
    root.mode = view.paused ? "paused" : view.at !== null ? "past" : "live";
    setText(byId("connection"), this.#words(root.mode, status, moment, now));
    const title = titleOf(status.state, view.state && store.nameOf(view.state));
    if (document.title !== title) document.title = title;
    setText(byId("status-text"), root.mode === "live" || status.state !== "live" ? status.text : "");
    const trouble = byId("trouble");
    setText(trouble, status.trouble);
    trouble.hidden = status.trouble === "";
    this.#notice.render(store, status, reasonsFor(store.service, "starting"));
    const facts = this.#held ?? factsOf(store);
    const { asOf, completeThrough } = facts;
    if (asOf !== null) setTime(byId("as-of"), asOf, this.#held ? dayAndTime(asOf, now) : freshness(now - asOf));
    if (completeThrough !== null) setTime(byId("complete-through"), completeThrough, dayAndTime(completeThrough, now));
    this.#renderPipeline(facts, now);
  }

  #words(mode, { state }, moment, now) {
    if (mode === "live") return nameOf(state);
    const past = moment && `${moment.shown ? "viewing" : "opening"} ${dayAndTime(moment.end, now)}`;
    const words = past ?? `paused at ${dayAndTime(this.#pausedAt, now)}`;
    return state === "live" ? words : `${words}, ${nameOf(state)}`;
  }

  #renderPipeline({ progress: reports, before, service }, now) {
    for (const [name, job] of Object.entries(JOBS)) {
      const progress = reports.get(job);
      if (!progress) continue;
      const step = this.#step(name);
      this.#fact(step, "rate", rate(progress.rows_per_second));
      this.#fact(step, "lag", grouped(progress.lag));
      if (step.querySelector('[data-fact="batch"]')) this.#fact(step, "batch", duration(progress.batch_millis));
      this.#fact(
        step,
        "through",
        progress.complete_through ? dayAndTime(Date.parse(progress.complete_through), now) : UNKNOWN,
      );
      const state = service?.components[name]?.state;
      step.classList.toggle("behind", isBehind(progress) || state === "stale");
      step.classList.toggle("broken", state === "down");
    }
    const arriving = arrivalRate(before.get(JOBS.clean), reports.get(JOBS.clean));
    if (arriving !== null) this.#fact(this.#step("producer"), "rate", rate(arriving));
    if (service) {
      const { viewers, tick_ms: tick } = service;
      this.#fact(this.#step("page"), "viewers", viewers === 1 ? "1 viewer" : `${grouped(viewers)} viewers`);
      this.#fact(this.#step("page"), "tick", `${rate(1000 / tick).replace(".0", "")} updates/s`);
    }
  }

  #step(name) {
    return document.querySelector(`#pipeline [data-step="${name}"]`);
  }

  #fact(step, name, text) {
    setText(step.querySelector(`[data-fact="${name}"]`), text);
  }
}
