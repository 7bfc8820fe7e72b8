import { bloomParametersSchema } from '#core/bloom/bloom-recipe.ts';
import { describedSceneSchema } from '#core/recipe/recipe.ts';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { BloomResult, BloomZone } from '#core/bloom/bloom-result.ts';
import type { RedlineResult } from '#core/redline/redline-result.ts';
import { productNumber } from '#core/review/approval.ts';
import { runChecks } from '#core/review/checks.ts';
import { quantile } from '#core/review/outliers.ts';
import { waitAfter } from '#core/review/people.ts';
import { recipeInWords } from '#core/review/recipe-words.ts';
import type { ReviewCheck } from '#core/review/review-check.ts';

// 10 km² = 8 valid (0.5 of it painted as bloom by hand) + 1.5 cloud + 0.5 shore; bloom 2 = 0.9 + 0.6 by intensity +
// 0.5 by hand.
const zone: BloomZone = {
  zone: '西湖区',
  coveragePixels: 25_000,
  validCoveragePixels: 20_000,
  mean: 0.1,
  min: -0.1,
  max: 0.4,
  std: 0.1,
  areaKm2: 10,
  validAreaKm2: 8,
  areaByReasonKm2: { cloud: 1.5, shore: 0.5, 'hand-bloom': 0.5 },
  bloomAreaKm2: 2,
  bloomShare: 2 / 8,
  validShare: 8 / 9.5,
  corrections: { count: 1, addedKm2: 0.5, removedKm2: 0, excludedKm2: 0, restoredKm2: 0 },
  grade: { level: 'Ⅲ', label: '轻度', labelEn: 'light', color: '#fff' } as unknown as BloomZone['grade'],
  threshold: 0.02,
  sensitivity: { delta: 0.01, lowerKm2: 1.8, upperKm2: 2.3 },
  intensity: {
    rule: 'i',
    ruleName: { zh: '强度', en: 'intensity' },
    evidence: 'verified-1',
    classes: [
      { label: { zh: '轻', en: 'light' }, color: '#111', areaKm2: 0.9 },
      { label: { zh: '重', en: 'heavy' }, color: '#222', areaKm2: 0.6 },
    ],
  },
  where: {
    rule: 'w',
    places: [],
    words: { zh: '', en: '' },
    parts: [
      { part: 'N', shore: false, areaKm2: 5, validKm2: 4, bloomKm2: 1.25 },
      { part: 'S', shore: true, areaKm2: 5, validKm2: 4, bloomKm2: 0.75 },
    ],
    patchCount: 3,
    patches: [{ areaKm2: 1.2, center: [119, 32] }],
  },
};

/** A scene with one band of reflectance. */
const described = (scene: object) =>
  describedSceneSchema.parse({
    bands: [{ band: 1, role: 'R', nodata: null, scale: 0.0001, offset: 0, source: '' }],
    ...scene,
  });

const recipe: BloomResult['recipe'] = {
  kind: 'bloom',
  software: { name: 'Bloomline', version: '1' },
  created: '2026-08-01T00:00:00Z',
  inputs: [{ path: 'a.tif', bytes: 1, sha256: 'ab' }],
  parameters: bloomParametersSchema.parse({
    index: 'NDVI',
    formula: '(N - R) / (N + R)',
    threshold: 0,
    zones: ['西湖区'],
    clouds: 'auto',
    scenes: [described({ name: 'S2', acquired: '2026-07-30T02:40:00Z', sensor: 'sentinel-2', crs: 'UTM' })],
    mask: {
      options: { clouds: 'auto', shoreBufferM: 60 },
      corrections: [
        {
          id: 1,
          action: 'bloom',
          reason: null,
          note: '船上所见',
          tool: 'brush',
          author: '李',
          time: '2026-07-31T00:00:00Z',
          geometry: [[[[0, 0], [1, 0], [1, 1], [0, 0]]]], // prettier-ignore
        },
      ],
    },
  }),
  rules: [{ id: 'r', name: { zh: '等级', en: 'grade' }, version: '2', evidence: 'verified-2' }],
  coverageRule: 'c',
  areaRule: 'a',
  warnings: [],
  simulated: false,
};

const bloom = (change: Partial<BloomZone> = {}, more: Partial<BloomResult> = {}): BloomResult => ({
  kind: 'bloom',
  index: 'NDVI',
  threshold: 0.02,
  thresholdMethod: 'otsu',
  zones: [{ ...zone, ...change }],
  recipe,
  ...more,
});

const check = (
  result: BloomResult | RedlineResult,
  id: ReviewCheck['id'],
  earlier: { zone: string; share: number }[] = [],
) => runChecks({ result, asSaved: true, minValidShare: 0.6, earlier }).find(c => c.id === id)!;

