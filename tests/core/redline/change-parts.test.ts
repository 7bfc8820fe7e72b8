import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLegend } from '#core/redline/legend.ts';
import { fitInvariant } from '#core/redline/normalisation.ts';
import { trackPatches } from '#core/redline/track-patches.ts';

describe('fitInvariant', () => {
  const noise = (i: number) => (Math.sin(i * 78.233) * 43758.5453) % 1;
  const count = 4000;
  const truth = Float64Array.from({ length: count }, (_, i) => 0.05 + 0.3 * Math.abs(noise(i)));

  it('finds gain and offset again though a fifth of the ground changed', () => {
    // second date = (first − 0.02) / 1.25, so first = 1.25 × second + 0.02.
    const after = truth.map((v, i) =>
      i % 5 === 0 ? 0.9 * Math.abs(noise(i + 9)) : (v - 0.02) / 1.25 + 0.001 * noise(i + 5),
    );
    const [fit] = fitInvariant(['R'], [truth], [after])!;
    expect(fit.gain).toBeCloseTo(1.25, 2);
    expect(fit.offset).toBeCloseTo(0.02, 2);
    expect(fit.r2).toBeGreaterThan(0.99);
    expect(fit.invariant).toBeLessThan(0.9 * count);
    expect(fit.rmse).toBeLessThan(0.004);
  });

  it('is the identity for the same date, and nothing where a layer is flat or pixels are few', () => {
    const [fit] = fitInvariant(['R'], [truth], [truth])!;
    expect(fit.gain).toBeCloseTo(1, 9);
    expect(fit.offset).toBeCloseTo(0, 9);
    expect(fitInvariant(['R'], [truth], [truth.map(() => 1)])).toBeNull();
    expect(fitInvariant(['R'], [truth.slice(0, 20)], [truth.slice(0, 20)])).toBeNull();
  });
});

describe('trackPatches', () => {
  const rule = { minCommonShare: 0.3, sameAreaTolerance: 0.1 };
  const known = (ledgerId: number, areaM2: number) => ({
    ledgerId,
    number: `P${ledgerId}`,
    zone: 'A',
    areaM2,
  });

  it('tells new, grown, shrunk, same and gone apart', () => {
    const found = [
      { areaM2: 2000, common: [{ known: 0, areaM2: 900 }] }, // of 1000: grown
      { areaM2: 400, common: [{ known: 1, areaM2: 400 }] }, // of 1000: shrunk
      { areaM2: 1050, common: [{ known: 2, areaM2: 800 }] }, // of 1000: same
      { areaM2: 1000, common: [{ known: 3, areaM2: 299 }] }, // too little in common
      { areaM2: 700, common: [] },
    ];
    const { tracks, gone } = trackPatches(
      found,
      [0, 1, 2, 3].map(i => known(i, 1000)),
      rule,
    );
    expect(tracks.map(t => t.trend)).toEqual(['grown', 'shrunk', 'same', 'new', 'new']);
    expect(tracks.map(t => t.ledgerId)).toEqual([0, 1, 2, null, null]);
    expect(gone.map(g => [g.ledgerId, g.mergedInto])).toEqual([[3, null]]);
  });

  it('lets the larger common area decide where patches merge or split', () => {
    const merged = trackPatches(
      [{ areaM2: 3000, common: [{ known: 0, areaM2: 900 }, { known: 1, areaM2: 1000 }] }], // prettier-ignore
      [known(7, 1000), known(8, 1000)],
      rule,
    );
    expect(merged.tracks[0].number).toBe('P8');
    expect(merged.gone).toMatchObject([{ number: 'P7', mergedInto: 'P8' }]);
    const split = trackPatches(
      [{ areaM2: 300, common: [{ known: 0, areaM2: 300 }] }, { areaM2: 500, common: [{ known: 0, areaM2: 500 }] }], // prettier-ignore
      [known(7, 1000)],
      rule,
    );
    expect(split.tracks.map(t => t.ledgerId)).toEqual([null, 7]);
  });

  it('gives no known patch twice and forgets none', () => {
    const common = fc.record({
      known: fc.integer({ min: 0, max: 5 }),
      areaM2: fc.integer({ min: 1, max: 900 }),
    });
    const patches = fc.array(fc.record({ areaM2: fc.integer({ min: 900, max: 3000 }), common: fc.array(common, { maxLength: 4 }) }), { maxLength: 8 }); // prettier-ignore
    fc.assert(
      fc.property(patches, found => {
        const { tracks, gone } = trackPatches(
          found,
          [0, 1, 2, 3, 4, 5].map(i => known(i, 1000)),
          rule,
        );
        const ids = [...tracks.flatMap(t => t.ledgerId ?? []), ...gone.map(g => g.ledgerId)];
        expect(ids.toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
      }),
    );
  });
});

describe('parseLegend', () => {
  it('reads lines and JSON, with a heading and Chinese commas', () => {
    const names = { 11: '阔叶林', 61: '居住地' };
    expect(parseLegend('code,name\n11,阔叶林\r\n\n061\t居住地\n', 'x')).toEqual(names);
    expect(parseLegend('11,阔叶林\n61:居住地', 'x')).toEqual(names);
    expect(parseLegend('{"11": "阔叶林", "61": "居住地"}', 'x')).toEqual(names);
  });
  it('refuses what is no legend', () => {
    expect(() => parseLegend('11,a\nforest', 'x')).toThrow('line 2 is no code,name');
    expect(() => parseLegend('11,a\n11,b', 'x')).toThrow('two names');
    expect(() => parseLegend('', 'x')).toThrow('found none');
    expect(() => parseLegend('{"a": 1}', 'x')).toThrow('whole number');
  });
});
