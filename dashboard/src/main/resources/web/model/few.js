// Rates that rest on few logins, which are mostly chance. Pure.

import { FAILURE_RATE, MEASURE_NAMES, unitOf } from "./measures.js";

/** Below this count a rate has a standard error of more than 22 % (1 / sqrt(20)). */
export const FEW = 20;

/** On how many logins, users or others a rate of a state rests. */
export const basisOf = (state, measure) => (measure === FAILURE_RATE ? state.logins + state.failed : state[measure]);

/** What they are: a failure rate rests on what succeeded and what failed. */
export const basisName = (measure) => (measure === FAILURE_RATE ? "attempts" : MEASURE_NAMES[measure]);

/** Whether a measure of a state is a rate that rests on few logins, but on some. */
export function restsOnFew(state, measure, perMillion) {
  const basis = basisOf(state, measure);
  return unitOf(measure, perMillion) !== "count" && basis > 0 && basis < FEW;
}
