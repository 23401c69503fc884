// A button that copies a command.

import { create, setText } from "../lib/dom.js";

const SAID_MILLIS = 2_000;

/** Makes the button copy the text of an element; where the browser refuses, it selects the text. */
export function copies(button, source) {
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.textContent);
      setText(button, "copied");
    } catch {
      getSelection().selectAllChildren(source);
    }
    setTimeout(() => setText(button, "copy"), SAID_MILLIS);
  });
}

/** A command with its button. */
export function commandLine(command) {
  const line = create("div", "", { class: "command" });
  const code = create("code", command);
  const button = create("button", "copy", { type: "button", "aria-label": `Copy: ${command}` });
  copies(button, code);
  line.append(code, button);
  return line;
}
