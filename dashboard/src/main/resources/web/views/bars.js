// A bar chart over time, on a canvas.

import { shortInUnit, timeOfDay } from "../lib/format.js";
import { niceMax } from "../lib/series.js";
import { zoneOffset } from "../lib/zone.js";

/** Distances between the times on the axis (ms). */
const TICKS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360].map((minutes) => minutes * 60_000);

export class Bars {
  #canvas = document.createElement("canvas");
  #context = this.#canvas.getContext("2d");
  #container;
  #plot = null; // {from, to, left, width}
  #columns = [];
  onResize = () => {};

  constructor(container) {
    this.#container = container;
    container.append(this.#canvas);
    new ResizeObserver(() => this.onResize()).observe(container);
  }

  /** The time (ms) at an x coordinate of the viewport. */
  timeAt(clientX) {
    const { from, to, left, width } = this.#plot ?? { from: 0, to: 0, left: 0, width: 1 };
    const x = clientX - this.#canvas.getBoundingClientRect().left;
    return from + Math.min(1, Math.max(0, (x - left) / width)) * (to - from);
  }

  /** The x coordinate (px) of a time (ms), within the chart. */
  xOf(time) {
    const { from, to, left, width } = this.#plot ?? { from: 0, to: 1, left: 0, width: 0 };
    return left + ((time - from) / (to - from)) * width;
  }

  /** The column that was drawn at a time (ms), or undefined. */
  columnAt(time) {
    return this.#columns.find(({ start, end }) => start <= time && time < end);
  }

  /**
   * Draws columns on an axis from one time (ms) to another.
   *
   * @param columns as from columnsOf()
   * @param cursor a time (ms) to mark, or null
   * @param unit of the values, as of shortInUnit()
   * @param incidents {from, to} in ms, each marked below the axis
   */
  draw(columns, from, to, cursor, unit, incidents = []) {
    const { clientWidth: width, clientHeight: height } = this.#container;
    if (width === 0 || height === 0) return;
    const style = getComputedStyle(this.#container);
    const size = parseFloat(style.fontSize);
    const colour = (name) => style.getPropertyValue(name);
    const context = this.#scaled(width, height);
    const label = (value) => shortInUnit(value, unit);
    const max = niceMax(Math.max(1, ...columns.map((column) => column.value)));
    context.font = `${size}px ${style.fontFamily}`;
    const plot = {
      left: Math.ceil(Math.max(...[max, max / 2].map((value) => context.measureText(label(value)).width))) + size,
      top: size * 0.6,
      bottom: height - size * 1.6,
    };
    plot.width = width - plot.left - size;
    this.#plot = { from, to, left: plot.left, width: plot.width };
    this.#columns = columns;
    const x = (time) => this.xOf(time);
    const y = (value) => plot.bottom - (value / max) * (plot.bottom - plot.top);
    this.#drawGrid(context, plot, columns.length ? [0, max / 2, max] : [0], y, size, colour, label);
    this.#drawTimes(context, plot, from, to, x, size, colour("--quiet"));
    this.#drawColumns(context, columns, x, y, plot.bottom, colour);
    this.#drawIncidents(context, incidents, x, plot, size, colour("--old"));
    if (cursor !== null) this.#drawCursor(context, x(cursor), plot, colour("--accent"));
  }

  #scaled(width, height) {
    const ratio = devicePixelRatio;
    if (this.#canvas.width !== Math.round(width * ratio) || this.#canvas.height !== Math.round(height * ratio)) {
      this.#canvas.width = Math.round(width * ratio);
      this.#canvas.height = Math.round(height * ratio);
      this.#canvas.style.width = `${width}px`;
      this.#canvas.style.height = `${height}px`;
    }
    this.#context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#context.clearRect(0, 0, width, height);
    return this.#context;
  }

  #drawGrid(context, plot, values, y, size, colour, label) {
    context.textAlign = "right";
    context.textBaseline = "middle";
    for (const value of values) {
      context.strokeStyle = colour("--line");
      context.beginPath();
      context.moveTo(plot.left, Math.round(y(value)) + 0.5);
      context.lineTo(plot.left + plot.width, Math.round(y(value)) + 0.5);
      context.stroke();
      context.fillStyle = colour("--quiet");
      context.fillText(label(value), plot.left - size * 0.5, y(value));
    }
  }

  #drawTimes(context, plot, from, to, x, size, colour) {
    const room = Math.max(2, Math.floor(plot.width / (size * 6)));
    const step = TICKS.find((tick) => (to - from) / tick <= room) ?? TICKS.at(-1);
    const zone = -zoneOffset(to);
    context.textAlign = "center";
    context.textBaseline = "top";
    context.fillStyle = colour;
    for (let time = Math.ceil((from - zone) / step) * step + zone; time <= to; time += step) {
      if (x(time) + 1.5 * size > plot.left + plot.width + size) continue; // the text would be cut off
      context.fillText(timeOfDay(time).slice(0, 5), x(time), plot.bottom + size * 0.4);
    }
  }

  #drawColumns(context, columns, x, y, bottom, colour) {
    const hatch = hatching(context, colour("--bar"));
    for (const { start, end, value, provisional } of columns) {
      const left = x(start);
      const width = Math.max(1, x(end) - left - (x(end) - left > 3 ? 1 : 0));
      context.fillStyle = provisional ? hatch : colour("--bar");
      context.fillRect(left, y(value), width, bottom - y(value));
    }
  }

  /** A short bar below the axis for each. */
  #drawIncidents(context, incidents, x, plot, size, colour) {
    context.fillStyle = colour;
    const end = plot.left + plot.width;
    for (const { from, to } of incidents) {
      const left = Math.max(plot.left, Math.min(x(from), end - size / 3));
      context.fillRect(left, plot.bottom + 1, Math.max(size / 3, Math.min(x(to), end) - left), size / 3);
    }
  }

  #drawCursor(context, x, plot, colour) {
    context.strokeStyle = context.fillStyle = colour;
    context.lineWidth = 2;
    context.beginPath();
    context.moveTo(x, plot.top);
    context.lineTo(x, plot.bottom);
    context.stroke();
    context.beginPath();
    context.arc(x, plot.top, 4, 0, 2 * Math.PI);
    context.fill();
    context.lineWidth = 1;
  }
}

/** Slanted lines on a pale ground in the same colour: the pattern of provisional columns. */
function hatching(context, colour) {
  const tile = new OffscreenCanvas(6, 6);
  const pen = tile.getContext("2d");
  // The context of the page knows the colours that a viewer forces; one without a page does not.
  context.fillStyle = colour;
  pen.globalAlpha = 0.3;
  pen.fillStyle = pen.strokeStyle = context.fillStyle;
  pen.fillRect(0, 0, 6, 6);
  pen.globalAlpha = 0.9;
  pen.beginPath();
  for (const shift of [-6, 0, 6]) {
    pen.moveTo(shift, 6);
    pen.lineTo(shift + 6, 0);
  }
  pen.stroke();
  return context.createPattern(tile, "repeat");
}
