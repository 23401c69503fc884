// The page is made of layers: lib <- model <- views <- app, and stream <- app. A module may import from its own folder and
// from the folders that its own folder names here.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, it } from "node:test";

const WEB = fileURLToPath(new URL("../../main/resources/web", import.meta.url));
const MAY_IMPORT = {
  lib: [],
  model: ["lib"],
  stream: ["lib"],
  views: ["lib", "model"],
  ".": ["lib", "model", "stream", "views"],
};
/** Loaded by the page or the browser itself, so no module imports them. */
const NOT_IMPORTED = ["app.js", "lib/theme.js", "stream/stream-worker.js"];

const modules = readdirSync(WEB, { recursive: true, withFileTypes: false })
  .map((name) => String(name).replaceAll("\\", "/"))
  .filter((name) => name.endsWith(".js"));

/** Module to the modules that it imports, by their paths below web/. */
const imports = new Map(
  modules.map((name) => {
    const text = readFileSync(`${WEB}/${name}`, "utf8");
    const found = [
      ...text.matchAll(/^(?:import|export)\s*(?:[^;"'=]*?\bfrom\s*)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/gm),
    ];
    return [name, found.map(([, fixed, dynamic]) => resolve(name, fixed ?? dynamic))];
  }),
);

function resolve(from, specifier) {
  assert.match(specifier, /^\.\.?\//, `${from} imports ${specifier}: only relative paths work without a build step`);
  return posix.join(posix.dirname(from), specifier);
}

/** Every module that is reached from one, itself included. */
function closure(name, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  imports.get(name).forEach((imported) => closure(imported, seen));
  return seen;
}

describe("imports of the page", () => {
  it("exist", () => {
    assert.ok(modules.length > 25, `found ${modules.length} modules`);
    for (const [name, imported] of imports) {
      for (const one of imported) assert.ok(imports.has(one), `${name} imports ${one}, which does not exist`);
    }
  });

  it("point down the layers only", () => {
    for (const [name, imported] of imports) {
      const folder = dirname(name);
      assert.ok(folder in MAY_IMPORT, `${name} is in no known folder`);
      for (const one of imported) {
        const target = dirname(one);
        const allowed = target !== "." && (target === folder || MAY_IMPORT[folder].includes(target));
        assert.ok(allowed, `${name} must not import ${one}`);
      }
    }
  });

  it("have no cycle", () => {
    const done = new Set();
    const visit = (name, path) => {
      assert.ok(!path.includes(name), `cycle: ${[...path, name].join(" -> ")}`);
      if (done.has(name)) return;
      imports.get(name).forEach((imported) => visit(imported, [...path, name]));
      done.add(name);
    };
    modules.forEach((name) => visit(name, []));
  });

  it("reach every module", () => {
    const reached = new Set(NOT_IMPORTED.flatMap((name) => [...closure(name)]));
    assert.deepEqual(
      modules.filter((name) => !reached.has(name)),
      [],
    );
  });
});

describe("index.html", () => {
  const html = readFileSync(`${WEB}/index.html`, "utf8");

  it("preloads exactly the modules that app.js needs, in alphabetical order", () => {
    const preloaded = [...html.matchAll(/rel="modulepreload" href="([^"]+)"/g)].map(([, name]) => name);
    const needed = [...closure("app.js")].filter((name) => name !== "app.js").sort();
    assert.deepEqual(preloaded, needed);
  });

  it("names only files that exist", () => {
    for (const [, name] of html.matchAll(/(?:href|src)="(?!api\/)([^"/#][^"]*)"/g)) {
      assert.doesNotThrow(() => readFileSync(`${WEB}/${name}`), name);
    }
  });
});
