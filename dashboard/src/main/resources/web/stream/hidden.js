// What the server says of itself while the tab is hidden, and so has no connection to it.

import { urlOf } from "../lib/http.js";

/** Browsers wake a hidden tab once per minute at most. */
const ASK_MILLIS = 60_000;
/** The page's names of the states of /health. */
const STATES = { up: "live", starting: "starting", stale: "stale", down: "broken" };

/**
 * @param onState takes the state: "live", "starting", "stale", "broken" or "offline"
 * @param environment whether the tab is hidden, how to ask for a path of the server, and the timers
 */
export function watchWhileHidden(
  onState,
  {
    isHidden = () => document.visibilityState === "hidden",
    ask = (path) => fetch(urlOf(path)),
    timers = globalThis,
  } = {},
) {
  timers.setInterval(async () => {
    if (!isHidden()) return;
    const state = await askState(ask);
    if (isHidden()) onState(state);
  }, ASK_MILLIS);
}

async function askState(ask) {
  try {
    const response = await ask("/health"); // 503 unless it is up, with the state in the body
    return STATES[(await response.json()).status] ?? "broken";
  } catch {
    return "offline";
  }
}
