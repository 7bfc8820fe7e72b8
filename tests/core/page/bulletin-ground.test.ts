import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { besideSatellite, gradePoint, type GroundPointResult } from '#core/ground/beside-satellite.ts'; // prettier-ignore
import { bloomRulesSchema, gradeByAreaShare, waterRulesSchema } from '#core/foundation/rules.ts';
import { groundText } from '#core/page/bulletin-ground.ts';

const read = (name: string) => JSON.parse(readFileSync(`resources/rules/${name}.json`, 'utf8')) as unknown;
const bloom = bloomRulesSchema.parse(read('bloom'));
const water = waterRulesSchema.parse(read('water'));
const parameters = [
  { id: 'algal-density', name: { zh: '藻密度', en: 'Algal density' }, unit: 'cells/L' },
  { id: 'chlorophyll-a', name: { zh: '叶绿素a', en: 'Chlorophyll-a' }, unit: 'µg/L' },
];

const point = (
  name: string,
  time: string,
  given: [string, number, string][],
  zones = ['西湖'],
): GroundPointResult => {
  const values = given.map(([parameter, value, unit]) => ({ parameter, value, unit, time, hoursApart: 0 }));
  return {
    siteId: 1,
    name,
    code: '',
    lon: 0,
    lat: 0,
    body: 'lake',
    zones,
    values,
    ...gradePoint(values, 'lake', bloom, water),
    satellite: null,
    homogeneous: false,
  };
};
const density = (value: number): [string, number, string] => ['algal-density', value, 'cells/L'];
const chlorophyll = (value: number): [string, number, string] => ['chlorophyll-a', value, 'µg/L'];

const beside = (points: GroundPointResult[], share: number) =>
  besideSatellite(
    { options: { withinHours: 24, side: 3, parameter: 'chlorophyll-a' }, acquired: null, points },
    0,
    [{ zone: '西湖', grade: gradeByAreaShare(bloom, share), bloomAreaKm2: share, validAreaKm2: 1 }],
    { bloom, water },
    { grade: null, bloomAreaKm2: share, validAreaKm2: 1 },
  );
/** A mean of 2.7·10⁷ cells per litre, level Ⅲ; 20 % of the area is level Ⅲ, too. */
const three = [
  point('a', '2024-06-10T18:00:00Z', [density(6e7), chlorophyll(60)]),
  point('b', '2024-06-11', [density(2e7), chlorophyll(30)]),
  point('c', '2024-06-11', [density(1e6)]),
];

describe('bloom at a ground point', () => {
  it('is what the higher of density and chlorophyll-a says', () => {
    const bloomOf = (...given: [string, number, string][]) => point('a', '2024-06-11', given).bloom;
    // Limits: 10⁷ cells per litre, 20 µg/L.
    expect(bloomOf(density(1e6), chlorophyll(25))).toBe(true);
    expect(bloomOf(density(2e7), chlorophyll(5))).toBe(true);
    expect(bloomOf(density(1e6), chlorophyll(5))).toBe(false);
    expect(bloomOf(chlorophyll(20))).toBe(true);
    expect(bloomOf()).toBeNull();
  });
});

describe('the ground in a bulletin', () => {
  it('gives days in Beijing, sites, values from least to most with their means, and both gradings', () => {
    const text = groundText(beside(three, 0.2), parameters, 'zh-CN');
    // 18:00 in Greenwich is the next day in Beijing. (6 + 2 + 0.1)·10⁷ / 3, (60 + 30) / 2.
    expect(text).toContain('地面监测：2024-06-11（成像前后 24 小时内）有 3 个点位的数据');
    expect(text).toContain(
      '藻密度 1×10⁶–6×10⁷ 个/L（3 点平均 2.7×10⁷），叶绿素a 30–60 µg/L（2 点平均 45）。',
    );
    expect(text).toContain('西湖按藻密度评为Ⅲ级 轻度水华（');
    expect(text).toContain('待核对），与遥感评级一致');
    // 10 (2.5 + 1.086 ln 45) = 66.3
    expect(text).toContain('TLI(Σ) 66.3，中度富营养');
  });

  it('marks the worse of both, whichever it is', () => {
    expect(groundText(beside(three, 0.5), parameters, 'zh-CN')).toContain('低于遥感评级，以遥感较重');
    expect(groundText(beside(three, 0), parameters, 'zh-CN')).toContain('高于遥感评级，以地面较重');
  });

  it('says the same in English', () => {
    const text = groundText(beside(three, 0.2), parameters, 'en');
    expect(text).toContain('3 sites sampled on 2024-06-11, within 24 hours of the image');
    expect(text).toContain('Algal density 1×10⁶–6×10⁷ cells/L (mean of 3 points 2.7×10⁷)');
    expect(text).toContain('the density grade is Ⅲ, light bloom');
    expect(text.replaceAll('西湖', '')).not.toMatch(/\p{Script=Han}/u);
  });

  it('says that there is nothing where nothing was sampled in the zones', () => {
    expect(groundText(undefined, parameters, 'zh-CN')).toBe('地面监测：无同期地面数据。');
    expect(groundText(beside([point('d', '2024-06-11', [density(1e6)], [])], 0.2), parameters, 'en')).toBe(
      'Ground: there are no values of these days.',
    );
  });
});
