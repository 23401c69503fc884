// The two maps: what each shows, and which of them the page opens. Pure.

import { WHOLE, WITHOUT_STATE } from "./names.js";

/** In the order of the page. The names of the address. */
export const MAPS = ["us", "world"];

/** The maps that have something to show; at least one. */
export function mapsOf({ regions, countries }) {
  if (countries.length === 0) return ["us"];
  return regions.length === 0 ? ["world"] : MAPS;
}

/** The places of a map. Those that are on no map (unknown, elsewhere) are on both. */
const isOn = {
  us: ({ isCountry }) => !isCountry,
  world: ({ isState, locale }) => !isState && locale !== WITHOUT_STATE,
};

export const isOnMap = (place, map) => isOn[map](place);

const allOf = ({ states, unitedStates }) => (unitedStates ? [...states, unitedStates] : states);

/** The only map of the two that has a place; null if both have it. */
function onlyMapOf(place) {
  const [first, ...more] = MAPS.filter((map) => isOn[map](place));
  return more.length === 0 ? first : null;
}

/**
 * The frame for a map: `states` are the places on it, `all` those of both maps.
 *
 * @param maps those that have something to show
 */
export function onMap(frame, map, maps = MAPS) {
  const all = allOf(frame);
  return { ...frame, map, maps, all, states: all.filter(isOn[map]) };
}

/**
 * What opens a place: the map too, if it is not on the one that is shown. So it is of a place on both maps, because such
 * a place does not tell by itself on which map it was opened.
 */
export function opening(place, map, maps) {
  if (maps.length === 1) return { state: place.locale };
  const only = onlyMapOf(place);
  return { state: place.locale, ...(only === map ? {} : { map: only ?? map }) };
}

const hasLogins = ({ logins, failed, visits }) => logins > 0 || failed > 0 || visits > 0;

/** Whether a place has its row in the table: countries only if they have logins, because most have none. */
export const isListed = (place) => !place.isCountry || place.locale === WHOLE || hasLogins(place);

const haveLogins = (places, isOne) => places.some((place) => isOne(place) && hasLogins(place));

/** What the map of the states has to say while none of them has logins, but something else on it; "" else. */
export function withoutStates({ known, map, states }) {
  if (map !== "us" || !known || haveLogins(states, ({ isState }) => isState)) return "";
  const names = states.filter(hasLogins).map(({ name }) => `“${name}”`);
  return names.length === 0 ? "" : `No login has a known state: all count as ${names.join(" or ")}.`;
}

/** Which map is shown while the viewer chose none: the one that has the open place or, without one, the logins. */
export class OpenMap {
  #held = null; // what was found once there were logins: the page does not turn over by itself afterwards

  /**
   * @param chosen "us", "world" or null
   * @param locale of the place that is open, or null
   */
  of(chosen, maps, frame, locale = null) {
    if (maps.includes(chosen)) return chosen;
    if (maps.length === 1) return maps[0];
    const open = locale && allOf(frame).find((place) => place.locale === locale);
    const only = open ? onlyMapOf(open) : null;
    if (only) this.#held ??= only; // stays when the place is closed
    if (only ?? this.#held) return only ?? this.#held;
    const found = this.#found(frame.states);
    if (frame.known && frame.states.some(hasLogins)) this.#held = found;
    return found;
  }

  /** The world if a country has logins, or the United States have some and none of their states has. */
  #found(places) {
    const isOfNoState = ({ locale }) => locale === WITHOUT_STATE;
    const ofNoState = haveLogins(places, isOfNoState) && !haveLogins(places, ({ isState }) => isState);
    return ofNoState || haveLogins(places, ({ isCountry }) => isCountry) ? "world" : "us";
  }
}
