// Applies the colour theme. Not a module, because it must run before the first paint: otherwise the page would flash in
// the wrong colours.
(() => {
  const choices = ["system", "light", "dark"];
  const root = document.documentElement;
  const read = () => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null; // the viewer may have disabled storage
    }
  };
  const apply = (choice) => {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = choice === "system" ? (dark ? "dark" : "light") : choice;
    root.dataset.themeChoice = choice;
    const button = document.getElementById("theme");
    if (button) button.textContent = `theme: ${choice}`;
    document.dispatchEvent(new Event("themechange"));
  };
  const chosen = () => (choices.includes(read()) ? read() : "system");

  apply(chosen());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => apply(root.dataset.themeChoice));
  document.addEventListener("DOMContentLoaded", () => {
    apply(root.dataset.themeChoice);
    document.getElementById("theme").addEventListener("click", () => {
      const next = choices[(choices.indexOf(root.dataset.themeChoice) + 1) % choices.length];
      try {
        localStorage.setItem("theme", next);
      } catch {
        // the choice then lasts until the page is closed
      }
      apply(next);
    });
  });
})();
