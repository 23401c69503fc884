// The choropleth, in ECharts. A custom series draws each state as one path that stays where it is: only its colour
// moves, over 300 ms.

import { colourOf, HeldScale, noneColour, stepColour } from "./scale.js";
import { grouped, setText } from "./format.js";
import { Tip } from "./tip.js";

const BOX = { x: -58, y: 12, width: 1016, height: 596 }; // of data/us-states.json
const SMALL = ["VT", "NH", "MA", "RI", "CT", "NJ", "DE", "MD", "DC", "PR", "GU", "VI", "AS", "MP", "UNK", "OTHER"];
const FADE_MILLIS = 300;

const pathOf = (geometry) =>
  geometry.coordinates.flatMap((rings) => rings.map((ring) => `M${ring.map((point) => point.join(" ")).join("L")}Z`)).join("");

export class MapView {
  #tip = new Tip();
  #scale = new HeldScale();
  #callouts = new Map(); // locale -> {button, swatch}
  #container = document.getElementById("map");
  #legend = document.getElementById("legend");
  #shapes = []; // {fips, path}
  #states = new Map(); // locale -> state, as last rendered
  #localeOf = new Map(); // fips -> locale
  #measure = "logins";
  #drawn = "";
  #pointed = false;

  /** @param outlines the GeoJSON of the states, already projected */
  constructor(outlines) {
    this.#shapes = outlines.features.map((feature) => ({ fips: feature.id, path: pathOf(feature.geometry) }));
    this.chart = echarts.init(this.#container, null, { renderer: "canvas" });
    this.chart.on("mousemove", ({ dataIndex, event }) => {
      const { left, top } = this.#container.getBoundingClientRect();
      this.#point(this.#localeAt(dataIndex), left + event.offsetX, top + event.offsetY);
    });
    this.chart.on("mouseout", () => this.hideTip());
    this.#container.addEventListener("pointerenter", () => (this.#pointed = true));
    this.#container.addEventListener("pointerleave", () => (this.#pointed = false));
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.hideTip());
    document.addEventListener("scroll", () => this.hideTip(), { capture: true, passive: true });
    new ResizeObserver(() => this.#resize()).observe(this.#container);
    this.#addCallouts();
  }

  render(store, measure, theme, now) {
    for (const { locale, fips } of store.regions) this.#localeOf.set(fips, locale);
    const states = store.states;
    this.#states = new Map(states.map((state) => [state.locale, state]));
    this.#measure = measure;
    const steps = this.#scale.steps(measure, states.map((state) => state[measure]), now, this.#pointed);
    const colour = (locale) => colourOf(this.#states.get(locale)?.[measure], steps, theme);

    this.#drawLegend(steps, theme);
    for (const [locale, { button, swatch }] of this.#callouts) {
      swatch.style.background = colour(locale);
      button.ariaLabel = `${locale}, ${store.nameOf(locale)}`;
    }
    this.#drawStates(this.#shapes.map(({ fips }) => colour(this.#localeOf.get(fips))));
    const shown = this.#states.get(this.#tip.locale);
    if (shown) this.#tip.update(shown, measure);
  }

  /** Shows a state's numbers, as the pointer would: beside its middle on the map, or beside its callout. */
  showTip(locale) {
    const index = this.#indexOf(locale);
    const callout = this.#callouts.get(locale);
    const box = callout ? callout.button.getBoundingClientRect() : this.#container.getBoundingClientRect();
    if (callout || index < 0) {
      this.#point(locale, box.left, box.top, true);
      return;
    }
    const shape = this.chart.getZr().storage.getDisplayList().find((item) => item.style?.index === index);
    const rect = shape.getBoundingRect().clone();
    rect.applyTransform(shape.transform);
    this.#point(locale, box.left + rect.x + rect.width / 2, box.top + rect.y + rect.height / 2);
  }

  hideTip() {
    this.#highlight(this.#tip.locale, "downplay");
    this.#tip.hide();
  }

  /** Outlines a state without its numbers, for a row of the table. */
  mark(locale) {
    this.chart.dispatchAction({ type: "downplay", seriesIndex: 0 });
    this.#highlight(locale, "highlight");
  }

  #point(locale, x, y, above = false) {
    const state = this.#states.get(locale);
    if (!state) return;
    if (this.#tip.locale !== locale) this.mark(locale);
    this.#tip.show(state, this.#measure, x, y, above);
  }

  #highlight(locale, type) {
    const dataIndex = this.#indexOf(locale);
    if (dataIndex >= 0) this.chart.dispatchAction({ type, seriesIndex: 0, dataIndex });
  }

  #localeAt(index) {
    return this.#localeOf.get(this.#shapes[index]?.fips);
  }

