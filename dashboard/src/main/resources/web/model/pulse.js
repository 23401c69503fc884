// Which places had a login a moment ago. Pure.

/** For this time (ms) a login shows in full, and then fainter until the second time. */
const FULL_MILLIS = 400;
const FAINT_MILLIS = 1_000;

export class Pulse {
  #lastAt = new Map(); // locale -> ms

  /** Notes logins in these places now (ms). */
  add(locales, now) {
    for (const locale of locales) this.#lastAt.set(locale, now);
  }

  /** The places with a login a moment before now (ms), and how it shows: 2 in full, 1 fainter. */
  levels(now) {
    const levels = new Map();
    for (const [locale, at] of this.#lastAt) {
      if (now - at < FAINT_MILLIS) levels.set(locale, now - at < FULL_MILLIS ? 2 : 1);
      else this.#lastAt.delete(locale);
    }
    return levels;
  }

  clear() {
    this.#lastAt.clear();
  }
}
