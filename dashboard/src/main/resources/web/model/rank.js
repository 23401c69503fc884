// The rank of a state and its share of the country's logins, as a sentence. Pure.

import { ordinal } from "../lib/format.js";
import { valueOf } from "./frame.js";
import { inhabitantsOf } from "./inhabitants.js";
import { FAILURE_RATE, MEASURE_NAMES, unitOf } from "./measures.js";
import { WHOLE } from "./names.js";
import { isOnMap } from "./places.js";

/**
 * "3rd of 56 states and territories · 8.1 % of all logins · 39,538,223 inhabitants (2020)". What is no state has no rank, and is
 * not counted among them; per million, neither is a place without inhabitants. Where the numbers are not known, there is
 * neither rank nor share. A failure rate is no part of a whole.
 *
 * @param map the one that is shown, "us" or "world"
 */
export function rankAndShare(state, places, measure, perMillion, map = "us") {
  const people = inhabitantsOf(state);
  if (state[measure] === null) return people;
  const unit = unitOf(measure, perMillion);
  const hasRank = ({ population }) => unit !== "million" || population > 0;
  const ranked = places.filter((other) => (state.isState ? other.isState : other.isCountry) && hasRank(other));
  const isRanked = (state.isState || state.isCountry === true) && hasRank(state);
  const value = (other) => valueOf(other, measure, perMillion) ?? -1;
  const rank = 1 + ranked.filter((other) => value(other) > value(state)).length;
  const place = `${ordinal(rank)} of ${ranked.length} ${state.isState ? "states and territories" : "countries"}${unit === "million" ? " per million" : ""}`;
  if (measure === FAILURE_RATE) return [isRanked ? place : "", people].filter((part) => part !== "").join(" · ");
  const sum = addends(state, places, map).reduce((total, other) => total + other[measure], 0);
  const share = sum > 0 ? ((100 * state[measure]) / sum).toFixed(1) : "0.0";
  // A user can log in from two states, so the states' users do not add up to the users of the country.
  const of =
    measure === "users" || measure === "devices"
      ? `the ${places.some(({ isCountry }) => isCountry) ? "places" : "states"}' ${MEASURE_NAMES[measure]}`
      : `all ${MEASURE_NAMES[measure]}`;
  return `${isRanked ? `${place} · ` : ""}${share} % of ${of}${people && ` · ${people}`}`;
}

/** The places that make up the whole, each once: on the world the United States are one, else they are their states. */
function addends(state, places, map) {
  const ofWorld = isOnMap(state, "world") && (map === "world" || !isOnMap(state, "us"));
  if (!ofWorld || !places.some(({ locale }) => locale === WHOLE))
    return places.filter(({ locale }) => locale !== WHOLE);
  return places.filter((place) => isOnMap(place, "world"));
}
