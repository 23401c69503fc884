// Rates per million that rest on few logins, which are mostly chance. Pure.

/** Below this count a rate has a standard error of more than 22 % (1 / sqrt(20)). */
export const FEW = 20;

/** Whether a measure of a state rests on few logins, but on some. */
export const restsOnFew = (state, measure) => state[measure] > 0 && state[measure] < FEW;
