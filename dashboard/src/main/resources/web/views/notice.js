// The notice that covers the map while there are no numbers: what the page waits for, or what to do.

import { setText } from "../lib/dom.js";
import { copies } from "./copy.js";

const TITLES = {
  connecting: "Connecting to the server",
  offline: "The server cannot be reached",
  starting: "Starting",
  "catching-up": "Catching up",
  stale: "No new data",
  "no-news": "No news from the server",
  broken: "Something is wrong",
  empty: "No logins yet",
  live: "No logins yet",
};

export class NoticeView {
  #box = document.getElementById("notice");
  #command = document.getElementById("command");

  constructor() {
    copies(this.#command.querySelector("button"), this.#command.querySelector("code"));
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
        return `Unreachable ${text.split(",")[0]}. The page keeps trying. Is rollcall running?`;
      case "starting":
        return `Waiting for: ${waitingFor.map((reason) => reason.replace(/\.$/, "")).join("; ")}.`;
      case "catching-up":
        return `The jobs are reading what has built up: ${text}.`;
      case "empty":
        return "Everything is running. This command sends some:";
      case "no-news":
        return `Nothing new came ${text}. The page goes on as soon as something does.`;
      default:
        return trouble;
    }
  }
}
