// A shared worker that shares one connection among all tabs of a browser. A browser opens at most six connections per
// host, so without it the stream of a seventh tab would never open. Hidden tabs get no events; while no tab is visible,
// the connection is closed.

import { urlOf } from "../lib/http.js";
import { Connection } from "./connection.js";

const shown = new Set(); // ports of visible tabs
let state = "connecting";

const broadcast = (message) => shown.forEach((port) => port.postMessage(message));
const connection = new Connection(
  urlOf("/api/stream"),
  (name, data) => broadcast({ name, data }),
  (now) => {
    state = now;
    broadcast({ state });
  },
);

self.onconnect = ({ ports: [port] }) => {
  port.onmessage = ({ data: isShown }) => {
    if (isShown) {
      shown.add(port);
      if (state !== "open") port.postMessage({ state });
      connection.restart(); // the new tab needs a snapshot
    } else {
      shown.delete(port);
      if (shown.size === 0) {
        connection.close();
        state = "connecting";
      }
    }
  };
};
