// What the page saw happen to the pipeline: restarts, silence and lag of the jobs, and losses of its own connection. Pure.

import { grouped } from "../lib/format.js";
import { minuteOf } from "../lib/series.js";
import { isBehind, JOBS } from "./status.js";

/** A job reports at least every 10 s. After this time (ms) without a report it was away. */
const SILENT_MILLIS = 15_000;
const MAX_INCIDENTS = 500;
/** A minute in which more than this share of the records was rejected is marked: the limit of the server's warning. */
const REJECTED_SHARE = 0.05;
const MIN_REJECTED = 5;

const NAMES = Object.fromEntries(Object.entries(JOBS).map(([name, job]) => [job, name]));

/** Incidents {from, to, text}, times in ms. It knows only what happened while the page was open. */
export class Incidents {
  #all = [];
  #reports = new Map(); // job -> {at, catchingUp} of its last report
  #lags = new Map(); // job -> the incident of its lag, while it lasts
  #offline = null; // the incident of the lost connection, while it lasts

  /** Takes a progress report of a job. */
  addProgress(body) {
    const { job, lag, catching_up: catchingUp } = body;
    const at = Date.parse(body.at);
    const name = NAMES[job];
    if (!name || Number.isNaN(at)) return;
    const before = this.#reports.get(job);
    this.#reports.set(job, { at, catchingUp });
    if (before && at - before.at > SILENT_MILLIS) this.#add(before.at, at, `${name} did not report`);
    if (before && catchingUp && !before.catchingUp) this.#add(at, at, `${name} started again`);
    if (!isBehind(body)) this.#lags.delete(job);
    else this.#lag(job, name, before?.at ?? at, at, lag);
  }

  #lag(job, name, from, at, lag) {
    const known = this.#lags.get(job);
    const incident = known ?? this.#add(from, at, "");
    incident.to = at;
    incident.most = Math.max(incident.most ?? 0, lag);
    incident.text = `${name} up to ${grouped(incident.most)} records behind`;
    this.#lags.set(job, incident);
  }

  /** Takes the state of the page's connection at a time (ms). What the jobs reported meanwhile, the page did not see. */
  setConnection(state, now) {
    if (state !== "open") {
      this.#reports.clear();
      this.#lags.clear();
    }
    if (this.#offline) this.#offline.to = now;
    if (state === "offline") this.#offline ??= this.#add(now, now, "no connection to the server");
    else this.#offline = null;
  }

  /** The incidents that overlap [from, to), in ms. */
  between(from, to) {
    return this.#all.filter((incident) => incident.from < to && incident.to >= from);
  }

  #add(from, to, text) {
    const incident = { from, to, text };
    this.#all.push(incident);
    if (this.#all.length > MAX_INCIDENTS) this.#all.shift();
    return incident;
  }
}

/**
 * The minutes in which many records were rejected, as incidents. Where no number of slides makes a minute, a little more.
 *
 * @param rates {start, rejected} per stretch, in order; an unknown `rejected` is null
 * @param windows {start, logins} each, oldest first
 * @param windowing {lengthMillis, slideMillis}; a stretch is as long as a slide
 * @param completeThrough everything before this time (ms) is counted; null if not known
 */
export function rejectedBursts(rates, windows, { lengthMillis, slideMillis }, completeThrough = null) {
  const length = minuteOf(slideMillis);
  const minutes = new Map(); // start -> {rejected, logins, windows}
  const of = (start) => {
    const minute = Math.floor(start / length) * length;
    if (!minutes.has(minute)) minutes.set(minute, { rejected: 0, logins: 0, windows: 0 });
    return minutes.get(minute);
  };
  for (const { start, rejected } of rates) if (rejected > 0) of(start).rejected += rejected;
  for (const { start, logins } of windows) {
    const minute = minutes.get(Math.floor(start / length) * length);
    if (!minute) continue;
    minute.logins += logins ?? 0;
    minute.windows++;
  }
  // What is not counted yet is taken for as much as in the newest window.
  const newest = windows.at(-1);
  const isCounted = (minute) => minute <= newest?.start || minute + length + lengthMillis <= completeThrough;
  const bursts = [];
  for (const [from, { rejected, logins, windows: count }] of minutes) {
    const inWindow = count > 0 ? logins / count : isCounted(from) ? 0 : (newest?.logins ?? 0);
    const counted = inWindow * (length / lengthMillis);
    const share = rejected / (rejected + counted);
    if (rejected < MIN_REJECTED || share <= REJECTED_SHARE) continue;
    bursts.push({ from, to: from + length - 1, text: `${grouped(rejected)} rejected (${Math.round(100 * share)} %)` });
  }
  return bursts;
}
