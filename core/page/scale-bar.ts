import type { Item } from './page.ts';
import { roundLengthBelow } from './round-scale.ts';
import type { Template } from './template.ts';

export interface ScaleBar {
  /** Metres on the ground of the whole bar. */
  lengthM: number;
  /** Millimetres on paper. */
  lengthMm: number;
  segments: number;
  unit: 'km' | 'm';
}

/** The longest round bar that is not longer than `maxMm` at 1:N. */
export function makeScaleBar(scale: number, maxMm: number): ScaleBar {
  const lengthM = roundLengthBelow((maxMm / 1000) * scale);
  const first = Number(lengthM.toExponential()[0]);
  return {
    lengthM,
    lengthMm: (lengthM * 1000) / scale,
    segments: first === 5 ? 5 : 4,
    unit: lengthM >= 1000 ? 'km' : 'm',
  };
}

/** Black and white segments with labels at the start, the middle and the end; (x, y) is the bar's upper-left corner. */
export function scaleBarItems(
  bar: ScaleBar,
  x: number,
  y: number,
  height: number,
  size: number,
  colors: Template['colors'],
): Item[] {
  const items: Item[] = [];
  const step = bar.lengthMm / bar.segments;
  for (let i = 0; i < bar.segments; i++)
    items.push({
      kind: 'rect',
      x: x + i * step,
      y,
      width: step,
      height,
      fill: i % 2 ? '#ffffff' : colors.ink,
      stroke: colors.ink,
      lineWidth: 0.12,
    });
  const inUnit = (m: number) => String(Number((bar.unit === 'km' ? m / 1000 : m).toPrecision(6)));
  const middle = bar.segments === 5 ? [] : [0.5];
  for (const part of [0, ...middle, 1]) {
    const last = part === 1;
    items.push({
      kind: 'text',
      x: x + bar.lengthMm * part,
      y: y + height + size * 1.05,
      text: inUnit(bar.lengthM * part),
      size,
      anchor: 'middle',
      color: colors.ink,
    });
    if (last)
      items.push({
        kind: 'text',
        x: x + bar.lengthMm + size * 1.1,
        y: y + height + size * 1.05,
        text: bar.unit,
        size,
        color: colors.ink,
      });
  }
  return items;
}
