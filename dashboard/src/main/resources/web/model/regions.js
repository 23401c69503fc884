// When to read /api/regions again: a server that starts anew may count other places. Pure but for what it is given.

export class Regions {
  #get;
  #set;
  #known = () => true;
  #wasOpen = false; // whether the stream has been open
  #isOpen = false;
  #asked = 0;

  /**
   * @param get to a promise of the body of /api/regions
   * @param set takes that body
   * @param known whether a locale is one that the page knows of
   */
  constructor(get, set, known) {
    this.#get = get;
    this.#set = set;
    this.#known = known;
  }

  /** Reads them. Of several answers only that to the last question counts. */
  async read() {
    const number = ++this.#asked;
    const body = await this.#get();
    if (number === this.#asked) this.#set(body);
  }

  /** The state of the stream: once it is open again, the server may be another one. */
  connection(state) {
    const again = state === "open" && !this.#isOpen && this.#wasOpen;
    this.#isOpen = state === "open";
    this.#wasOpen ||= this.#isOpen;
    if (again) this.read();
  }

  /** A snapshot: one that names a locale of which the page does not know is of a server with other settings. */
  snapshot({ states }) {
    if (!states.every(({ locale }) => this.#known(locale))) this.read();
  }
}
