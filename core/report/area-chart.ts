import type { SeriesPoint } from '#core/assessment/series.ts';
import type { Item, MeasureText, Page } from '#core/page/page.ts';

export interface ChartLine {
  name: string;
  color: string;
  points: readonly SeriesPoint[];
}

const dayMs = 86_400_000;
const ink = '#334155';
const faint = '#d5dde5';

/** Round numbers from 0 that reach `most`: at most six. */
export function ticksTo(most: number): number[] {
  if (!(most > 0)) return [0, 1];
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [0.2, 0.5, 1, 2, 5].map(n => n * power).find(s => most / s <= 5)!;
  const count = Math.ceil(most / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(12)));
}

/** First days of months between two days (UTC numbers of days), thinned to at most a dozen. */
function months(from: number, to: number): { day: number; label: string }[] {
  const found: { day: number; label: string }[] = [];
  const start = new Date(from * dayMs);
  for (let y = start.getUTCFullYear(), m = start.getUTCMonth(); ; m++) {
    const day = Date.UTC(y, m, 1) / dayMs;
    if (day > to) break;
    const date = new Date(day * dayMs);
    if (day >= from) found.push({ day, label: date.toISOString().slice(0, 7) });
  }
  const every = Math.max(1, Math.ceil(found.length / 12));
  return found.filter((_, i) => i % every === 0);
}

/**
 * Area against time, millimetres on paper: dates that could be assessed as dots, a line between dates in turn; where a date
 * between could not be assessed the line has a gap.
 */
export function areaChart(
  lines: readonly ChartLine[],
  words: { title: string; unit: string },
  measure: MeasureText,
): Page {
  const [widthMm, heightMm] = [165, 78];
  const frame = { x: 16, y: 6, width: widthMm - 20, height: heightMm - 24 };
  const days = lines.flatMap(l => l.points.map(p => Date.parse(p.date) / dayMs));
  const [from, to] = [Math.min(...days), Math.max(...days)];
  const span = Math.max(1, to - from);
  const ticks = ticksTo(Math.max(0, ...lines.flatMap(l => l.points.map(p => p.areaKm2 ?? 0))));
  const top = ticks[ticks.length - 1];
  const xOf = (day: number) => frame.x + ((day - from) / span) * frame.width;
  const yOf = (area: number) => frame.y + frame.height - (area / top) * frame.height;
  const items: Item[] = [];
  const text = (x: number, y: number, value: string, anchor: 'start' | 'middle' | 'end', size = 2.5) =>
    items.push({ kind: 'text', x, y, text: value, size, anchor, color: ink });
  for (const tick of ticks) {
    items.push({ kind: 'polyline', points: [[frame.x, yOf(tick)], [frame.x + frame.width, yOf(tick)]], stroke: faint, lineWidth: 0.15 }); // prettier-ignore
    text(frame.x - 1.5, yOf(tick) + 0.9, String(tick), 'end');
  }
  text(frame.x, frame.y - 2, words.unit, 'start');
  for (const { day, label } of months(from, to)) {
    items.push({ kind: 'polyline', points: [[xOf(day), frame.y + frame.height], [xOf(day), frame.y + frame.height + 1.2]], stroke: ink, lineWidth: 0.2 }); // prettier-ignore
    text(xOf(day), frame.y + frame.height + 4.2, label, 'middle');
  }
  items.push({ kind: 'polyline', points: [[frame.x, frame.y], [frame.x, frame.y + frame.height], [frame.x + frame.width, frame.y + frame.height]], stroke: ink, lineWidth: 0.25 }); // prettier-ignore
  for (const { color, points } of lines) {
    let run: [number, number][] = [];
    const close = () => {
      if (run.length > 1) items.push({ kind: 'polyline', points: run, stroke: color, lineWidth: 0.4 });
      run = [];
    };
    for (const point of points) {
      if (!point.assessable || point.areaKm2 === null) {
        close();
        continue;
      }
      run.push([xOf(Date.parse(point.date) / dayMs), yOf(point.areaKm2)]);
    }
    close();
    for (const point of points)
      if (point.assessable && point.areaKm2 !== null)
        items.push({ kind: 'circle', x: xOf(Date.parse(point.date) / dayMs), y: yOf(point.areaKm2), radius: 0.7, fill: color }); // prettier-ignore
  }
  let x = frame.x;
  for (const { name, color } of lines) {
    items.push({ kind: 'circle', x: x + 1, y: heightMm - 4, radius: 1, fill: color });
    text(x + 3.2, heightMm - 3, name, 'start', 2.8);
    x += 8 + measure(name, 2.8, false);
  }
  return {
    widthMm,
    heightMm,
    title: words.title,
    items,
    blocks: [],
    frame: { ...frame, extent: [from, 0, to, top], mmPerUnit: frame.width / span },
    scale: 1,
  };
}