  #indexOf(locale) {
    return this.#shapes.findIndex((shape) => this.#localeOf.get(shape.fips) === locale);
  }

  #drawStates(colours) {
    const style = getComputedStyle(document.documentElement);
    const border = style.getPropertyValue("--page");
    const accent = style.getPropertyValue("--text");
    const drawn = [...colours, border].join();
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.chart.setOption({
      animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
      animationDuration: 0,
      animationDurationUpdate: FADE_MILLIS,
      series: [
        {
          type: "custom",
          coordinateSystem: "none",
          data: colours.map((_, i) => i),
          renderItem: ({ dataIndex }) => ({
            type: "path",
            ...this.#placement(),
            shape: { pathData: this.#shapes[dataIndex].path },
            transition: ["style"],
            style: { fill: colours[dataIndex], stroke: border, lineWidth: 1, strokeNoScale: true, index: dataIndex },
            emphasis: { style: { stroke: accent, lineWidth: 1.5 } },
            z2: 1,
          }),
        },
      ],
    });
  }

  /** Fits the outlines' plane into the container, in its middle. */
  #placement() {
    const width = this.chart.getWidth();
    const height = this.chart.getHeight();
    const scale = Math.min((width - 4) / BOX.width, (height - 4) / BOX.height);
    return {
      x: (width - scale * BOX.width) / 2 - scale * BOX.x,
      y: (height - scale * BOX.height) / 2 - scale * BOX.y,
      scaleX: scale,
      scaleY: scale,
    };
  }

  #resize() {
    this.chart.resize({ animation: { duration: 0 } });
  }

  #drawLegend(steps, theme) {
    const key = `${theme}:${steps.join()}`;
    if (this.#legend.dataset.steps === key) return;
    this.#legend.dataset.steps = key;
    const entry = (colour, label) => {
      const item = document.createElement("li");
      const swatch = document.createElement("i");
      swatch.style.background = colour;
      item.append(swatch, label);
      return item;
    };
    this.#legend.replaceChildren(
      entry(noneColour(theme), "0"),
      ...steps.map((_, i) => entry(stepColour(i, steps.length, theme), legendLabel(steps, i))),
    );
  }

  #addCallouts() {
    const list = document.getElementById("callouts");
    for (const locale of SMALL) {
      const item = document.createElement("li");
      const button = document.createElement("button");
      const swatch = document.createElement("i");
      const label = document.createElement("span");
      button.type = "button";
      button.dataset.locale = locale;
      button.setAttribute("aria-describedby", "tip");
      setText(label, locale);
      button.append(swatch, label);
      item.append(button);
      list.append(item);
      for (const event of ["pointerenter", "focus", "click"]) button.addEventListener(event, () => this.showTip(locale));
      for (const event of ["pointerleave", "blur"]) button.addEventListener(event, () => this.hideTip());
      this.#callouts.set(locale, { button, swatch });
    }
  }
}

/** What a step's colour stands for: "< 5" for the first if smaller numbers have its colour too, "1,000+" for the last. */
function legendLabel(steps, i) {
  if (i === 0 && steps.length > 1 && steps[0] > 1) return `< ${short(steps[1])}`;
  return short(steps[i]) + (i === steps.length - 1 ? "+" : "");
}

const short = (number) => (number >= 1_000_000 ? `${number / 1_000_000}M` : number >= 10_000 ? `${number / 1000}k` : grouped(number));
