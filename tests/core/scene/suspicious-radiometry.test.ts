import { describe, expect, it } from 'vitest';
import type { Scene } from '#core/scene/scene.ts';
import {
  mixedBaselines,
  suspiciousRadiometry,
  usedOffset,
  type BandSample,
} from '#core/scene/suspicious-radiometry.ts';

const sample = (
  role: 'R' | 'N' | 'G',
  values: (i: number) => number,
  radiometry: Partial<BandSample['band']['radiometry']> = {},
  type: BandSample['band']['type'] = 'UInt16',
): BandSample => ({
  band: {
    index: 1,
    role,
    type,
    description: null,
    radiometry: { scale: 0.0001, offset: 0, source: 'sensor table', known: true, ...radiometry },
  },
  sorted: Float64Array.from({ length: 1000 }, (_, i) => values(i)).sort(),
});

describe('suspicious radiometry', () => {
  it('says nothing of plain surface reflectance', () => {
    expect(suspiciousRadiometry([sample('R', i => 200 + i), sample('N', i => 150 + 3 * i)])).toEqual([]);
    expect(
      suspiciousRadiometry([
        sample('R', i => 1200 + i, { offset: -0.1 }),
        sample('N', i => 1150 + i, { offset: -0.1 }),
      ]),
    ).toEqual([]);
  });

  it('a floor near 1000 without an offset', () => {
    const [warning] = suspiciousRadiometry([sample('R', i => 1100 + i), sample('N', i => 1016 + i)]);
    // The thousandth part of 1000 values from 1016 on is 1017.
    expect(warning).toMatch(/1017 \(N\).*no offset.*-0\.1/);
    // One dark band is enough to let it be.
    expect(suspiciousRadiometry([sample('R', i => 1100 + i), sample('N', i => 200 + i)])).toEqual([]);
  });

  it('numbers that are not scaled, and numbers that are scaled twice', () => {
    const plain = { scale: 1, source: 'float pixels: taken as reflectance' };
    const [large] = suspiciousRadiometry([sample('R', i => 300 + i, plain, 'Float32')]);
    expect(large).toMatch(/middle reflectance of R is 800.*0\.0001/);
    const [small] = suspiciousRadiometry([
      sample('R', i => 0.03 + i * 0.0002),
      sample('N', i => 0.03 + i * 0.0001),
    ]);
    expect(small).toMatch(/scale may have been used twice/);
  });

  it('an offset that was used already', () => {
    const [warning] = suspiciousRadiometry([sample('R', i => 100 + i, { offset: -0.1 })]);
    // DN below 800 are below −0.02: 700 of 1000.
    expect(warning).toMatch(/^70 % of R.*offset 0$/);
  });

  it('bytes, unless metadata scales them', () => {
    expect(suspiciousRadiometry([sample('R', i => i % 256, { known: false, scale: 1 }, 'Byte')])[0]).toMatch(
      /^R: 8-bit/,
    );
    const l7 = {
      scale: 0.002,
      offset: -0.01,
      source: 'top-of-atmosphere reflectance: REFLECTANCE_MULT/ADD_BAND_n of x',
    };
    expect(suspiciousRadiometry([sample('R', i => i % 256, l7, 'Byte')])).toEqual([]);
  });

  it('dates of different or unknown baselines', () => {
    const scene = (name: string, offset: number, warnings: string[] = []) =>
      usedOffset({
        name,
        sensor: 'sentinel-2-l2a',
        warnings,
        bands: [{ role: 'R', radiometry: { offset } }],
      } as unknown as Scene);
    const unknown = ['Sentinel-2 processing baseline unknown: if it is 04.00 or later, give --offset -0.1'];
    expect(mixedBaselines([scene('a', 0), scene('b', -0.1)])).toEqual([]);
    expect(mixedBaselines([scene('a', 0, unknown), scene('b', 0)])).toEqual([]);
    expect(mixedBaselines([scene('a', 0, unknown), scene('b', -0.1)])[0]).toMatch(
      /a 0, b -0\.1.*baseline of a is not known/,
    );
  });
});
