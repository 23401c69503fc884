// What the server says of itself while the tab is hidden, and so has no connection to it.

import { urlOf } from "../lib/http.js";

/** Browsers wake a hidden tab once a minute at most. */
const ASK_MILLIS = 60_000;
/** The page's names of the states of /health. */
const STATES = { up: "live", starting: "starting", stale: "stale", down: "broken" };

/** @param onState takes the state: "live", "starting", "stale", "broken" or "offline" */
export function watchWhileHidden(onState) {
  const hidden = () => document.visibilityState === "hidden";
  setInterval(async () => {
    if (!hidden()) return;
    const state = await askState();
    if (hidden()) onState(state);
  }, ASK_MILLIS);
}

async function askState() {
  try {
    const response = await fetch(urlOf("/health"));
    return STATES[(await response.json()).status] ?? "broken";
  } catch {
    return "offline";
  }
}
