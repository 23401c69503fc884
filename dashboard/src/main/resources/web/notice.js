// What stands on the map while there are no numbers to show: what the page waits for, or what to do.

import { setText } from "./format.js";

const TITLES = {
  connecting: "Connecting to the server",
  offline: "The server cannot be reached",
  starting: "Starting",
  "catching-up": "Catching up",
  stale: "No news",
  broken: "Something is wrong",
  empty: "No logins yet",
  live: "No logins yet",
};

export class NoticeView {
  #box = document.getElementById("notice");
  #command = document.getElementById("command");

  constructor() {
    const button = this.#command.querySelector("button");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(this.#command.querySelector("code").textContent);
        setText(button, "copied");
      } catch {
        getSelection().selectAllChildren(this.#command.querySelector("code"));
      }
      setTimeout(() => setText(button, "copy"), 2_000);
    });
  }

  render(store, { state, text, trouble }, waitingFor) {
    this.#box.hidden = store.window !== null;
    if (store.window) return;
    setText(this.#box.querySelector("h3"), TITLES[state]);
    setText(this.#box.querySelector("p"), this.#sentence(state, text, trouble, waitingFor));
    this.#command.hidden = state !== "empty";
    setText(this.#command.querySelector("code"), store.settings.produce_command);
  }

  #sentence(state, text, trouble, waitingFor) {
    switch (state) {
      case "connecting":
        return "This takes a moment.";
      case "offline":
        return `Trying again by itself, ${text.split(",")[0]}. Is rollcall running?`;
      case "starting":
        return `Not there yet: ${waitingFor.join("; ")}.`;
      case "catching-up":
        return `The first numbers are on their way: ${text}.`;
      case "empty":
        return "All is well, and waiting. This sends some:";
      default:
        return trouble;
    }
  }
}
