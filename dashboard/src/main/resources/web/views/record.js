// The dialog of one rejected record: its value, why it was rejected, where it lies, and commands for it. Records are
// untrusted input, so they are shown as text only, and hidden characters as escapes.

import { create, UNKNOWN } from "../lib/dom.js";
import { fullDay, timeOfDay } from "../lib/format.js";
import { hexOf, visible, visibleParts } from "../lib/visible.js";
import { zoneName } from "../lib/zone.js";
import { commandsFor, cutOf } from "../model/record.js";
import { commandLine } from "./copy.js";

const HEX_BYTES = 16;

const timeText = (iso) => {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? UNKNOWN : `${fullDay(at)}, ${timeOfDay(at)} ${zoneName(at)}`;
};

export class RecordView {
  #dialog = document.getElementById("record");
  #title = create("h2", "", { id: "record-title" });
  #body = create("div");

  constructor() {
    const close = create("button", "close", { type: "button", autofocus: "" });
    const bar = create("div", "", { class: "bar" });
    bar.append(this.#title, close);
    const sheet = create("div", "", { class: "sheet" });
    sheet.append(bar, this.#body);
    this.#dialog.append(sheet);
    close.addEventListener("click", () => this.#dialog.close());
    // The sheet covers the dialog, so a click on the dialog itself is one on the backdrop.
    this.#dialog.addEventListener("click", ({ target }) => target === this.#dialog && this.#dialog.close());
    // Keys are for the dialog alone: Escape would also close the panel of a state behind it.
    this.#dialog.addEventListener("keydown", (event) => event.stopPropagation());
  }

  /** Opens the dialog. It gives the focus back where it was. @param settings as in the body of /api/regions */
  open(record, settings) {
    this.#title.textContent = `Rejected: ${visible(String(record.reason)).replaceAll("_", " ")}`;
    this.#body.replaceChildren(
      create("p", visible(String(record.detail ?? "")), { class: "detail", dir: "ltr" }),
      ...valueOf(record),
      places(record, settings),
      ...commandsFor(record, settings, location.hostname).map(commandOf),
    );
    this.#dialog.showModal();
    this.#dialog.scrollTop = 0;
  }
}

/** The raw value, with a word on its form and on what is missing. */
function valueOf(record) {
  const isBase64 = record.value === undefined && record.value_base64 !== undefined;
  const value = record.value ?? record.value_base64;
  if (record.value_hidden) return hiddenValueOf(record);
  const heading = create("h3", isBase64 ? "Raw value in Base64, because it is not text" : "Raw value");
  if (value === undefined) return [heading, create("p", "The record has no value.", { class: "note" })];
  const box = create("pre", "", { id: "record-value", tabindex: "0", dir: "ltr", "aria-label": "Raw value" });
  for (const { text, hidden } of visibleParts(String(value))) {
    box.append(hidden ? create("i", text, { title: "a character that cannot be seen" }) : text);
  }
  const notes = [isBase64 ? `First bytes: ${hexOf(value, HEX_BYTES)}` : "", cutOf(record)].filter(
    (note) => note !== "",
  );
  return [heading, box, ...notes.map((note) => create("p", note, { class: "note" }))];
}

/** What the role of the viewer sees in place of the value. */
function hiddenValueOf({ value_hash: hash, ids = {} }) {
  const list = create("dl");
  for (const [name, text] of Object.entries(hash === undefined ? ids : { ...ids, "hash of the value": hash })) {
    const row = create("div");
    row.append(create("dt", visible(name)), create("dd", visible(String(text)), { dir: "ltr" }));
    list.append(row);
  }
  return [create("h3", "Raw value"), create("p", "Your role does not see raw values.", { class: "note" }), list];
}

function places(record, { rejected_topic: topic }) {
  const list = create("dl");
  const add = (name, text) => {
    const row = create("div");
    row.append(create("dt", name), create("dd", text, { dir: "ltr" }));
    list.append(row);
  };
  add("raw record", `${visible(String(record.topic))}, partition ${record.partition}, offset ${record.offset}`);
  if (record.element !== undefined) add("element", `${record.element}, counted from 0`);
  add("rejected at", timeText(record.rejected_at));
  if (record.stored) {
    add("kept on", `${topic}, partition ${record.stored.partition}, offset ${record.stored.offset}`);
    add("Kafka time", timeText(record.stored.timestamp));
  }
  return list;
}

function commandOf({ name, command, does }) {
  const section = create("section");
  section.append(create("h3", name), commandLine(command), create("p", does, { class: "note" }));
  return section;
}
