import { dayAt, dayMs } from '#core/foundation/dates.ts';
import type { Item, Page } from '#core/page/page.ts';

/** A chart as data: painted on pages, and put into workbooks as a chart of their own. */
export interface Chart {
  kind: 'dates' | 'bars' | 'scatter';
  title: string;
  xTitle: string;
  /** With its unit. */
  yTitle: string;
  /** Of `dates`: days, YYYY-MM-DD; of `bars`: categories, in order. Empty for `scatter`. */
  categories: string[];
  series: ChartSeries[];
  /** Of `dates`: the days that the axis runs over. */
  span?: { from: string; to: string };
  /** Of `scatter`: the line of equal values. */
  equal?: boolean;
}

export interface ChartSeries {
  name: string;
  /** Per category, null where nothing is known; of `scatter` per point. */
  values: (number | null)[];
  /** Of `scatter`. */
  xs?: number[];
  color: string;
}

/** Colours that people tell apart whatever their eyes (Okabe and Ito), and by darkness in print. */
export const chartColors = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00', '#7a5195'];

const ink = '#1f2933';
const muted = '#5b6673';
const grid = '#d9dfe5';
const size = 3;

/** Round steps from a least to a largest value, at most about five. */
export function axisTicks(low: number, high: number): number[] {
  const span = high - low || Math.abs(high) || 1;
  const raw = span / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map(f => f * power).find(s => s >= raw - 1e-12)!;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + (high > low ? 1 : 4), Math.ceil(high / step - 1e-9));
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

const day = (text: string) => Date.parse(text) / dayMs;

/** The chart in millimetres, 160 wide (a scatter 110). */
export function chartPage(chart: Chart): Page {
  const widthMm = chart.kind === 'scatter' ? 110 : 160;
  const legend = chart.series.length > 1;
  const heightMm = (chart.kind === 'scatter' ? 92 : 72) + (legend ? 5 : 0);
  const box = { left: 17, top: 7 + (legend ? 5 : 0), right: widthMm - 5, bottom: heightMm - 13 };
  const items: Item[] = [{ kind: 'rect', x: 0, y: 0, width: widthMm, height: heightMm, fill: '#ffffff' }];
  const text = (
    x: number,
    y: number,
    said: string,
    anchor: 'start' | 'middle' | 'end',
    color = ink,
    rotate?: number,
  ) => {
    items.push({ kind: 'text', x, y, text: said, size, anchor, color, ...(rotate ? { rotate } : {}) });
  };
  const values = chart.series.flatMap(s => s.values.filter(v => v !== null));
  const xValues = chart.series.flatMap(s => s.xs ?? []);
  const both = chart.equal ? [...values, ...xValues] : values;
  const yTicks = axisTicks(Math.min(0, ...both), Math.max(0, ...both));
  const [yLow, yHigh] = [yTicks[0], yTicks.at(-1)!];
  const yOf = (v: number) => box.bottom - ((v - yLow) / (yHigh - yLow)) * (box.bottom - box.top);
  for (const tick of yTicks) {
    line(
      items,
      [
        [box.left, yOf(tick)],
        [box.right, yOf(tick)],
      ],
      tick === 0 ? ink : grid,
      tick === 0 ? 0.2 : 0.1,
    );
    text(box.left - 1.5, yOf(tick) + 1, String(tick), 'end', muted);
  }
  text(2, 5, chart.yTitle, 'start', muted);
  if (chart.kind !== 'dates' || chart.categories.length > 0)
    text(box.right, heightMm - 2, chart.xTitle, 'end', muted);
  if (legend) {
    const step = (box.right - box.left) / Math.min(chart.series.length, 4);
    chart.series.slice(0, 8).forEach(({ name, color }, i) => {
      if (i >= 4) return;
      const x = box.left + i * step;
      items.push({ kind: 'rect', x, y: 7, width: 2.4, height: 2.4, fill: color });
      text(x + 3.4, 9.2, name.length > 16 ? `${name.slice(0, 15)}…` : name, 'start');
    });
  }
  if (chart.kind === 'dates') dates(chart, box, items, yOf, text);
  else if (chart.kind === 'bars') bars(chart, box, items, yOf, text);
  else
    scatter(
      chart,
      box,
      items,
      yOf,
      text,
      chart.equal ? yTicks : axisTicks(Math.min(0, ...xValues), Math.max(0, ...xValues)),
    );
  line(
    items,
    [
      [box.left, box.top],
      [box.left, box.bottom],
    ],
    ink,
    0.2,
  );
  return {
    widthMm,
    heightMm,
    title: chart.title,
    items,
    blocks: [],
    frame: { x: 0, y: 0, width: 0, height: 0, extent: [0, 0, 0, 0], mmPerUnit: 1 },
    scale: 1,
  };
}

