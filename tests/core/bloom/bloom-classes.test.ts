import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BloomPart, CompassPart } from '#core/bloom/bloom-result.ts';
import { coveredArea, intensityAreas } from '#core/bloom/bloom-classes.ts';
import { changeSince } from '#core/bloom/bloom-change.ts';
import { areaAboveKm2 } from '#core/bloom/histogram-area.ts';
import { bloomPlaces, placeWords } from '#core/bloom/place-words.ts';
import { bloomRulesSchema, gradeByAreaShare } from '#core/foundation/rules.ts';

const rules = bloomRulesSchema.parse(JSON.parse(readFileSync('resources/rules/bloom.json', 'utf8')));
const range = { min: -1, max: 1, step: 0.001 };

/** One km² each at the values given; bins hold edge < value ≤ next edge. */
function histogramOf(values: readonly number[]) {
  const areaKm2ByBin = new Array<number>(2000).fill(0);
  for (const v of values) areaKm2ByBin[Math.ceil(Number(((v + 1) * 1000).toFixed(6))) - 1] += 1;
  return { areaKm2ByBin, aboveKm2: 0 };
}
const bloomOf = (values: readonly number[], threshold: number) => ({
  histogram: histogramOf(values),
  range,
  threshold,
  bloomKm2: values.filter(v => v > threshold).length,
});

describe('intensity after QX/T 207', () => {
  it('divides the bloom at covers of 0.3 and 0.6, NDVI 0.103 and 0.406', () => {
    // (0.103 + 0.2) / 1.01 = 0.3 and (0.406 + 0.2) / 1.01 = 0.6
    const found = intensityAreas(rules.intensity, 'NDVI', bloomOf([-0.3, 0.05, 0.103, 0.1035, 0.406, 0.4065, 0.9], 0)); // prettier-ignore
    expect(found!.classes.map(c => c.areaKm2)).toEqual([2, 2, 2]);
    expect(found!.evidence).toBe('verified-1');
  });

  it('starts at the threshold, and is for NDVI only', () => {
    const found = intensityAreas(rules.intensity, 'NDVI', bloomOf([0.05, 0.2, 0.3, 0.5], 0.25));
    expect(found!.classes.map(c => c.areaKm2)).toEqual([0, 1, 1]);
    expect(intensityAreas(rules.intensity, 'FAI', bloomOf([0.05], 0))).toBeNull();
  });

  it('always adds up to the bloom area', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -999, max: 1000 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: -900, max: 900 }),
        (thousandths, t) => {
          const values = thousandths.map(n => n / 1000);
          const bloom = bloomOf(values, t / 1000);
          expect(areaAboveKm2(bloom.histogram, range, t / 1000)).toBe(bloom.bloomKm2);
          const { classes } = intensityAreas(rules.intensity, 'NDVI', bloom)!;
          expect(classes.reduce((sum, c) => sum + c.areaKm2, 0)).toBeCloseTo(bloom.bloomKm2, 9);
        },
      ),
    );
  });
});

describe('area that algae cover', () => {
  it('is the linear mixture of water and algae', () => {
    // Values in the middle of their bins: covers (v + 0.2) / 1.01, at most 1.
    const values = [0.1005, 0.4005, 0.9005];
    const cover = coveredArea(rules.subPixel, 'NDVI', bloomOf(values, 0))!;
    expect(cover.totalKm2).toBe(3);
    expect(cover.coveredKm2).toBeCloseTo(0.3005 / 1.01 + 0.6005 / 1.01 + 1, 9);
  });

  it('takes the part of a bin above a threshold that is no edge', () => {
    // Of two km² in the bin 0.100 … 0.101, one lies above 0.1004: its value is taken as 0.1007.
    const bloom = { histogram: histogramOf([0.1002, 0.1008]), range, threshold: 0.1004, bloomKm2: 1 };
    expect(coveredArea(rules.subPixel, 'NDVI', bloom)!.coveredKm2).toBeCloseTo(0.3007 / 1.01, 9);
  });

  it('knows none for a typed formula, nor for FAI, whose threshold is no end member', () => {
    const bloom = bloomOf([0.1], 0);
    expect(coveredArea(rules.subPixel, 'FAI', bloom)).toBeNull();
    expect(coveredArea(rules.subPixel, 'N / R', bloom)).toBeNull();
  });
});

