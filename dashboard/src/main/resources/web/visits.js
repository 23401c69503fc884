// Visits of each state. The server sends them with a snapshot; between snapshots they grow with the rows of the windows
// that do not overlap.
//
// Two things rows cannot tell: what a window that began before the connection already held for a state (its first row is
// then taken as one login more), and what leaves when `since` moves on. `correct`, with a fresh snapshot, puts both right.

const JOURNAL_MILLIS = 10_000;

export class Visits {
  #byLocale = new Map();
  #since = -Infinity;
  #knownAfter = -Infinity;
  #asOf = -Infinity; // growth up to this time is in the snapshot already
  #journal = []; // {asOf, locale, growth} of the last seconds, for a snapshot that comes later than newer rows

  /** The first snapshot of a connection. Of windows that start after `knownAfter` every row will be heard of. */
  reset(body, knownAfter) {
    this.#knownAfter = knownAfter;
    this.#journal = [];
    this.correct(body);
  }

  /** Starts again from a snapshot, keeping the growth that it has not seen. */
  correct(body) {
    this.#asOf = Date.parse(body.as_of);
    this.#byLocale = new Map(body.states.map((state) => [state.locale, state.visits]));
    for (const { asOf, locale, growth } of this.#journal) if (asOf > this.#asOf) this.#add(locale, growth);
  }

  setSince(since) {
    this.#since = since ?? -Infinity;
  }

  /** A row of an aligned window came: the logins known of it before (or undefined), and now. */
  grow(locale, start, before, logins, asOf) {
    if (start < this.#since || asOf <= this.#asOf) return;
    const growth = before === undefined && start <= this.#knownAfter ? 1 : logins - (before ?? 0);
    this.#add(locale, growth);
    this.#journal.push({ asOf, locale, growth });
    while (this.#journal[0].asOf < asOf - JOURNAL_MILLIS) this.#journal.shift();
  }

  /** True for a window of which rows from before the connection may be missing. */
  isPartlyKnown(start) {
    return start <= this.#knownAfter;
  }

  of(locale) {
    return this.#byLocale.get(locale) ?? 0;
  }

  locales() {
    return this.#byLocale.keys();
  }

  #add(locale, growth) {
    this.#byLocale.set(locale, this.of(locale) + growth);
  }
}
