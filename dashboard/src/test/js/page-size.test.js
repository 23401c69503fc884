// What a browser loads before it shows a map of the states: everything that index.html names, and what that imports.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";

const WEB = new URL("../../main/resources/web/", import.meta.url);
const MAX_BYTES = 150_000;
const html = readFileSync(new URL("index.html", WEB), "utf8");
const named = [...html.matchAll(/(?:href|src)="(?!api\/)([^"/#][^"]*)"/g)].map(([, name]) => name);

describe("the first load", () => {
  it("takes at most 150 KB, compressed as the server does", () => {
    const files = [...new Set(["index.html", "stream/stream-worker.js", ...named])];
    const bytes = files.reduce((sum, name) => sum + gzipSync(readFileSync(new URL(name, WEB)), { level: 6 }).length, 0);
    assert.ok(files.length > 60, `${files.length} files`);
    assert.ok(bytes <= MAX_BYTES, `${bytes} bytes in ${files.length} files`);
  });

  it("does not have the outlines of the world", () => {
    assert.ok(!named.some((name) => name.includes("world.json")));
  });
});
