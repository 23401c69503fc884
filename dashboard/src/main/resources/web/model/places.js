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

/** The frame for a map: `states` are the places on it, `all` those of both maps. */
export function onMap(frame, map) {
  const all = frame.unitedStates ? [...frame.states, frame.unitedStates] : frame.states;
  return { ...frame, map, all, states: all.filter(isOn[map]) };
}

/** What opens a place: the map too, if it is not on the one that is shown. */
export function opening(place, map) {
  const other = MAPS.find((one) => one !== map);
  return { state: place.locale, ...(isOn[map](place) ? {} : { map: other }) };
}

/** Whether a place has its row in the table: countries only if they have logins, because most have none. */
export const isListed = ({ isCountry, locale, logins, failed, visits }) =>
  !isCountry || locale === WHOLE || logins > 0 || failed > 0 || visits > 0;

/** Which map is shown while the viewer chose none: the one that has the logins. */
export class OpenMap {
  #held = null; // what was found once there were logins: the page does not turn over by itself afterwards

  /** @param chosen "us", "world" or null */
  of(chosen, maps, frame) {
    if (maps.includes(chosen)) return chosen;
    if (maps.length === 1) return maps[0];
    if (this.#held) return this.#held;
    const found = frame.states.some((place) => place.isCountry && isListed(place)) ? "world" : "us";
    if (frame.known && frame.states.some(({ logins, visits }) => logins > 0 || visits > 0)) this.#held = found;
    return found;
  }
}
