import css from "@eslint/css";
import js from "@eslint/js";
import globals from "globals";

const web = "dashboard/src/main/resources/web";

export default [
  { ignores: ["**/target/", "dashboard/src/test/resources/"] },
  {
    files: ["**/*.{js,mjs}"],
    ...js.configs.recommended,
  },
  {
    files: ["**/*.{js,mjs}"],
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
    files: [`${web}/{model/*.js,lib/{csv,format,polygon,scale,series,visible,zone}.js}`],
    languageOptions: { globals: { atob: false, Event: false, EventTarget: false, URLSearchParams: false } },
  },
  { files: ["dashboard/{src/test/js,tools}/**", "model/tools/**"], languageOptions: { globals: globals.node } },
  {
    files: [`${web}/css/*.css`],
    plugins: { css },
    language: "css/css",
    rules: {
      ...css.configs.recommended.rules,
      // Custom properties are declared in base.css and used in all files.
      "css/no-invalid-properties": ["error", { allowUnknownVariables: true }],
      "css/no-important": "off",
      // `user-select: all` lets one click select the whole command; without it, the command can still be selected.
      // `overflow-anchor` turns off what Safari never does. The others matter only to browsers that know them.
      "css/use-baseline": [
        "error",
        {
          available: "widely",
          allowProperties: [
            "overflow-anchor",
            "user-select",
            "forced-color-adjust",
            "paint-order",
            "print-color-adjust",
          ],
        },
      ],
    },
  },
];