type Edges = { left: number; top: number; right: number; bottom: number };
type Say = (x: number, y: number, said: string, anchor: 'start' | 'middle' | 'end', color?: string) => void;

const line = (items: Item[], points: [number, number][], stroke: string, lineWidth: number) =>
  items.push({ kind: 'polyline', points, stroke, lineWidth });

function dates(chart: Chart, box: Edges, items: Item[], yOf: (v: number) => number, text: Say): void {
  const span = chart.span ?? { from: chart.categories[0], to: chart.categories.at(-1)! };
  const [first, last] = [day(span.from) - 0.5, day(span.to) + 0.5];
  const xOf = (d: string) => box.left + ((day(d) - first) / (last - first)) * (box.right - box.left);
  for (const tick of dateTicks(span.from, span.to)) {
    line(
      items,
      [
        [xOf(tick), box.bottom],
        [xOf(tick), box.bottom + 1],
      ],
      ink,
      0.15,
    );
    text(xOf(tick), box.bottom + 4.6, tick.slice(5), 'middle', muted);
  }
  for (const { values, color } of chart.series) {
    let run: [number, number][] = [];
    const end = () => {
      if (run.length > 1) line(items, run, color, 0.45);
      run = [];
    };
    values.forEach((v, i) => {
      const x = xOf(chart.categories[i]);
      // A date that could not be assessed breaks the line and is marked on the axis.
      if (v === null) {
        end();
        items.push({
          kind: 'circle',
          x,
          y: box.bottom,
          radius: 0.8,
          fill: '#ffffff',
          stroke: color,
          lineWidth: 0.25,
        });
      } else {
        run.push([x, yOf(v)]);
        items.push({ kind: 'circle', x, y: yOf(v), radius: 0.95, fill: color });
      }
    });
    end();
  }
}

/** At most eight days, evenly apart, both ends included where few. */
function dateTicks(from: string, to: string): string[] {
  const days = day(to) - day(from);
  const step = Math.max(1, Math.ceil(days / 7));
  const ticks: string[] = [];
  for (let d = 0; d <= days; d += step) ticks.push(dayAt((day(from) + d) * dayMs));
  return ticks;
}

function bars(chart: Chart, box: Edges, items: Item[], yOf: (v: number) => number, text: Say): void {
  const step = (box.right - box.left) / Math.max(1, chart.categories.length);
  const width = Math.min(14, (step * 0.7) / Math.max(1, chart.series.length));
  chart.categories.forEach((name, i) => {
    const middle = box.left + (i + 0.5) * step;
    const room = Math.max(2, Math.floor(step / size) - 1);
    text(middle, box.bottom + 4.6, name.length > room ? `${name.slice(0, room)}…` : name, 'middle', muted);
    if (chart.series.every(({ values }) => values[i] === null))
      text(middle, box.bottom - 1, '—', 'middle', muted);
    chart.series.forEach(({ values, color }, s) => {
      const v = values[i];
      const x = middle + (s - chart.series.length / 2) * width;
      if (v !== null)
        items.push({
          kind: 'rect',
          x,
          y: Math.min(yOf(v), yOf(0)),
          width: width * 0.92,
          height: Math.abs(yOf(v) - yOf(0)),
          fill: color,
        });
    });
  });
}

function scatter(
  chart: Chart,
  box: Edges,
  items: Item[],
  yOf: (v: number) => number,
  text: Say,
  ticks: number[],
): void {
  const [low, high] = [ticks[0], ticks.at(-1)!];
  const xOf = (v: number) => box.left + ((v - low) / (high - low)) * (box.right - box.left);
  for (const tick of ticks) {
    line(
      items,
      [
        [xOf(tick), box.top],
        [xOf(tick), box.bottom],
      ],
      grid,
      0.1,
    );
    text(xOf(tick), box.bottom + 4.6, String(tick), 'middle', muted);
  }
  if (chart.equal)
    items.push({
      kind: 'polyline',
      points: [
        [xOf(low), yOf(low)],
        [xOf(high), yOf(high)],
      ],
      stroke: muted,
      lineWidth: 0.25,
      dash: [1.5, 1.2],
    });
  for (const { values, xs = [], color } of chart.series)
    values.forEach((v, i) => {
      if (v !== null)
        items.push({ kind: 'circle', x: xOf(xs[i]), y: yOf(v), radius: 1, fill: color, opacity: 0.8 });
    });
}
