import { describe, expect, it } from 'vitest';
import { joinShifts, windowShift } from '#core/redline/coregistration.ts';

const side = 96;

/** A ground of many waves, the same function for both dates: any shift is known exactly. */
function ground(x: number, y: number): number {
  let sum = 0;
  for (let i = 1; i <= 24; i++) {
    const angle = i * 2.399963;
    const length = 5 + ((i * 7) % 23);
    sum += Math.sin((2 * Math.PI * (x * Math.cos(angle) + y * Math.sin(angle))) / length + i);
  }
  return sum;
}

/** Repeatable noise, −0.5 … 0.5. */
const noise = (i: number) => ((Math.sin(i * 12.9898) * 43758.5453) % 1) / 2;

function dates(dx: number, dy: number, change: (value: number, i: number) => number = v => v) {
  const of = (sx: number, sy: number) =>
    Float64Array.from({ length: side * side }, (_, i) => ground((i % side) - sx, Math.floor(i / side) - sy));
  const valid = new Uint8Array(side * side).fill(1);
  return { width: side, height: side, before: of(0, 0), after: of(dx, dy).map(change), valid };
}

describe('windowShift', () => {
  it.each([
    [0, 0],
    [0.5, 0],
    [-0.25, 0.7],
    [2.3, -1.6],
    [-4.4, 3.1],
  ])('finds a shift of %f, %f to a fiftieth of a pixel', (dx, dy) => {
    const found = windowShift(dates(dx, dy))!;
    expect(found.dx).toBeCloseTo(dx, 1);
    expect(Math.abs(found.dx - dx)).toBeLessThan(0.02);
    expect(Math.abs(found.dy - dy)).toBeLessThan(0.02);
  });

  it('does not mind another brightness, noise, a changed part and nodata', () => {
    const pair = dates(0.5, -0.4, (v, i) => {
      const changed = i % side < 25 && i < side * 30;
      return changed ? 40 : 3 * v + 100 + 4 * noise(i);
    });
    for (let i = 0; i < side * 12; i++) pair.valid[side * side - 1 - i] = 0;
    const found = windowShift(pair)!;
    expect(Math.abs(found.dx - 0.5)).toBeLessThan(0.05);
    expect(Math.abs(found.dy + 0.4)).toBeLessThan(0.05);
  });

  it('says nothing of flat ground, of two different places and of clouds', () => {
    const flat = dates(0, 0);
    flat.before.fill(7);
    flat.after.fill(7);
    expect(windowShift(flat)).toBeNull();
    const other = dates(0, 0);
    other.after = other.after.map((_, i) => noise(i * 3 + 1));
    expect(windowShift(other)).toBeNull();
    const clouds = dates(0.5, 0);
    clouds.valid.fill(0, 0, side * side * 0.5);
    expect(windowShift(clouds)).toBeNull();
  });
});

describe('joinShifts', () => {
  it('takes medians, and tells where too few places match', () => {
    const shifts = [0.4, 0.5, 0.6, 3].map(dx => ({ dx, dy: 0, correlation: 0.8 }));
    const joined = joinShifts('N', [...shifts, null], (dx, dy) => Math.hypot(dx, dy) * 10);
    expect(joined).toMatchObject({ dx: 0.55, dy: 0, shiftPx: 0.55, shiftM: 5.5, windows: 5, used: 4 });
    expect(joinShifts('N', [shifts[0], null, null, null], Math.hypot).shiftPx).toBeNull();
    expect(joinShifts('N', [], Math.hypot).shiftPx).toBeNull();
  });
});
