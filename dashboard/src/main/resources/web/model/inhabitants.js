// How many people live in a place, and of which year the figure is: those of states and countries are of two. Pure.

import { grouped } from "../lib/format.js";
import { WHOLE } from "./names.js";

/** The census of the states, of which the United States are the sum; the United Nations' projection of countries. */
export const YEARS = { states: 2020, countries: 2025 };

const yearOf = ({ isCountry, locale }) => (isCountry && locale !== WHOLE ? YEARS.countries : YEARS.states);

/** "40,126,723 inhabitants (2025)"; "" where there is no figure. */
export const inhabitantsOf = (place) =>
  place.population ? `${grouped(place.population)} inhabitants (${yearOf(place)})` : "";

/** The unit of a rate: "per million inhabitants (2025)". */
export const perMillionOf = (place) => `per million inhabitants${place.population ? ` (${yearOf(place)})` : ""}`;
