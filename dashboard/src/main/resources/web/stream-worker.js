// Shares one connection among all tabs of a browser: it opens no more than six a host, so a seventh tab would wait for
// ever. Tabs that nobody looks at get nothing; when none is left, the connection is closed.

import { Connection } from "./connection.js";

const shown = new Set(); // ports of visible tabs
let state = "connecting";

const tell = (message) => shown.forEach((port) => port.postMessage(message));
const connection = new Connection(
  "/api/stream",
  (name, data) => tell({ name, data }),
  (now) => {
    state = now;
    tell({ state });
  },
);

self.onconnect = ({ ports: [port] }) => {
  port.onmessage = ({ data: isShown }) => {
    if (isShown) {
      shown.add(port);
      if (state !== "open") port.postMessage({ state });
      connection.restart(); // whoever comes needs a snapshot
    } else {
      shown.delete(port);
      if (shown.size === 0) {
        connection.close();
        state = "connecting";
      }
    }
  };
};
