import { describedSceneSchema } from '#core/recipe/recipe.ts';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bloomRulesSchema, gradeByAreaShare } from '#core/foundation/rules.ts';
import {
  pointsOf,
  samePeriod,
  seriesDates,
  summarise,
  type SceneRow,
  type SeriesPoint,
} from '#core/bloom/series.ts';

const rules = bloomRulesSchema.parse(JSON.parse(readFileSync('resources/rules/bloom.json', 'utf8')));

/** A lake of 100 km²; share null: under clouds. */
const point = (date: string, share: number | null): SeriesPoint => ({
  date,
  assessable: share !== null,
  areaKm2: share === null ? null : share * 100,
  share,
  validShare: share === null ? 0 : 1,
  grade: share === null ? null : gradeByAreaShare(rules, share),
});

describe('what a series says', () => {
  const points = [
    point('2024-05-30', 0),
    point('2024-06-01', 0.12),
    point('2024-06-05', null),
    point('2024-06-09', 0.35),
    point('2024-06-10', 0),
    point('2024-06-20', 0.1),
    point('2024-07-01', null),
  ];
  const said = summarise(rules.occurrence, '湖', points);

  it('counts bloom among the dates that could be assessed', () => {
    expect(said).toMatchObject({ dates: 7, valid: 5, bloom: 3, first: '2024-06-01', last: '2024-06-20' });
    expect(said.frequency).toBe(3 / 5);
  });

  it('counts from class Ⅲ on, and gives no frequency of a few dates', () => {
    const year = [0, 0.05, 0.0999, 0.1, 0.5].map((share, i) => point(`2024-06-0${i + 1}`, share));
    expect(summarise(rules.occurrence, '湖', year)).toMatchObject({ bloom: 2, frequency: 2 / 5 });
    expect(summarise(rules.occurrence, '湖', year.slice(-1))).toMatchObject({
      bloom: 1,
      frequency: null,
      maximum: { share: 0.5 },
    });
  });

  it('counts both ends of the duration, and tells the longest time without a look', () => {
    // 1 to 20 June are 20 days; between the looks lie 8, 1 and 10 days.
    expect(said).toMatchObject({ durationDays: 20, longestGapDays: 10 });
    expect(said.maximum).toMatchObject({ date: '2024-06-09', areaKm2: 35, grade: { level: 'Ⅳ' } });
  });

  it('says nothing of what was never seen', () => {
    expect(summarise(rules.occurrence, '湖', [point('2024-06-05', null)])).toMatchObject({
      valid: 0,
      frequency: null,
      first: null,
      durationDays: null,
      maximum: null,
      trend: null,
    });
  });

  it('compares the same period of other years, over the turn of the year too', () => {
    const years = [point('2022-06-03', 0.5), point('2023-06-02', 0), point('2023-12-30', 0.2), point('2024-01-03', 0.4)]; // prettier-ignore
    const june = samePeriod(rules.occurrence, [...years, ...points], '06-01', '06-30');
    expect(june.map(y => [y.year, y.valid, y.bloom, y.maxAreaKm2])).toEqual([
      [2024, 4, 3, 35],
      [2023, 1, 0, 0],
      [2022, 1, 1, 50],
    ]);
    expect(june[0].meanShare).toBeCloseTo((0.12 + 0.35 + 0 + 0.1) / 4, 12);
    const winter = samePeriod(rules.occurrence, years, '12-15', '01-15');
    expect(winter).toMatchObject([{ year: 2023, valid: 2, meanShare: expect.closeTo(0.3, 12) as number }]);
  });
});

describe('rows of scenes', () => {
  const row = (scene: string, acquired: string, seen: [validKm2: number, bloomKm2: number][]): SceneRow => ({
    date: acquired.slice(0, 10),
    acquired,
    scene,
    files: [`${scene}.tif`],
    sensor: null,
    simulated: false,
    index: 'NDVI',
    warnings: [],
    inputs: [],
    described: describedSceneSchema.parse({ name: 's' }),
    zones: seen.map(([validAreaKm2, bloomAreaKm2], i) => ({
      zone: `z${i}`,
      coveragePixels: 0,
      validCoveragePixels: 0,
      mean: null,
      min: null,
      max: null,
      std: null,
      areaKm2: 10,
      validAreaKm2,
      areaByReasonKm2: {},
      bloomAreaKm2,
      bloomShare: validAreaKm2 ? bloomAreaKm2 / validAreaKm2 : null,
      validShare: validAreaKm2 / 10,
      grade: validAreaKm2 >= 5 ? gradeByAreaShare(rules, bloomAreaKm2 / validAreaKm2) : null,
      threshold: 0,
      sensitivity: { delta: 0.02, lowerKm2: 0, upperKm2: 0 },
    })),
  });

  it('become one per day, each zone from the scene that shows most of it', () => {
    const dates = seriesDates(rules, [
      row('b', '2024-06-02T02:40:00Z', [[6, 3], [0, 0]]),
      row('a', '2024-06-02T02:35:00Z', [[2, 2], [9, 1]]),
      row('c', '2024-06-01', [[10, 1], [4, 4]]),
    ]); // prettier-ignore
    expect(dates.map(d => [d.date, d.scene, d.zones.map(z => z.bloomAreaKm2)])).toEqual([
      ['2024-06-01', 'c', [1, 4]],
      ['2024-06-02', 'a + b', [3, 1]],
    ]);
    expect(dates[1].zones.map(z => z.scene)).toEqual(['b', 'a']);
    expect(dates[1].scenes).toEqual(['a', 'b']);
    // Of the second zone the first day could not be assessed: 4 of 10 km² seen.
    expect(dates[1].zones[0].change).toMatchObject({ since: '2024-06-01', areaKm2: 2, grades: 1 });
    expect(dates[1].zones[1].change).toBeNull();
    expect(pointsOf(dates, 1).map(p => p.assessable)).toEqual([false, true]);
  });
});
