// What the page counts, what the numbers are called, and in which unit they are. Pure.

/** Failed logins, as a share of the logins that succeeded or failed; in percent. */
export const FAILURE_RATE = "failure-rate";

/** In the order of the page. The names of the address. */
export const MEASURES = ["users", "logins", "devices", "failed", FAILURE_RATE, "visits"];

export const MEASURE_NAMES = {
  users: "unique users",
  logins: "logins",
  devices: "devices",
  failed: "failed logins",
  [FAILURE_RATE]: "failure rate",
  visits: "visits",
};

/** Whether a measure is known only of sources that tell how logins end. */
export const needsOutcomes = (measure) => measure === "failed" || measure === FAILURE_RATE;

/** The failure rate in percent; null where nobody tried to log in. */
export function failureRate(logins, failed) {
  const attempts = logins + failed;
  return attempts > 0 ? (100 * failed) / attempts : null;
}

/** The unit of a measure, for lib/format.js: "count", "million" (per million inhabitants) or "percent". */
export function unitOf(measure, perMillion) {
  if (measure === FAILURE_RATE) return "percent";
  return perMillion ? "million" : "count";
}
