// What the page knows, from what the server sent. Pure: no DOM, no network, no clock.

import { parseTime } from "../lib/format.js";
import { History } from "./history.js";
import { ELSEWHERE, SPECIAL, WHOLE, WITHOUT_STATE } from "./names.js";
import { GrowthRate, isCatchingUp, whyUnknown } from "./rate.js";

/** The rows of a window are kept for at least this long (ms of event time); of older windows only the totals. */
const ROWS_MILLIS = 5 * 60_000;
/** The same in window lengths: the current window, and the one that it is compared with, are up to 3 old. */
const ROWS_LENGTHS = 4;

/** When what is new in a summary came (ms, by the server's clock); null if not known. */
function newsOf({ server_time: serverTime, as_of: asOf }, isNews) {
  const now = parseTime(serverTime);
  return isNews || now === null || asOf === null ? now : Math.min(now, parseTime(asOf));
}

const attemptsOf = (row) => row.logins + (row.failed_logins ?? 0);

/** Rows of window statistics, the history, totals and progress. Calls `onChange` after every change. */
export class Store {
  regions = [];
  /** The countries that are counted by their own name, without the United States; none if only those are counted. */
  countries = [];
  settings = { produce_command: "./rollcall produce" };
  windowing = { lengthMillis: 30_000, slideMillis: 10_000, latenessMillis: 60_000 };
  /** State of the stream, and since when (ms). */
  connection = { state: "connecting", since: 0 };
  /** The last summary (window, totals, visits, rejected, late); null before the first. */
  summary = null;
  /** The last health report of the server; null before the first. */
  service = null;
  /** The newest row of window statistics, as it was received. */
  latest = null;
  rejected = [];
  /** Whether the role of the viewer sees no rejected records. */
  rejectedHidden = false;
  /** Whether the source tells how logins end. */
  hasOutcomes = false;
  asOf = null;
  /** When something new last came from the server (ms, by its clock); null before any. */
  newsAt = null;
  /** The last progress of each job, by job name, and the one before it. */
  progress = new Map();
  progressBefore = new Map();
  history = new History();

  /** Changes with the places that are counted by their own name, or their names. */
  placesKey = "";

  #names = new Map(Object.entries(SPECIAL));
  #rows = new Map(); // window start (ms) -> locale -> row
  #wholes = new Map(); // window start (ms) -> row of the United States as a whole
  #newest = -Infinity; // start (ms) of the newest window
  #rate = new GrowthRate(); // of visits
  #following = false; // whether rows are news, and not part of the first state

  constructor(onChange = () => {}) {
    this.onChange = onChange;
  }

  /** Applies the body of /api/regions. */
  setRegions(body) {
    this.regions = body.regions;
    this.countries = body.countries ?? [];
    this.settings = body;
    this.placesKey = JSON.stringify([this.regions, this.countries, body.united_states ?? null]);
    this.windowing = {
      lengthMillis: body.window.length_ms,
      slideMillis: body.window.slide_ms,
      latenessMillis: body.lateness_ms,
    };
    this.history.limitMillis = body.history_ms;
    this.#names = new Map([...Object.entries(SPECIAL), [WHOLE, "United States"]]);
    for (const { locale, name } of [...this.regions, ...this.countries]) this.#names.set(locale, name);
    this.onChange();
  }

  /** Whether the body of /api/regions has arrived. */
  get ready() {
    return this.settings.regions !== undefined;
  }

  /** Inhabitants of all that is counted, and of all states, also of those that are not counted by their own name. */
  get population() {
    return this.settings.population;
  }

  setConnection(state, now) {
    if (state !== this.connection.state) this.connection = { state, since: now };
    this.onChange();
  }

