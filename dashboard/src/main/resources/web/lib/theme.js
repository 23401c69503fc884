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
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const forced = matchMedia("(forced-colors: active)");
  const paper = matchMedia("print");
  let printing = false;
  const themeOf = (choice) => {
    if (printing || paper.matches) return "light"; // paper is white
    // Forced colours decide the ground, so the map follows the system whatever the viewer chose.
    return choice === "system" || forced.matches ? (dark.matches ? "dark" : "light") : choice;
  };
  const apply = (choice) => {
    root.dataset.theme = themeOf(choice);
    root.dataset.themeChoice = choice;
    const button = document.getElementById("theme");
    if (button) button.textContent = `theme: ${choice}`;
    document.dispatchEvent(new Event("themechange"));
  };
  const chosen = () => (choices.includes(read()) ? read() : "system");

  apply(chosen());
  const again = () => apply(root.dataset.themeChoice);
  for (const query of [dark, forced, paper]) query.addEventListener("change", again);
  for (const [event, begins] of Object.entries({ beforeprint: true, afterprint: false })) {
    addEventListener(event, () => {
      printing = begins;
      again();
    });
  }
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
