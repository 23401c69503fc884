// Places that are neither a state nor a country: what they are called, wherever they stand, and what they hold. Pure.

export const ELSEWHERE = "OTHER";
/** Logins from the United States whose state is not known. */
export const WITHOUT_STATE = "USA";
/** The United States as a whole, as the server calls them; no locale has this name. */
export const WHOLE = "US";

export const SPECIAL = { UNK: "Unknown", [WITHOUT_STATE]: "United States, state unknown", [ELSEWHERE]: "Elsewhere" };
/** Beside the map, where there is little room. */
export const SHORT = { ...SPECIAL, [WITHOUT_STATE]: "No state" };
export const EXPLAINED = {
  UNK: "logins without a locale",
  [WITHOUT_STATE]: "logins from the United States whose state is not known",
  [WHOLE]: "all states and territories, and logins whose state is not known",
  OTHER: "logins of locales that are not configured",
};
