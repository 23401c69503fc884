// Synchronizes the address with the choices of the viewer, and says what it asked for in vain.

import { setText } from "../lib/dom.js";

/** Browsers refuse an address that changes too often, so it follows the moment that is shown after this time (ms). */
const WRITE_MILLIS = 250;
/** Moments that follow each other within this time (ms), as in a drag, are one entry of the browser's history. */
const RUN_MILLIS = 1_500;
/** What a viewer opens. Each makes an entry of the browser's history, so that Back returns. */
const OPENED = ["map", "measure", "perMillion", "state"];

/**
 * @param player tells whether the moment moves by itself
 * @param remembered the choices that hold where the address does not say otherwise
 */
export function bindAddress(view, player, remembered) {
  let reading = false;
  let timer = null;
  let query = null; // of the change that the address does not have yet
  let entry = {}; // the choices in the current entry of the history
  let moved = -Infinity; // when the moment last changed, ms as performance.now()

  const note = () => (entry = { at: view.at, ...Object.fromEntries(OPENED.map((name) => [name, view[name]])) });
  const write = (how) => history[how](null, "", query ? `?${query}` : location.pathname);
  const flush = () => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    write("replaceState");
  };
  const read = (kept) => {
    clearTimeout(timer);
    timer = null;
    reading = true;
    view.readQuery(location.search, remembered(), kept);
    reading = false;
    note();
  };
  /** Whether the viewer opened something, or went to another moment, since the current entry. */
  const isNew = () => {
    if (OPENED.some((name) => view[name] !== entry[name])) return true;
    if (view.at === entry.at) return false;
    const goesOn = view.at !== null && entry.at !== null && (player.playing || performance.now() - moved < RUN_MILLIS);
    moved = performance.now();
    return !goesOn;
  };

  view.addEventListener("change", () => {
    setText(document.getElementById("address-problem"), view.problems.join(" "));
    if (reading) return;
    const opened = isNew() && !view.correcting;
    if (opened) flush(); // the entry that is left keeps its last moment
    query = view.toQuery();
    if (opened) write("pushState");
    else timer ??= setTimeout(flush, WRITE_MILLIS);
    note();
  });
  // Back undoes what was opened. The zone, and whether the page fills the screen, stay as they are.
  window.addEventListener("popstate", () => read({ zone: view.zone, wall: view.wall }));
  read({});
}
