// Locales that are no states: what they are called, wherever they stand, and what they hold. Pure.

export const ELSEWHERE = "OTHER";
export const SPECIAL = { UNK: "Unknown", [ELSEWHERE]: "Elsewhere" };
export const EXPLAINED = { UNK: "logins without a locale", OTHER: "logins of locales that are not configured" };
