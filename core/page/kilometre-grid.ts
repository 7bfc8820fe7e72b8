import { refuseDense, type Graticule, type GraticuleTick } from './graticule.ts';
import { toPaper } from './frame.ts';
import type { FrameBox } from './page.ts';
import { roundScaleFrom } from './round-scale.ts';

const wantedMm = 38;
/** 1, 2 or 5 × 10^k metres. */
function stepFrom(metres: number): number {
  const power = 10 ** Math.floor(Math.log10(roundScaleFrom(metres)) + 1e-9);
  return [1, 2, 5, 10].map(s => s * power).find(s => s >= metres * (1 - 1e-9))!;
}

/**
 * 方里网: lines of round kilometres of the frame's projected CRS, and where they meet the neat line; `asked` in metres.
 */
export function makeKilometreGrid(
  frame: FrameBox,
  asked?: number,
): Omit<Graticule, 'interval'> & { intervalM: number } {
  const [minX, minY, maxX, maxY] = frame.extent;
  if (asked !== undefined) refuseDense(asked * frame.mmPerUnit);
  const step = asked ?? stepFrom(wantedMm / frame.mmPerUnit);
  const right = frame.x + frame.width;
  const bottom = frame.y + frame.height;
  const lines: [number, number][][] = [];
  const ticks: GraticuleTick[] = [];
  const label = (value: number) => `${Number((value / 1000).toFixed(3))} km`;
  for (let value = Math.ceil(minX / step) * step; value <= maxX; value += step) {
    const [x] = toPaper(frame, value, maxY);
    lines.push([
      [x, frame.y],
      [x, bottom],
    ]);
    for (const [side, y] of [
      ['top', frame.y],
      ['bottom', bottom],
    ] as const)
      ticks.push({ axis: 'easting', value, label: label(value), side, x, y });
  }
  for (let value = Math.ceil(minY / step) * step; value <= maxY; value += step) {
    const [, y] = toPaper(frame, minX, value);
    lines.push([
      [frame.x, y],
      [right, y],
    ]);
    for (const [side, x] of [
      ['left', frame.x],
      ['right', right],
    ] as const)
      ticks.push({ axis: 'northing', value, label: label(value), side, x, y });
  }
  return { intervalM: step, lines, ticks };
}
