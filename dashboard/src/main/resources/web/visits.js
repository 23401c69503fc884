// Visits of each state. The server says them with a snapshot; in between they grow with the rows of the aligned windows
// (which do not overlap, so that each login is one visit).
//
// Rows alone cannot tell what leaves when `since` moves on, nor what a window that began before the connection held.
// Both are put right by a snapshot of an aligned window: its visits and its logins are of the same moment.

export class Visits {
  #byLocale = new Map();
  #since = -Infinity;
  #knownAfter = -Infinity;
  #complete = new Set(); // starts of aligned windows up to #knownAfter whose rows are all known

  /** The first snapshot of a connection. Of windows that start after `knownAfter` every row will be heard of. */
  reset(states, knownAfter) {
    this.#knownAfter = knownAfter;
    this.#complete.clear();
    this.#byLocale = new Map(states.map(({ locale, visits }) => [locale, visits]));
  }

  /** From the states of an aligned window's snapshot, and the logins known of that window by now. */
  correct(start, states, loginsOf) {
    if (start <= this.#knownAfter) this.#complete.add(start);
    for (const { locale, logins, visits } of states) {
      this.#byLocale.set(locale, visits + loginsOf(locale) - logins);
    }
  }

  setSince(since) {
    this.#since = since ?? -Infinity;
  }

  /** A row of an aligned window came: the logins known of it before (or undefined), and now. */
  grow(locale, start, before, logins) {
    if (start < this.#since) return;
    const unheard = before === undefined && start <= this.#knownAfter && !this.#complete.has(start);
    const growth = unheard ? 1 : logins - (before ?? 0); // it changed, so by one at least
    this.#byLocale.set(locale, this.of(locale) + growth);
  }

  of(locale) {
    return this.#byLocale.get(locale) ?? 0;
  }

  locales() {
    return this.#byLocale.keys();
  }
}
