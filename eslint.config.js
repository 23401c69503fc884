import js from "@eslint/js";
import globals from "globals";

const web = "dashboard/src/main/resources/web";

export default [
  { ignores: ["**/target/", "dashboard/src/test/resources/"] },
  js.configs.recommended,
  {
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "no-shadow": "error",
      "no-unused-vars": ["error", { ignoreRestSiblings: true }],
    },
  },
  {
    files: [`${web}/{app.js,lib/{dom,http}.js,stream/*.js,views/*.js}`],
    languageOptions: { globals: globals.browser },
  },
  { files: [`${web}/stream/stream-worker.js`], languageOptions: { globals: globals.sharedWorker ?? globals.worker } },
  // Not a module, because it must run before the first paint.
  { files: [`${web}/lib/theme.js`], languageOptions: { sourceType: "script", globals: globals.browser } },
  // Pure modules may use neither the document, nor the network, nor timers: no-undef holds them to that.
  {
    files: [`${web}/{model/*.js,lib/{csv,format,scale,series}.js}`],
    languageOptions: { globals: { Event: false, EventTarget: false, URLSearchParams: false } },
  },
  { files: ["dashboard/{src/test/js,tools}/**"], languageOptions: { globals: globals.node } },
];
