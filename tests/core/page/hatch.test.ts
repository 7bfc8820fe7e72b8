import { describe, expect, it } from 'vitest';
import { hatchItems } from '#core/page/hatch.ts';

const square = (from: number, to: number) =>
  [
    [from, from],
    [to, from],
    [to, to],
    [from, to],
    [from, from],
  ] as const;
const lengthOf = (rings: Parameters<typeof hatchItems>[0]) =>
  hatchItems(rings, '#000000').reduce((sum, item) => {
    if (item.kind !== 'polyline') throw new Error(item.kind);
    const [[x0, y0], [x1, y1]] = item.points;
    return sum + Math.hypot(x1 - x0, y1 - y0);
  }, 0);

describe('a hatching', () => {
  it('has lines as long as the area over their distance, 1.4 / √2 mm', () => {
    expect(lengthOf([square(0, 140)])).toBeCloseTo((140 * 140) / (1.4 / Math.SQRT2), -2);
  });

  it('leaves holes out', () => {
    const hole = lengthOf([square(0, 140)]) - lengthOf([square(0, 140), square(35, 105)]);
    expect(hole).toBeCloseTo(lengthOf([square(35, 105)]), 6);
  });

  it('is nothing over nothing', () => expect(hatchItems([], '#000000')).toEqual([]));
});
