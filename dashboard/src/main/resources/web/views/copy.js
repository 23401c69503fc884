// A button that copies a command.

import { create, setText } from "../lib/dom.js";

const SAID_MILLIS = 2_000;

/** Shows a word on the button, also to those who know it by another name. */
function say(button, word, name) {
  setText(button, word);
  if (name !== null) button.ariaLabel = name;
}

/** Makes the button copy the text of an element; where the browser refuses, it selects the text. */
export function copies(button, source) {
  const name = button.ariaLabel;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.textContent);
      say(button, "copied", name && "Copied");
    } catch {
      getSelection().selectAllChildren(source);
    }
    setTimeout(() => say(button, "copy", name), SAID_MILLIS);
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
