// Whether what the page shows is live, in words, and how far each step of the pipeline is.

import { age, duration, grouped, rate, setText, setTime, timeOfDay } from "./format.js";

const STALE_MILLIS = 30_000;
const JOBS = ["user_login_clean", "user_login_stats"];
/** What stands on the map while there are no numbers to show. */
const NOTICES = {
  connecting: "Connecting to the server …",
  offline: "The server cannot be reached. Trying again …",
  starting: "Starting: the jobs have not reported yet.",
  "catching-up": "Catching up: the first numbers are on their way.",
  stale: "Nothing heard of the jobs. Are they running?",
  empty: "No logins yet. To send some: rollcall produce",
  live: "",
};
const byId = (id) => document.getElementById(id);

/**
 * What state the page is in and a sentence about it.
 *
 * @returns {{state: "connecting"|"offline"|"starting"|"empty"|"catching-up"|"stale"|"live", text: string}}
 */
export function statusOf(store, now) {
  const { state, since } = store.connection;
  if (state === "offline") return { state, text: `since ${timeOfDay(since)}, trying again; the numbers are old` };
  if (state !== "open" || store.summary === null) return { state: "connecting", text: "to the server" };

  const progress = [...store.progress.values()];
  const dropped = progress.find((job) => job.dropped_rows > 0);
  const heard = Math.max(since, store.asOf ?? 0, ...progress.map((job) => Date.parse(job.at)));
  const waiting = JOBS.filter((job) => !store.progress.has(job));
  if (now - heard > STALE_MILLIS) return { state: "stale", text: `since ${timeOfDay(heard)}: nothing heard of the jobs` };
  if (!store.window && waiting.length > 0) return { state: "starting", text: `waiting for ${waiting.join(" and ")}` };
  if (progress.some((job) => job.catching_up)) {
    const lag = progress.reduce((sum, job) => sum + job.lag, 0);
    return { state: "catching-up", text: `${grouped(lag)} records to go` };
  }
  if (!store.window) return { state: "empty", text: "no logins yet: run rollcall produce" };
  return { state: "live", text: dropped ? `but ${dropped.job} dropped logins: run rollcall reset --job stats` : "" };
}

export class StatusView {
  render(store, now) {
    const { state, text } = statusOf(store, now);
    document.documentElement.dataset.connection = state;
    setText(byId("connection"), state.replace("-", " "));
    setText(byId("status-text"), text);
    if (store.asOf !== null) {
      setTime(byId("as-of"), store.asOf, `${age(now - store.asOf)} ago`);
    }
    if (store.completeThrough !== null) {
      setTime(byId("complete-through"), store.completeThrough, timeOfDay(store.completeThrough));
    }
    setText(byId("notice"), store.window ? "" : NOTICES[state]);
    this.#renderWindow(store.window);
    for (const job of JOBS) this.#renderJob(job, store.progress.get(job));
  }

  #renderWindow(window) {
    if (!window) {
      setText(byId("window"), "no window yet");
      setText(byId("window-state"), "");
      return;
    }
    setTime(byId("window"), window.start, `${timeOfDay(window.start)} – ${timeOfDay(window.end)}`);
    setText(byId("window-state"), window.final ? "final" : "provisional");
    byId("window-state").dataset.final = window.final;
  }

  #renderJob(job, progress) {
    if (!progress) return;
    const step = document.querySelector(`#pipeline [data-job="${job}"]`);
    const show = (fact, text) => setText(step.querySelector(`[data-fact="${fact}"]`), text);
    show("lag", grouped(progress.lag));
    show("batch", duration(progress.batch_millis));
    show("rate", rate(progress.rows_per_second));
    step.classList.toggle("broken", progress.dropped_rows > 0);
  }
}
