// The zone of the times on the page: chosen by a button, said beside the window, and remembered.

import { setText } from "../lib/dom.js";
import { showTimesIn, zoneName } from "../lib/zone.js";
import { ZONES } from "../model/query.js";

const KEY = "zone";
const byId = (id) => document.getElementById(id);

/** The choices that hold where the address does not say otherwise. */
export function rememberedChoices() {
  try {
    const zone = localStorage.getItem(KEY);
    return ZONES.includes(zone) ? { zone } : {};
  } catch {
    return {}; // the viewer may have disabled storage
  }
}

export class ZoneView {
  constructor(view) {
    byId("zone").addEventListener("click", () => {
      const zone = view.zone === "utc" ? "local" : "utc";
      remember(zone);
      view.set({ zone });
    });
    view.addEventListener("change", () => {
      showTimesIn(view.zone);
      setText(byId("zone"), view.zone === "utc" ? "times: UTC" : "times: local");
    });
  }

  /** Says the zone of the times at a moment (ms). */
  render(moment) {
    for (const element of document.querySelectorAll(".zone")) setText(element, zoneName(moment));
  }
}

function remember(zone) {
  try {
    localStorage.setItem(KEY, zone);
  } catch {
    // the choice then lasts until the page is closed
  }
}
