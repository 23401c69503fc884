// The status of the page and of the pipeline's steps, from what the store knows. Pure.

import { dayAndTime, grouped } from "../lib/format.js";

/** The job behind each step of the pipeline. */
export const JOBS = { clean: "user_login_clean", stats: "user_login_stats" };
/** A step is behind when its lag is more than it processes in this time (ms), and more than BEHIND_RECORDS. */
const BEHIND_MILLIS = 5_000;
const BEHIND_RECORDS = 1_000;
/** The rate of arrival needs two progress reports that are further apart than this (s). */
const MIN_PROGRESS_SECONDS = 0.5;

/**
 * Jobs report at least every 10 s, also while no logins come. Without anything new for this long (ms) the server, or its
 * connection, may hang: nothing else tells, and it may take a minute until something does.
 */
const SILENT_MILLIS = 20_000;
/** Without logins for this long (ms), although all is counted, the status says so. */
const IDLE_MILLIS = 60_000;

/** The reasons that the components in this state give. */
export const reasonsFor = (service, state) =>
  Object.values(service?.components ?? {})
    .filter((component) => component.state === state && component.reason)
    .map((component) => component.reason);

/**
 * The status of the page: its state, a few words about it, and a sentence about what is wrong ("" if nothing is). A
 * component that is up gives a reason only if it warns of something.
 *
 * @param now ms
 * @returns {{state: "connecting"|"offline"|"starting"|"empty"|"catching-up"|"stale"|"broken"|"no-news"|"live", text: string, trouble: string}}
 */
export function statusOf(store, now) {
  const { state, since } = store.connection;
  const { service, window } = store;
  if (state === "offline") {
    const trouble = window ? "The server cannot be reached. The numbers on this page are old." : "";
    return { state, text: `since ${dayAndTime(since, now)}, trying again`, trouble };
  }
  if (state !== "open" || store.summary === null) return { state: "connecting", text: "to the server", trouble: "" };

  const [down] = reasonsFor(service, "down");
  const [stale] = reasonsFor(service, "stale");
  const starting = reasonsFor(service, "starting");
  const [warning = ""] = reasonsFor(service, "up");
  const jobs = [...store.progress.values()];
  if (down) return { state: "broken", text: "see below", trouble: down };
  if (stale) {
    return { state: "stale", text: store.asOf ? `since ${dayAndTime(store.asOf, now)}` : "", trouble: stale };
  }
  if (starting.length > 0) return { state: "starting", text: starting[0], trouble: "" };
  if (isSilent(store, now))
    return { state: "no-news", text: `since ${dayAndTime(store.newsAt, now)}`, trouble: warning };
  if (jobs.some((job) => job.catching_up)) {
    const lag = jobs.reduce((sum, job) => sum + job.lag, 0);
    return { state: "catching-up", text: `${grouped(lag)} records to go`, trouble: warning };
  }
  if (!window) return { state: "empty", text: "no logins yet", trouble: warning };
  const text = isWithoutLogins(store) ? `no logins since ${dayAndTime(store.lastLogins, now)}` : "";
  return { state: "live", text, trouble: warning };
}

/** Whether the jobs reported, and nothing new came for longer than they ever take. */
export const isSilent = ({ progress, newsAt }, now) =>
  progress.size > 0 && newsAt !== null && now - newsAt > SILENT_MILLIS;

/** Whether no logins came for a while, although all is counted. */
export const isWithoutLogins = ({ lastLogins, completeThrough }) =>
  completeThrough !== null && lastLogins !== -Infinity && completeThrough - lastLogins >= IDLE_MILLIS;

/** What the status is called on the page. */
export const nameOf = (state) => (state === "broken" ? "something is wrong" : state.replace("-", " "));

/** The title of the browser's tab: what is wrong comes first, because tabs are narrow. */
export function titleOf(state, place) {
  const page = place === null ? "Rollcall" : `${place} – Rollcall`;
  const name = nameOf(state);
  return ["live", "connecting", "empty"].includes(state) ? page : `${name[0].toUpperCase()}${name.slice(1)} – ${page}`;
}

/** Whether a job with this progress has fallen behind its input. */
export function isBehind({ lag, rows_per_second: rowsPerSecond }) {
  return lag > Math.max(BEHIND_RECORDS, (rowsPerSecond * BEHIND_MILLIS) / 1000);
}

/**
 * Records that reach Kafka per second: those that the job reads, plus the growth of its lag; null if not known.
 *
 * @param before the progress report before `now`, if there is one
 */
export function arrivalRate(before, now) {
  if (!now) return null;
  const seconds = before ? (Date.parse(now.at) - Date.parse(before.at)) / 1000 : 0;
  const growth = seconds > MIN_PROGRESS_SECONDS ? (now.lag - before.lag) / seconds : 0;
  return Math.max(0, now.rows_per_second + growth);
}
