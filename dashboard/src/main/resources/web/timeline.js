// Logins in each window of the last 30 minutes; provisional ones paler.

import { HISTORY_MILLIS } from "./store.js";
import { timeOfDay } from "./format.js";

const REDRAW_MILLIS = 1_000;

export class TimelineView {
  #container = document.getElementById("timeline");
  #chart = echarts.init(this.#container);
  #drawn = -Infinity;
  #theme = null;

  constructor() {
    new ResizeObserver(() => {
      this.#chart.resize();
      this.#drawn = -Infinity;
    }).observe(this.#container);
  }

  render(store, theme, now) {
    const windows = store.timeline;
    if (windows.length === 0) this.#chart.clear();
    if (windows.length === 0 || (now - this.#drawn < REDRAW_MILLIS && theme === this.#theme)) return;
    this.#drawn = now;
    this.#theme = theme;
    const style = getComputedStyle(document.documentElement);
    const size = parseFloat(style.fontSize) * 0.857;
    const text = style.getPropertyValue("--quiet");
    const line = style.getPropertyValue("--line");
    const bar = style.getPropertyValue("--bar");
    const newest = windows.at(-1).start + store.windowing.slideMillis;
    const label = { color: text, fontSize: size, fontFamily: style.fontFamily, hideOverlap: true };
    const pixels = (this.#container.clientWidth - 6 * size) / (HISTORY_MILLIS / store.windowing.slideMillis);
    this.#chart.setOption({
      animation: false,
      grid: { left: 4, right: size * 1.75, top: size * 0.75, bottom: 0, containLabel: true },
      xAxis: {
        type: "time",
        min: newest - HISTORY_MILLIS,
        max: newest,
        axisLine: { lineStyle: { color: line } },
        axisTick: { show: false },
        splitLine: { show: false },
        splitNumber: Math.max(2, Math.floor(this.#container.clientWidth / (size * 9))),
        axisLabel: { ...label, formatter: (millis) => timeOfDay(millis).slice(0, 5) },
      },
      yAxis: {
        type: "value",
        splitNumber: 2,
        minInterval: 1,
        splitLine: { lineStyle: { color: line } },
        axisLabel: label,
      },
      series: [
        {
          type: "bar",
          barWidth: Math.max(1, pixels > 3 ? pixels - 1 : pixels * 0.8),
          silent: true,
          data: windows.map(({ start, logins, final }) => ({
            value: [start + store.windowing.slideMillis / 2, logins],
            itemStyle: { color: bar, opacity: final ? 1 : 0.45 },
          })),
        },
      ],
    });
  }
}
