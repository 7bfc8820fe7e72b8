import { describe, expect, it } from 'vitest';
import { accuracyOf } from '#core/ground/accuracy.ts';

const places = (mapped: boolean, bloom: boolean, count: number) =>
  Array.from({ length: count }, () => ({ mapped, bloom }));
/** 75 places mapped as bloom, 9 wrongly; 488 as water, 3 wrongly. */
const checked = [
  ...places(true, true, 66),
  ...places(true, false, 9),
  ...places(false, true, 3),
  ...places(false, false, 485),
];

describe('accuracy of a bloom map', () => {
  const found = accuracyOf(checked, { bloom: 18, water: 882 });

  it('counts', () => {
    expect(found.counts).toEqual([
      [66, 9],
      [3, 485],
    ]);
    expect(found.overall).toBeCloseTo(551 / 563, 12);
    expect(found.bloom).toEqual({ user: 66 / 75, producer: 66 / 69 });
    expect(found.kappa).toBeCloseTo(0.9044710274030711, 10);
  });

  it('weighs by area as the formulas of Olofsson et al. 2014 do in numpy', () => {
    const w = found.weighted!;
    expect(w.overall).toBeCloseTo(0.9915754098360655, 12);
    expect(w.overallCi95).toBeCloseTo(0.006962742946682932, 12);
    expect(w.bloom.user).toBeCloseTo(0.88, 12);
    expect(w.bloom.producer).toBeCloseTo(0.74498647, 8);
    expect(w.water.producer).toBeCloseTo(0.99754193, 8);
    expect(w.bloomAreaKm2).toBeCloseTo(21.262131147540984, 10);
    expect(w.bloomAreaCi95Km2).toBeCloseTo(6.2664686520146216, 10);
  });

  it('adjusts no area by places that are no probability sample', () => {
    expect(accuracyOf(checked, null)).toEqual({ ...found, weighted: null });
  });

  it('does not weigh what was hardly looked at, and says nothing of no places', () => {
    expect(
      accuracyOf([...places(true, true, 1), ...places(false, false, 30)], { bloom: 1, water: 9 }).weighted,
    ).toBeNull();
    expect(accuracyOf([], { bloom: 1, water: 1 })).toMatchObject({
      overall: null,
      kappa: null,
      bloom: { user: null, producer: null },
    });
  });
});