describe('checks over a bloom result', () => {
  it('fail where the result is not the one that was saved', () => {
    const of = (asSaved: boolean) =>
      runChecks({ result: bloom(), asSaved, minValidShare: 0.6, earlier: [] }).find(c => c.id === 'as-saved');
    expect(of(true)).toMatchObject({ outcome: 'pass', found: [] });
    expect(of(false)).toMatchObject({ outcome: 'fail' });
  });

  it('pass where everything adds up, and say what they looked at', () => {
    const sums = check(bloom(), 'sums');
    expect(sums.found).toEqual([]);
    expect(sums.outcome).toBe('pass');
    expect(sums.looked.en).toContain('10.0000 km²');
    for (const id of ['patches', 'valid-share', 'missing', 'radiometry', 'to-confirm', 'outliers'] as const)
      expect(check(bloom(), id).outcome, id).toBe('pass');
  });

  it.each<[string, Partial<BloomZone>, string]>([
    // 8 + 1.5 + 0.4 = 9.9 is not 10.
    ['a reason that is short', { areaByReasonKm2: { cloud: 1.5, shore: 0.4, 'hand-bloom': 0.5 } }, '9.9000'],
    // 0.9 + 0.6 + 0 by hand = 1.5 is not 2.
    ['hand-painted bloom that is not told', { areaByReasonKm2: { cloud: 1.5, shore: 0.5 } }, '1.5000'],
    ['more bloom than water', { bloomAreaKm2: 9 }, '9.0000'],
    // 0.3 × 8 = 2.4 is not 2.
    ['a share of another area', { bloomShare: 0.3 }, '2.4000'],
    [
      'sensitivity on the wrong side',
      { sensitivity: { delta: 0.01, lowerKm2: 2.1, upperKm2: 2.3 } },
      '2.1000',
    ],
  ])('fail on %s, with both numbers', (_, change, number) => {
    const sums = check(bloom(change), 'sums');
    expect(sums.outcome).toBe('fail');
    expect(sums.found.map(f => f.en).join()).toContain(number);
    expect(sums.found.map(f => f.zh).join()).toContain('西湖区');
  });

  it('fail on parts and patches beyond the bloom', () => {
    const where = { ...zone.where!, patches: [{ areaKm2: 2.5, center: [119, 32] as [number, number] }] };
    expect(check(bloom({ where }), 'patches').outcome).toBe('fail');
    const parts = { ...zone.where!, parts: zone.where!.parts.slice(0, 1) }; // 1.25 of 2
    expect(check(bloom({ where: parts }), 'sums').found[0].en).toContain('1.2500');
  });

  it('any zone made of parts adds up, and none does with one part changed', () => {
    const part = fc.double({ min: 0.01, max: 500, noNaN: true });
    fc.assert(
      fc.property(part, part, part, (valid, cloud, shore) => {
        const fitting = {
          areaKm2: valid + cloud + shore,
          validAreaKm2: valid,
          areaByReasonKm2: { cloud, shore },
          bloomAreaKm2: 0,
          bloomShare: 0,
          sensitivity: { delta: 0.01, lowerKm2: 0, upperKm2: 0 },
          intensity: null,
          where: null,
        };
        expect(check(bloom(fitting), 'sums').outcome).toBe('pass');
        const wrong = { ...fitting, areaKm2: fitting.areaKm2 * 1.001 };
        expect(check(bloom(wrong), 'sums').outcome).toBe('fail');
      }),
    );
  });

  it('warn of too little seen, of warnings, of rules to be confirmed and of hand corrections', () => {
    expect(check(bloom({ validShare: 0.55 }), 'valid-share').found[0].en).toContain('55.0 %');
    const doubted = {
      ...recipe,
      warnings: ['dark'],
      rules: [{ ...recipe.rules[0], evidence: 'to-confirm' as const }],
    };
    expect(check(bloom({}, { recipe: doubted }), 'radiometry')).toMatchObject({
      outcome: 'warn',
      found: [{ en: 'dark' }],
    });
    expect(check(bloom({}, { recipe: doubted }), 'to-confirm').outcome).toBe('warn');
    expect(check(bloom(), 'corrections').found[0].en).toContain('0.5000 km² added');
  });

  it('fail on what is missing', () => {
    const scenes = [describedSceneSchema.parse({ name: 'S2' })];
    const parameters = { ...recipe.parameters, scenes };
    const missing = check(
      bloom({ grade: null }, { recipe: { ...recipe, inputs: [], parameters } }),
      'missing',
    );
    expect(missing.outcome).toBe('fail');
    expect(missing.found).toHaveLength(4);
  });

  it('lay shares beside those of before by the fences of Tukey', () => {
    const before = [0.02, 0.04, 0.06, 0.08].map(share => ({ zone: '西湖区', share }));
    // Quartiles 0.035 and 0.065: the fence is 0.065 + 1.5 × 0.03 = 0.11, and the share is 0.25.
    expect(check(bloom(), 'outliers', before)).toMatchObject({ outcome: 'warn' });
    expect(check(bloom(), 'outliers', before).found[0].en).toContain('11.0 %');
    const high = [0.2, 0.24, 0.26, 0.3].map(share => ({ zone: '西湖区', share }));
    expect(check(bloom(), 'outliers', high).outcome).toBe('pass');
    expect(check(bloom(), 'outliers', before.slice(0, 2)).found[0].en).toContain('not compared');
  });

  it('quartiles are those of numpy', () => {
    // numpy.quantile([0.02, 0.04, 0.06, 0.08], [0.25, 0.75]) -> [0.035, 0.065]
    expect(quantile([0.02, 0.04, 0.06, 0.08], 0.25)).toBeCloseTo(0.035, 12);
    expect(quantile([0.02, 0.04, 0.06, 0.08], 0.75)).toBeCloseTo(0.065, 12);
  });
});