describe('words for where the bloom is', () => {
  /** A lake of nine parts, 3 km² of shore and 7 km² of open water each; the middle has no shore. */
  const lake = (bloom: Partial<Record<CompassPart, [shore: number, open: number]>>): BloomPart[] =>
    (['NW', 'N', 'NE', 'W', 'C', 'E', 'SW', 'S', 'SE'] as const).flatMap(part =>
      [true, false].map(shore => {
        const areaKm2 = part === 'C' ? (shore ? 0 : 10) : shore ? 3 : 7;
        return { part, shore, areaKm2, validKm2: areaKm2, bloomKm2: bloom[part]?.[shore ? 0 : 1] ?? 0 };
      }),
    );
  const words = (bloom: Parameters<typeof lake>[0]) => placeWords(bloomPlaces(rules.places, lake(bloom)));

  it.each([
    [{}, '', ''],
    [{ W: [2, 0] }, '西部沿岸', 'on the west shore'],
    [{ C: [0, 5] }, '中部', 'in the middle'],
    [{ W: [2, 0], N: [0, 3] }, '北部、西部沿岸', 'in the north, on the west shore'],
    // Three parts along one side are that side.
    [{ NW: [0, 2], W: [0, 3], SW: [0, 2] }, '西部', 'in the west'],
    // What holds less than 15 % of the bloom is not named.
    [{ E: [0, 5], S: [0, 0.5] }, '东部', 'in the east'],
  ] satisfies [Parameters<typeof lake>[0], string, string][])('%j is %s', (bloom, zh, en) => {
    expect(words(bloom)).toEqual({ zh, en });
  });

  it('says most of the lake where nearly all parts are full', () => {
    const all = Object.fromEntries(lake({}).map(p => [p.part, p.part === 'C' ? [0, 8] : [2, 6]]));
    expect(words(all as never)).toEqual({ zh: '大部水域', en: 'in most of it' });
  });

  it('does not speak of a shore where the band along it is most of the zone', () => {
    const river = lake({ W: [2, 0] }).map(p => ({ ...p, areaKm2: p.shore ? 9 : 1 }));
    expect(bloomPlaces(rules.places, river)).toEqual([{ part: 'W', shore: false }]);
  });
});

describe('change since the last date', () => {
  const zone = (share: number | null, areaKm2: number) => ({
    bloomAreaKm2: areaKm2,
    bloomShare: share,
    grade: share === null ? null : gradeByAreaShare(rules, share),
  });

  it('is against the latest earlier date that could be assessed', () => {
    const earlier = [
      { acquired: '2025-07-01', scene: 'a', zone: zone(0.4, 40) },
      { acquired: '2025-07-05T02:40:00Z', scene: 'b', zone: zone(0.05, 5) },
      { acquired: '2025-07-08', scene: 'cloudy', zone: zone(null, 0) },
      { acquired: '2025-07-20', scene: 'later', zone: zone(0.9, 90) },
    ];
    const change = changeSince(rules, zone(0.35, 35), '2025-07-10', earlier)!;
    expect(change).toMatchObject({ scene: 'b', areaKm2: 30, grades: 2, previous: { level: 'Ⅱ' } });
    expect(change.share).toBeCloseTo(0.3, 12);
    expect(changeSince(rules, zone(0.35, 35), '2025-06-01', earlier)).toBeNull();
    expect(changeSince(rules, zone(null, 0), '2025-07-10', earlier)).toBeNull();
  });
});
