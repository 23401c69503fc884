// One connection to /api/stream: opened again after a loss, or when nothing was heard for too long.

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;
/** A server that takes the connection but says nothing is as good as away. */
const OPENING_MILLIS = 10_000;
const SILENCE_MILLIS = 45_000;
const EVENTS = ["snapshot", "summary", "stats", "progress", "rejected", "service"];

export class Connection {
  #url;
  #onEvent;
  #onState;
  #source = null; // the one whose events count
  #next = null; // one that is being opened, and takes over with its snapshot
  #retry = null;
  #watchdog = null;
  #pause = FIRST_PAUSE;

  /**
   * @param {(name: string, data: string) => void} onEvent
   * @param {(state: "connecting"|"open"|"offline") => void} onState
   */
  constructor(url, onEvent, onState) {
    this.#url = url;
    this.#onEvent = onEvent;
    this.#onState = onState;
  }

  /** Begins again with a fresh snapshot; what was open goes on until that comes. */
  restart() {
    if (this.#next) return;
    if (!this.#source) this.#onState("connecting");
    this.#open();
  }

  close() {
    clearTimeout(this.#retry);
    clearTimeout(this.#watchdog);
    this.#source?.close();
    this.#next?.close();
    this.#source = this.#next = null;
  }

  #open() {
    clearTimeout(this.#retry);
    const source = new EventSource(this.#url);
    this.#next = source;
    this.#watch(OPENING_MILLIS);
    source.onerror = () => this.#lost(source);
    for (const name of EVENTS) {
      source.addEventListener(name, ({ data }) => {
        if (name === "snapshot" && source === this.#next) this.#takeOver(source);
        if (source !== this.#source) return;
        this.#watch(SILENCE_MILLIS);
        this.#onEvent(name, data);
      });
    }
  }

  #takeOver(source) {
    this.#source?.close();
    this.#source = source;
    this.#next = null;
    this.#pause = FIRST_PAUSE;
    this.#onState("open");
  }

  #watch(millis) {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => this.#lost(this.#next ?? this.#source), millis);
  }

  #lost(source) {
    if (source !== this.#source && source !== this.#next) return;
    this.close();
    this.#onState("offline");
    // Spread out, so that a server that comes back is not met by all its viewers at once.
    this.#retry = setTimeout(() => this.#open(), this.#pause * (0.75 + Math.random() / 2));
    this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE);
  }
}
