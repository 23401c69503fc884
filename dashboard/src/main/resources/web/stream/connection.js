// One connection to /api/stream. Opens it again after a loss, and after too long a silence.

import { urlOf } from "../lib/http.js";

const MIN_RETRY_MILLIS = 500;
const MAX_RETRY_MILLIS = 10_000;
/** A server that accepts the connection but sends nothing for this long counts as lost. */
const OPENING_MILLIS = 10_000;
/**
 * After this much silence (ms) the connection may be dead. It may also be idle: the server then sends only comments,
 * and EventSource does not report comments.
 */
const SILENCE_MILLIS = 45_000;
/** Whether the server lets the viewer in. A server that does not answer refuses nobody. */
async function askServer() {
  try {
    return (await fetch(urlOf("/api/session"))).status !== 401;
  } catch {
    return true;
  }
}

const EVENTS = ["snapshot", "summary", "stats", "progress", "rejected", "service"];

export class Connection {
  #url;
  #onEvent;
  #onState;
  #connect;
  #timers;
  #random;
  #mayWatch;
  #source = null; // the source whose events are passed on
  #next = null; // a source that is being opened, and takes over with its snapshot
  #retry = null;
  #watchdog = null;
  #retryMillis = MIN_RETRY_MILLIS;

  /**
   * @param {(name: string, data: string) => void} onEvent
   * @param {(state: "connecting"|"open"|"offline"|"signed-out") => void} onState
   * @param environment how to open an EventSource, how to ask whether the viewer may watch, the timers, and random numbers in [0, 1)
   */
  constructor(
    url,
    onEvent,
    onState,
    {
      connect = (address) => new EventSource(address),
      mayWatch = askServer,
      timers = globalThis,
      random = Math.random,
    } = {},
  ) {
    this.#url = url;
    this.#onEvent = onEvent;
    this.#onState = onState;
    this.#connect = connect;
    this.#timers = timers;
    this.#random = random;
    this.#mayWatch = mayWatch;
  }

  /** Starts again with a fresh snapshot. A connection that is open stays in use until that snapshot arrives. */
  restart() {
    if (this.#next) return;
    if (!this.#source) this.#onState("connecting");
    this.#open();
  }

  close() {
    this.#timers.clearTimeout(this.#retry);
    this.#timers.clearTimeout(this.#watchdog);
    this.#source?.close();
    this.#next?.close();
    this.#source = this.#next = null;
  }

  #open() {
    this.#timers.clearTimeout(this.#retry);
    const source = this.#connect(this.#url);
    this.#next = source;
    this.#watch(OPENING_MILLIS, () => this.#lost(source));
    source.onerror = () => this.#lost(source);
    for (const name of EVENTS) {
      source.addEventListener(name, ({ data }) => {
        if (name === "snapshot" && source === this.#next) this.#takeOver(source);
        if (source !== this.#source) return;
        if (!this.#next) this.#watch(SILENCE_MILLIS, () => this.restart());
        this.#onEvent(name, data);
      });
    }
  }

  #takeOver(source) {
    this.#source?.close();
    this.#source = source;
    this.#next = null;
    this.#retryMillis = MIN_RETRY_MILLIS;
    this.#onState("open");
  }

  /** An EventSource does not tell a refusal from a server that is away. */
  async #askWhy() {
    if ((await this.#mayWatch()) || this.#source) return;
    this.close();
    this.#onState("signed-out");
  }

  #watch(millis, onSilence) {
    this.#timers.clearTimeout(this.#watchdog);
    this.#watchdog = this.#timers.setTimeout(onSilence, millis);
  }

  #lost(source) {
    if (source !== this.#source && source !== this.#next) return;
    this.close();
    this.#onState("offline");
    this.#askWhy();
    // Random delays, so that the viewers of a server that comes back do not all connect at once.
    this.#retry = this.#timers.setTimeout(() => this.#open(), this.#retryMillis * (0.75 + this.#random() / 2));
    this.#retryMillis = Math.min(2 * this.#retryMillis, MAX_RETRY_MILLIS);
  }
}
