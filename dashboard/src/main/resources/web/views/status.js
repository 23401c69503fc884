// The status line, and the steps of the pipeline.

import { setText, setTime, UNKNOWN } from "../lib/dom.js";
import { age, duration, grouped, rate, timeOfDay } from "../lib/format.js";
import { arrivalRate, isBehind, JOBS, reasonsFor, statusOf } from "../model/status.js";
import { NoticeView } from "./notice.js";

const byId = (id) => document.getElementById(id);

export class StatusView {
  #notice = new NoticeView();

  render(store, view, now) {
    const status = statusOf(store);
    const root = document.documentElement.dataset;
    root.connection = status.state;
    root.mode = view.paused ? "paused" : view.at !== null ? "past" : "live";
    setText(byId("connection"), this.#words(root.mode, status, view));
    setText(byId("status-text"), root.mode === "live" || status.state !== "live" ? status.text : "");
    const trouble = byId("trouble");
    setText(trouble, status.trouble);
    trouble.hidden = status.trouble === "";
    if (store.asOf !== null) setTime(byId("as-of"), store.asOf, `${age(now - store.asOf)} ago`);
    if (store.completeThrough !== null) {
      setTime(byId("complete-through"), store.completeThrough, timeOfDay(store.completeThrough));
    }
    this.#notice.render(store, status, reasonsFor(store.service, "starting"));
    this.#renderPipeline(store);
  }

  #words(mode, { state }, view) {
    const name = state === "broken" ? "something is wrong" : state.replace("-", " ");
    if (mode === "paused") return "paused";
    if (mode === "past")
      return state === "live" ? `viewing ${timeOfDay(view.at + 1)}` : `viewing ${timeOfDay(view.at + 1)}, ${name}`;
    return name;
  }

  #renderPipeline(store) {
    for (const [name, job] of Object.entries(JOBS)) {
      const progress = store.progress.get(job);
      if (!progress) continue;
      const step = this.#step(name);
      this.#fact(step, "rate", rate(progress.rows_per_second));
      this.#fact(step, "lag", grouped(progress.lag));
      this.#fact(step, "batch", duration(progress.batch_millis));
      this.#fact(
        step,
        "through",
        progress.complete_through ? timeOfDay(Date.parse(progress.complete_through)) : UNKNOWN,
      );
      const state = store.service?.components[name]?.state;
      step.classList.toggle("behind", isBehind(progress) || state === "stale");
      step.classList.toggle("broken", state === "down");
    }
    const arriving = arrivalRate(store.progressBefore.get(JOBS.clean), store.progress.get(JOBS.clean));
    if (arriving !== null) this.#fact(this.#step("producer"), "rate", rate(arriving));
    if (store.service) {
      const { viewers, tick_ms: tick } = store.service;
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