  /** Applies a snapshot, the first event of a connection. It replaces all rows, because some may have been missed. */
  setSnapshot(body) {
    this.#rows.clear();
    this.#rate.clear();
    this.#newest = -Infinity;
    // If event time went back, the statistics topic was emptied and is being filled again.
    if (!body.window || parseTime(body.window.start) < this.history.newest - this.#rowsMillis) this.history.clear();
    if (body.window) {
      this.#rows.set(parseTime(body.window.start), new Map(body.states.map((state) => [state.locale, state])));
    }
    this.latest = body.latest;
    const byLocale = Object.fromEntries(body.states.map((s) => [s.locale, s.visits]));
    this.setSummary({ ...body, visits: { ...body.visits, by_locale: byLocale } }, false);
    this.#following = false;
  }

  /**
   * Applies a summary, which comes with every tick: a snapshot without the states, but with the visits of each.
   *
   * @param isNews whether what is new in it came just now; else it came when its newest record did
   */
  setSummary(body, isNews = true) {
    // Until now the server was reading its topics, so what it said of the past may have been incomplete.
    if (this.summary?.complete_through === null && body.complete_through !== null) this.history.doubt(false);
    if (body.as_of !== this.summary?.as_of) this.newsAt = newsOf(body, isNews);
    this.summary = body;
    // A server that starts anew does not know yet.
    if (body.has_outcomes === true || !this.isReading) this.hasOutcomes = body.has_outcomes === true;
    this.#following = true;
    this.asOf = parseTime(body.as_of) ?? this.asOf;
    if (this.isReading || isCatchingUp(this.progress)) this.#rate.clear(); // what is counted now says nothing of the rate afterwards
    this.#rate.add(parseTime(body.as_of), body.visits.total);
    if (body.window) {
      const start = parseTime(body.window.start);
      if (body.united_states) this.#wholes.set(start, body.united_states);
      this.#keep(start, body.totals);
    }
    if (body.rates) this.history.addRates(body.rates);
    this.onChange();
  }

  /**
   * Applies changed rows of any windows. The logins and failed logins of a row only grow, so a row with fewer of them than
   * the known one is older, and is ignored.
   *
   * @returns {Set<string>} the locales of new logins; none of the rows with which a connection begins
   */
  addRows(body) {
    const changed = new Set();
    const news = new Set();
    for (const row of body.rows) {
      const start = parseTime(row.window.start);
      this.latest = row;
      if (start <= this.#newest - this.#rowsMillis) continue;
      if (!this.#rows.has(start)) this.#rows.set(start, new Map());
      const rows = this.#rows.get(start);
      const before = rows.get(row.locale);
      if (before && attemptsOf(before) > attemptsOf(row)) continue;
      if ((before?.logins ?? 0) < row.logins && this.#following) {
        news.add(row.locale);
        if (this.countries.length > 0 && this.#isOfUnitedStates(row.locale)) news.add(WHOLE);
      }
      rows.set(row.locale, row);
      changed.add(start);
    }
    for (const start of changed) this.#keep(start, this.#sum(start));
    for (const kept of [this.#rows, this.#wholes]) {
      for (const start of kept.keys()) if (start <= this.#newest - this.#rowsMillis) kept.delete(start);
    }
    this.asOf = parseTime(body.as_of) ?? this.asOf;
    this.onChange();
    return news;
  }

  addProgress(body) {
    this.progressBefore.set(body.job, this.progress.get(body.job));
    this.progress.set(body.job, body);
    this.onChange();
  }

  setService(body) {
    this.service = body;
    if (this.isReading) this.#rate.clear(); // what is read now says nothing of the rate afterwards
    this.onChange();
  }

  setRejected(body) {
    this.rejected = body.rejected;
    this.rejectedHidden = body.hidden === true;
    this.onChange();
  }

  /** Whether a locale is counted by its own name, or stands for others; of every one before the regions are known. */
  knows(locale) {
    return !this.ready || this.locales().includes(locale);
  }

  nameOf(locale) {
    return this.#names.get(locale) ?? locale;
  }

  /** Every locale to show, once: those that are counted by their own name, Elsewhere, and any others that are given. */
  locales(...more) {
    const regions = [...this.regions, ...this.countries].map(({ locale }) => locale);
    const { locales = [] } = this.settings;
    const special = Object.keys(SPECIAL).filter((locale) => locale === ELSEWHERE || locales.includes(locale));
    return [...new Set([...regions, ...special, ...locales, ...more.flat()])];
  }

  /** Whether the server still reads the records of the past day. Its numbers then sweep through that day. */
  get isReading() {
    return this.summary?.reading === true;
  }

  /** Whether the numbers can be trusted. Until the server has read its input, a zero may only mean "not read yet". */
  get known() {
    if (this.isReading) return false;
    const jobs = [...this.progress.values()];
    return this.window !== null || (this.service?.status === "up" && !jobs.some((job) => job.catching_up));
  }

  /** The current window {start, end, final, full}, times in ms; null before any login. */
  get window() {
    const window = this.summary?.window;
    if (!window) return null;
    const { start, end, final, full } = window;
    return { start: parseTime(start), end: parseTime(end), final, full };
  }

  /** The start (ms) of the last window that a chart shows: later ones hold a slide or two, and would look like a fall. */
  get lastStart() {
    return this.window?.start ?? this.history.newest;
  }

  /** The end (ms) of the newest slide with logins; -Infinity before any. */
  get lastLogins() {
    return Math.max(this.#newest + this.windowing.slideMillis, this.window?.end ?? -Infinity);
  }

  /**
   * The window that comes after the current one: {start, end, logins, fraction}, times in ms. It ends with the newest
   * slide; `logins` are those so far. `fraction` compares the newest slide with an average one of the current window.
   * Null while there is none.
   */
  get filling() {
    const { window, windowing } = this;
    const { lengthMillis, slideMillis } = windowing;
    const end = this.#newest + slideMillis;
    if (!window?.full || end <= window.end || !this.#rows.has(this.#newest)) return null;
    const start = end - lengthMillis;
    const expected = (this.summary.totals.logins * slideMillis) / lengthMillis;
    // The windows that start with the newest slide hold its logins only.
    const newest = this.#sum(this.#newest).logins;
    return { start, end, logins: this.#sum(start).logins, fraction: Math.min(1, newest / Math.max(1, expected)) };
  }

  /** Every login that Kafka received before this time (ms) is counted; null if not known. */
  get completeThrough() {
    return parseTime(this.summary?.complete_through);
  }

  /** The start (ms) of the first window that the server knows; null before any login. */
  get historyFrom() {
    return parseTime(this.summary?.history_from);
  }

  /** Whether the window that ends then (ms) is final, by the same rule as on the server. */
  isFinal(end) {
    return this.completeThrough !== null && end + this.windowing.latenessMillis <= this.completeThrough;
  }

  /** The rows of the window that starts then (ms), by locale; undefined if not known. */
  rowsOf(start) {
    return this.#rows.get(start);
  }

  /** The row of a place, also of the United States as a whole, in the window that starts then (ms); undefined if not known. */
  rowOf(start, locale) {
    return locale === WHOLE ? this.#wholes.get(start) : this.#rows.get(start)?.get(locale);
  }

  /** Logins counted per second at this time (ms since the epoch); null if not known. */
  loginsPerSecond(now) {
    return this.rateNote(now) === "" ? this.#rate.perSecond : null;
  }

  /** Why loginsPerSecond is not known, in a few words; "" if nothing stands against it. */
  rateNote(now) {
    return whyUnknown(this, now);
  }

  #isOfUnitedStates(locale) {
    return locale === WITHOUT_STATE || this.regions.some((region) => region.locale === locale);
  }

  get #rowsMillis() {
    return Math.max(ROWS_MILLIS, ROWS_LENGTHS * this.windowing.lengthMillis);
  }

  #sum(start) {
    let [logins, failed] = [0, 0];
    for (const row of this.#rows.get(start)?.values() ?? []) {
      logins += row.logins;
      failed += row.failed_logins ?? 0;
    }
    return { logins, failed_logins: failed };
  }

  #keep(start, totals) {
    this.#newest = Math.max(this.#newest, start);
    this.history.add(start, totals);
  }
}
