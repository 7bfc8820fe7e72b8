import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suspectNodata } from '#core/scene/undeclared-nodata.ts';

const band = (index: number, dn: number[]) => ({ band: { index, role: null, nodata: null }, dn });
const found = (...planes: number[][]) =>
  suspectNodata(
    planes.map((dn, i) => band(i + 1, dn)),
    () => true,
  );
/** 1000 values from 0.02 on in steps of 0.0003, with `count` of them replaced. */
const water = (value: number, count: number) =>
  Array.from({ length: 1000 }, (_, i) => (i < count ? value : 0.02 + i * 0.0003));

describe('numbers that fill a scene and are not declared', () => {
  it.each([-9999, -32768, 32767, 65535, -3.4028234663852886e38, -1, 7])('%d', value => {
    expect(found(water(value, 328))).toEqual([{ value, share: 0.328, bands: [1] }]);
    // One in a hundred is not more than one in a hundred.
    expect(found(water(value, 10))).toEqual([]);
    expect(found(water(value, 11))).toHaveLength(1);
  });

  it('zero where every band has it', () => {
    expect(found(water(0, 100), water(0, 300))).toEqual([{ value: 0, share: 0.1, bands: [1, 2] }]);
    expect(found(water(0, 300))).toEqual([]);
  });

  it('not what lies among the other values, nor classes, nor one value alone', () => {
    expect(found(water(0.1, 500))).toEqual([]);
    expect(found(Array.from({ length: 900 }, (_, i) => [1, 2, 11][i % 3]))).toEqual([]);
    expect(found(new Array<number>(100).fill(0))).toEqual([]);
  });

  it('the same value of several bands is told once', () => {
    expect(found(water(-9999, 200), water(-9999, 250))).toEqual([
      { value: -9999, share: 0.25, bands: [1, 2] },
    ]);
  });

  it('measurements without a filling are never suspected', () => {
    const reflectance = fc.double({ min: 0.001, max: 1.2, noNaN: true });
    fc.assert(
      fc.property(fc.array(reflectance, { minLength: 200, maxLength: 400 }), values => {
        expect(found(values)).toEqual([]);
      }),
    );
  });
});
