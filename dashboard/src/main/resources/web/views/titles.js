// What a wall and a printed page have to say in words, because they have no controls: the measure, the window, the time.

import { setText } from "../lib/dom.js";
import { fullDay, timeOfDay } from "../lib/format.js";
import { zoneName } from "../lib/zone.js";
import { MEASURE_NAMES, unitOf } from "../model/measures.js";
import { stateOf } from "./window.js";

const byId = (id) => document.getElementById(id);

export class TitlesView {
  /** @param now the time of the server (ms) */
  renderClock(now) {
    setText(byId("clock"), `${timeOfDay(now)} ${zoneName(now)}`);
  }

  render({ windowing }, { measure, perMillion }, { window, asOf }) {
    const unit = unitOf(measure, perMillion) === "million" ? " per million inhabitants" : "";
    const name = MEASURE_NAMES[measure];
    const span = measure === "visits" ? "" : ` in ${windowing.lengthMillis / 1000} s`;
    setText(byId("measure-title"), `${name[0].toUpperCase()}${name.slice(1)}${unit}${span}`);
    setText(byId("printed"), window ? printed(window, asOf) : "");
  }
}

function printed(window, asOf) {
  const times = `${fullDay(window.start)}, ${timeOfDay(window.start)} to ${timeOfDay(window.end)} ${zoneName(window.end)}`;
  const read = asOf == null ? "" : ` As of ${fullDay(asOf)}, ${timeOfDay(asOf)}.`;
  return `Window ${times}, ${stateOf(window)}.${read}`;
}