describe('checks over a redline result', () => {
  const date = { ndviMean: 0.6, fvcMean: 0.7, validShare: 0.9 };
  const redline = (change: object, patch: object = {}): RedlineResult =>
    ({
      kind: 'redline',
      measure: 'NDVI',
      threshold: 0.2,
      thresholdSource: '',
      gone: [],
      endmembers: null,
      coregistration: null,
      fits: null,
      options: {},
      zones: [{ zone: 'A', areaKm2: 2, comparedAreaKm2: 1.8, before: date, after: { ...date, ndviMean: 0.5 }, ndviChange: -0.1, fvcChange: -0.1, lossAreaM2: 5000, gainAreaM2: 0, patchCount: 1, ...change }],
      patches: [{ id: 1, zone: 'A', areaM2: 5200, overlapM2: 4800, overlaps: [{ zone: 'A', areaM2: 4800 }], ...patch }],
      recipe,
    }) as unknown as RedlineResult; // prettier-ignore

  it('pass and fail by arithmetic', () => {
    expect(check(redline({}), 'sums').outcome).toBe('pass');
    expect(check(redline({}), 'patches').outcome).toBe('pass');
    expect(check(redline({ comparedAreaKm2: 2.1 }), 'sums').outcome).toBe('fail');
    expect(check(redline({ lossAreaM2: 1.9e6 }), 'sums').outcome).toBe('fail');
    expect(check(redline({ patchCount: 2 }), 'sums').found[0].en).toContain('2 patches counted, 1 listed');
    expect(check(redline({ ndviChange: 0.1 }), 'sums').outcome).toBe('fail');
    expect(check(redline({}, { overlapM2: 5300 }), 'patches').outcome).toBe('fail');
    // 2 m² fewer than the 1.8 km² that were compared.
    const pairs = [{ from: 1, to: 1, areaM2: 1_799_998 }];
    expect(check(redline({ transitions: pairs }), 'sums').outcome).toBe('fail');
  });
});

describe('words, numbers and waits', () => {
  it('a recipe reads as sentences in both languages', () => {
    const lines = recipeInWords(bloom());
    expect(lines.map(l => l.zh).join('')).toContain('NDVI 大于 0.02 的像元为水华；阈值来自Otsu');
    expect(lines.map(l => l.en).join(' ')).toContain('within 60 m of the shore');
    for (const line of lines) expect(line.en).not.toMatch(/undefined|null|[一-鿿]{4}/);
  });

  it('tells Beijing time, the sign of an offset, and no cloud mask where there was none', () => {
    const { recipe } = bloom();
    const scene = described({
      name: 'A',
      sensor: 'simulated',
      acquired: '2025-07-18T23:30:00Z',
      bands: [{ band: 1, role: 'R', nodata: null, scale: 0.0001, offset: -0.1, source: '' }],
    });
    const said = recipeInWords({
      ...bloom(),
      recipe: {
        ...recipe,
        created: '2025-12-31T16:05:00Z',
        parameters: { ...recipe.parameters, clouds: 'auto', scenes: [scene] },
        warnings: ['no cloud classification in the scene: clouds are not masked'],
      },
    });
    const zh = said.map(l => l.zh).join('');
    for (const words of [
      '2025-07-19 07:30（北京时间）',
      'DN × 0.0001 − 0.1',
      '未剔除云',
      '于 2026-01-01 00:05',
    ])
      expect(zh).toContain(words);
    expect(zh).not.toContain('按影像的云分类剔除');
  });

  it('a number tells year and place in it', () => {
    expect(productNumber(2026, 1)).toBe('BL-2026-0001');
    expect(productNumber(2026, 12345)).toBe('BL-2026-12345');
  });

  it('waiting doubles from the third wrong PIN up to a quarter of an hour', () => {
    expect([0, 1, 2, 3, 4, 5, 30].map(waitAfter)).toEqual([0, 0, 0, 5, 10, 20, 900]);
  });
});
