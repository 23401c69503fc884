// Whether what the page shows is live, in words, and how far each step of the pipeline is.

import { age, duration, grouped, rate, setText, setTime, timeOfDay } from "./format.js";
import { NoticeView } from "./notice.js";

const JOBS = { clean: "user_login_clean", stats: "user_login_stats" };
/** A step is behind when it has this much (ms) of its own work before it. */
const BEHIND_MILLIS = 5_000;
const BEHIND_RECORDS = 1_000;
const byId = (id) => document.getElementById(id);

const reasons = (service, state) =>
  Object.values(service?.components ?? {})
    .filter((component) => component.state === state)
    .map((component) => component.reason);

/**
 * What state the page is in, a few words about it, and the sentence that says what is wrong, if something is.
 *
 * @returns {{state: "connecting"|"offline"|"starting"|"empty"|"catching-up"|"stale"|"broken"|"live", text: string, trouble: string}}
 */
export function statusOf(store) {
  const { state, since } = store.connection;
  const { service, window } = store;
  if (state === "offline") {
    return {
      state,
      text: `since ${timeOfDay(since)}, trying again`,
      trouble: window ? "The server cannot be reached: the numbers are old." : "",
    };
  }
  if (state !== "open" || store.summary === null) return { state: "connecting", text: "to the server", trouble: "" };

  const [down] = reasons(service, "down");
  const [stale] = reasons(service, "stale");
  const starting = reasons(service, "starting");
  const jobs = [...store.progress.values()];
  if (down) return { state: "broken", text: "see below", trouble: down };
  if (stale) {
    return { state: "stale", text: store.asOf ? `since ${timeOfDay(store.asOf)}` : "", trouble: stale };
  }
  if (starting.length > 0) return { state: "starting", text: starting[0], trouble: "" };
  if (jobs.some((job) => job.catching_up)) {
    const lag = jobs.reduce((sum, job) => sum + job.lag, 0);
    return { state: "catching-up", text: `${grouped(lag)} records to go`, trouble: "" };
  }
  if (!window) return { state: "empty", text: "no logins yet", trouble: "" };
  return { state: "live", text: "", trouble: "" };
}

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
    this.#notice.render(store, status, reasons(store.service, "starting"));
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
      this.#fact(step, "through", progress.complete_through ? timeOfDay(Date.parse(progress.complete_through)) : "–");
      const work = Math.max(BEHIND_RECORDS, (progress.rows_per_second * BEHIND_MILLIS) / 1000);
      const state = store.service?.components[name]?.state;
      step.classList.toggle("behind", progress.lag > work || state === "stale");
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

/** Records that reach Kafka a second: those that are read, and by how much more lag grows; null if unknown. */
function arrivalRate(before, now) {
  if (!now) return null;
  const seconds = before ? (Date.parse(now.at) - Date.parse(before.at)) / 1000 : 0;
  const growth = seconds > 0.5 ? (now.lag - before.lag) / seconds : 0;
  return Math.max(0, now.rows_per_second + growth);
}
