// The windows of one state over the range of its chart, as far as they were loaded. Pure.

const HOUR = 3_600_000;
const REFETCH_MILLIS = 60_000;

/** Loads the windows of a state in whole hours. Only the answer to the last question counts. */
export class StateHistory {
  /** start (ms) -> {start, logins, users, devices, failed} */
  windows = new Map();
  #past;
  #onChange;
  #locale = null;
  #asked = null; // {key} of the last question
  #due = Infinity; // when to ask it again (ms)

  /** @param past has windowsOf() */
  constructor(past, onChange) {
    this.#past = past;
    this.#onChange = onChange;
  }

  /**
   * Asks for the windows of a state in the range {from, to} (ms), unless they are known; once per minute again, because
   * logins that came late may have changed them.
   *
   * @param connection what differs after each loss of the connection
   * @param now ms
   * @param still whether what is known stays as it is
   */
  follow(locale, { from, to }, connection, now, still = false) {
    if (locale !== this.#locale) this.windows = new Map();
    this.#locale = locale;
    const [first, end] = [Math.floor(from / HOUR) * HOUR, Math.ceil(to / HOUR) * HOUR];
    const key = [locale, first, end, connection].join(" ");
    if (this.#asked?.key === key && (still || now < this.#due)) return;
    const question = { key };
    this.#asked = question;
    this.#due = now + REFETCH_MILLIS;
    this.#past.windowsOf(locale, first, end).then(
      (windows) => {
        if (question !== this.#asked) return;
        this.windows = new Map(windows.map((window) => [window.start, window]));
        this.#onChange();
      },
      () => {
        if (question === this.#asked) this.#due = now + REFETCH_MILLIS / 2;
      },
    );
  }

  /** Adds a window that the stream brought. */
  add(window) {
    this.windows.set(window.start, window);
  }
}
