// When a window is final, by the contract: clean reported (at time t) that it is complete through window end plus
// lateness, and stats is complete through t.

const WAITING_LIMIT = 600;

export class Finality {
  /** Windows whose end plus lateness is at or before this (ms) are final. */
  through = -Infinity;
  #waiting = []; // what clean said and stats has not passed yet: {at, through}, oldest first

  /** Progress of either job. */
  add({ job, at, complete_through: completeThrough }) {
    if (!completeThrough) return;
    const through = Date.parse(completeThrough);
    if (job === "user_login_clean") {
      this.#waiting.push({ at: Date.parse(at), through });
      if (this.#waiting.length > WAITING_LIMIT) this.#waiting.shift();
    } else if (job === "user_login_stats") {
      while (this.#waiting.length > 0 && this.#waiting[0].at <= through) {
        this.through = Math.max(this.through, this.#waiting.shift().through);
      }
    }
  }
}
