// The rank of a state and its share of the country's logins, as a sentence. Pure.

import { grouped, ordinal } from "../lib/format.js";
import { MEASURE_NAMES, valueOf } from "./frame.js";

/** "3rd of 56 · 8.1 % of all logins · 39,538,223 inhabitants" */
export function rankAndShare(state, states, measure, perMillion) {
  const value = (other) => valueOf(other, measure, perMillion) ?? -1;
  const rank = 1 + states.filter((other) => value(other) > value(state)).length;
  const sum = states.reduce((total, other) => total + other[measure], 0);
  const share = sum > 0 ? ((100 * state[measure]) / sum).toFixed(1) : "0.0";
  const people = state.population ? ` · ${grouped(state.population)} inhabitants` : "";
  // A user can log in from two states, so the states' users do not add up to the users of the country.
  const of = measure === "users" || measure === "devices" ? `the states' ${MEASURE_NAMES[measure]}` : `all ${measure}`;
  return `${ordinal(rank)} of ${states.length}${perMillion ? " per million" : ""} · ${share} % of ${of}${people}`;
}
