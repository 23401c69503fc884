// Buttons and keys that act on the page as a whole.

import { unitOf } from "../model/measures.js";

const byId = (id) => document.getElementById(id);

export class Controls {
  #view;

  constructor(view, table) {
    this.#view = view;
    for (const input of document.querySelectorAll("#measure input")) {
      input.addEventListener("change", () => view.set({ measure: input.value }));
    }
    for (const input of document.querySelectorAll("#span input")) {
      input.addEventListener("change", () => view.set({ span: input.value }));
    }
    for (const input of document.querySelectorAll("#maps input")) {
      input.addEventListener("change", () => view.set({ map: input.value }));
    }
    byId("per-million").addEventListener("change", (event) => view.set({ perMillion: event.target.checked }));
    byId("pause").addEventListener("click", () => view.at === null && view.set({ paused: !view.paused }));
    byId("csv").addEventListener("click", () => table.download());
    byId("wall").addEventListener("click", () => this.#toggleWall());
    document.addEventListener("fullscreenchange", () => view.set({ wall: document.fullscreenElement !== null }));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && view.wall && !document.fullscreenElement) view.set({ wall: false });
    });
    view.addEventListener("change", () => this.#show());
    this.#show();
  }

  /** @param map the one that is shown; @param maps those that have something to show */
  showMap(map, maps) {
    byId("maps").hidden = maps.length === 1;
    document.querySelector(`#maps [value="${map}"]`).checked = true;
    const place = map === "us" ? "state" : "country";
    const filter = byId("filter");
    const anywhere = maps.length === 1 ? `Find a ${place}` : "Find a state or country";
    if (filter.placeholder !== anywhere) {
      filter.placeholder = anywhere;
      filter.setAttribute("aria-label", `${anywhere} by name or code`);
    }
  }

  #toggleWall() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (this.#view.wall) this.#view.set({ wall: false });
    else document.documentElement.requestFullscreen?.().catch(() => this.#view.set({ wall: true }));
  }

  #show() {
    const { at, measure, span, perMillion, paused, wall } = this.#view;
    document.querySelector(`#measure [value="${measure}"]`).checked = true;
    document.querySelector(`#span [value="${span}"]`).checked = true;
    // A failure rate has nothing to do with inhabitants. The choice stays for the other measures.
    byId("per-million").disabled = unitOf(measure, true) !== "million";
    byId("per-million").checked = perMillion && !byId("per-million").disabled;
    byId("pause").ariaPressed = paused;
    byId("pause").ariaDisabled = at !== null; // the past stands still anyway
    byId("pause").textContent = paused ? "resume" : "pause";
    byId("wall").textContent = wall ? "leave full screen" : "full screen";
    document.documentElement.toggleAttribute("data-wall", wall);
  }
}
