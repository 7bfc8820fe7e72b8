import { sharedData } from '#tests/fixtures/shared.ts';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BloomResult } from '#core/bloom/bloom-result.ts';
import type { GroundResult } from '#core/ground/beside-satellite.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { projector } from '#core/zones/project.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { runCli } from '#tests/fixtures/run-cli.ts';
import { writeZones } from '#tests/fixtures/small-scene.ts';

const folder = temporaryFolder();
const scene = join(folder, 'lake_20260701.tif');
const zones = join(folder, 'lake.geojson');
const samples = join(folder, '监测点.csv');
const [east, north, side] = [500000, 3600000, 12];

/**
 * A lake of 12 × 12 pixels of 10 m: NDVI 0.5 (3000 and 1000) in its western half, −1/3 (500 and 1000) in its eastern.
 */
beforeAll(async () => {
  const pixels = side * side;
  await writeGeoTiff(scene, {
    grid: { width: side, height: side, affine: [east, 10, 0, north, 0, -10], crs: crsFromEpsg(32650)! },
    bands: [
      new Uint16Array(pixels).fill(1000),
      Uint16Array.from({ length: pixels }, (_, i) => (i % side < side / 2 ? 3000 : 500)),
    ],
    nodata: 0,
    descriptions: ['red', 'nir'],
  });
  const [west, right, top, bottom] = [east, east + 120, north, north - 120];
  writeZones(zones, [
    { name: '小湖', ring: [[west, top], [right, top], [right, bottom], [west, bottom], [west, top]] }, // prettier-ignore
  ]);
  const lonLat = projector(crsFromEpsg(32650)!, cgcs2000);
  const at = (x: number, y: number) => lonLat(east + x, north - y).map(d => d.toFixed(8));
  writeFileSync(
    samples,
    [
      '点位名称,经度,纬度,采样日期,藻密度(个/L),叶绿素a(µg/L)',
      ['西北', ...at(25, 25), '2026-07-01', 6e7, 60],
      ['西南', ...at(25, 95), '2026-07-02', 2e7, 30],
      ['东北', ...at(95, 25), '2026-07-01', 1e6, 4],
      ['东南', ...at(95, 95), '2026-07-01', '', 5],
      ['太早', ...at(95, 55), '2026-06-20', 9e8, 500],
      ['岸上', ...at(300, 300), '2026-07-01', 9e8, 500],
    ].join('\n'),
  );
});

const assess = (name: string, threshold: string, more: string[] = []) =>
  runCli(['assess', 'bloom', '--scene', scene, '--acquired', '2026-07-01', '--zones', zones, '--index', 'NDVI', '--threshold', threshold, '--out', join(folder, name), '--json', ...more]); // prettier-ignore
const resultOf = (name: string, threshold: string, more: string[] = []) => {
  const run = assess(name, threshold, more);
  expect(run.stderr).not.toContain('error');
  return JSON.parse(run.stdout) as BloomResult;
};

describe('ground points beside a bloom assessment', () => {
  let result: BloomResult;
  let ground: GroundResult;
  beforeAll(() => {
    result = resultOf('ground', 'ground', ['--points', samples]);
    ground = result.ground!;
  });

  it('are those in the lake that were sampled near the scene', () => {
    expect(ground.points.map(p => [p.name, p.zones, p.values.map(v => v.hoursApart)])).toEqual([
      ['西北', ['小湖'], [0, 0]],
      ['西南', ['小湖'], [24, 24]],
      ['东北', ['小湖'], [0, 0]],
      ['东南', ['小湖'], [0]],
    ]);
    expect(ground.points.map(p => p.satellite!.value)).toEqual([0.5, 0.5, -1 / 3, -1 / 3]);
  });

  it('are graded by density, and tell bloom by the higher of density and chlorophyll-a', () => {
    expect(ground.points.map(p => p.density?.level ?? null)).toEqual(['Ⅳ', 'Ⅲ', 'Ⅰ', null]);
    expect(ground.points.map(p => p.bloom)).toEqual([true, true, false, false]);
    // 10 (2.5 + 1.086 ln 5)
    expect(ground.points[3].trophic!.index).toBeCloseTo(10 * (2.5 + 1.086 * Math.log(5)), 10);
  });

  it('give the threshold in the middle between both: (0.5 − 1/3) / 2, to a whole step', () => {
    expect(result.threshold).toBe(0.083);
    expect(result.thresholdMethod).toBe('ground');
    expect(result.thresholdSource).toContain('2 points with bloom from 2 without');
  });

  it('grade the lake by the mean, beside the satellite, and name the higher', () => {
    const [lake] = ground.summaries;
    // No level holds 75 % of three densities: the mean of 6·10⁷, 2·10⁷ and 10⁶ is 2.7·10⁷, level Ⅲ.
    expect(lake.wholeLake).toMatchObject({ step: 'mean', meanDensity: 2.7e7, grade: { level: 'Ⅲ' } });
    expect(lake.satellite!.level).toBe('Ⅳ'); // half of the lake
    expect(lake.higher).toBe('satellite');
    expect(lake.wholeLake!.grade.evidence).toBe('to-confirm');
  });

  it('check the map', () => {
    expect(ground.accuracy.counts).toEqual([
      [2, 0],
      [0, 2],
    ]);
    // Stations stand for no area; of a probability sample everything is right: the area of bloom is what the map says,
    // 120 m · 60 m on the ellipsoid.
    expect(ground.accuracy.weighted).toBeNull();
    const sampled = resultOf('sampled', 'ground', ['--points', samples, '--points-sampling', 'random']);
    expect(sampled.ground!.accuracy.weighted!.bloomAreaKm2).toBeCloseTo(result.zones[0].bloomAreaKm2, 12);
    expect(resultOf('all-bloom', '-0.5', ['--points', samples]).ground!.accuracy.counts).toEqual([
      [2, 2],
      [0, 0],
    ]);
  });

  it('are in the recipe, with the rules that graded them', () => {
    expect(result.recipe.parameters.ground).toEqual({
      withinHours: 24,
      side: 3,
      sampling: 'fixed',
      parameter: 'chlorophyll-a',
    });
    expect(result.recipe.rules.map(r => r.id)).toContain('全湖藻密度评价');
  });

  it('have a sheet of their own in the workbook', () => {
    const workbook = readdirSync(join(folder, 'ground')).find(name => name.endsWith('.xlsx'))!;
    const zip = unzipSync(readFileSync(join(folder, 'ground', workbook)));
    expect(strFromU8(zip['xl/workbook.xml'])).toContain('地面对照');
  });

  it('are said in the bulletin, from their days to both gradings', () => {
    const name = readdirSync(join(folder, 'ground')).find(n => n.endsWith('.txt'))!;
    const text = readFileSync(join(folder, 'ground', name), 'utf8');
    expect(text).toContain('地面监测：2026-07-01 至 2026-07-02（成像前后 24 小时内）有 4 个点位的数据');
    expect(text).toContain('藻密度 1×10⁶–6×10⁷ 个/L（3 点平均 2.7×10⁷）');
    expect(text).toContain('低于遥感评级');
  });

  it('take samples from farther away in time where asked', () => {
    const wide = resultOf('wide', '0', ['--points', samples, '--points-within', '300']).ground!;
    expect(wide.points.map(p => p.name)).toContain('太早');
    const near = resultOf('near', '0', ['--points', samples, '--points-within', '0']).ground!;
    expect(near.points.map(p => p.name)).not.toContain('西南');
  });
});

describe('thresholds by other methods', () => {
  it('are found where the pixels show them, and refused with words where not', () => {
    // Two values, 0.5 and −1/3: the steepest pixels are those beside the middle line, half of each value.
    const gradient = resultOf('gradient', 'gradient');
    expect(gradient.threshold).toBeCloseTo((0.5 - 1 / 3) / 2, 2);
    const valley = resultOf('valley', 'valley');
    expect(valley.threshold).toBeGreaterThan(-1 / 3);
    expect(valley.threshold).toBeLessThan(0.5);
    // A published threshold is one of reflectance, and these are counts.
    expect(assess('counts', 'default').stderr).toContain('raw counts (DN)');
    expect(resultOf('default', 'default', ['--scale', '0.0001']).thresholdSource).toContain('HJ 1098');
    for (const [method, words] of [
      ['ground', 'the ground points cannot tell'],
      ['lake', 'no threshold was kept'],
    ]) {
      const run = assess(method, method);
      expect(run.status).toBe(1);
      expect(run.stderr).toContain(words);
    }
    expect(assess('word', 'best').stderr).toContain('--threshold best: expected a number or one of');
  });

  it('say what is wrong with the points', () => {
    const nothing = join(folder, 'nothing.csv');
    writeFileSync(nothing, 'a,b\n1,2\n');
    expect(assess('nothing', '0', ['--points', nothing]).stderr).toContain('nothing.csv');
    expect(assess('missing', '0', ['--points', join(folder, 'not-there.csv')]).status).toBe(1);
  });
});

const harsha = join(sharedData, '01_scenes/harsha_s2');
describe.skipIf(!existsSync(harsha))('Harsha Lake, 42 stations (needs ../shared/data)', () => {
  it('has the NDCI at its stations that its authors published', () => {
    const run = runCli(['assess', 'bloom', '--scene', join(harsha, 'S2_Harsha_BOA_08082016.tif'), '--bands', 'R=4,RE1=5', '--acquired', '2016-08-08', '--zones', join(harsha, 'Harsha_Lake.gpkg'), '--index', 'NDCI', '--threshold', '0.05', '--points', join(harsha, 'Harsha_wq_points_sub.gpkg'), '--points-date', '2016-08-08', '--out', join(folder, 'harsha'), '--json']); // prettier-ignore
    const { points, regressions } = (JSON.parse(run.stdout) as BloomResult).ground!;
    expect(points).toHaveLength(42);
    const lines = readFileSync(join(harsha, 'waterquality_data.csv'), 'utf8').trim().split(/\r?\n/);
    const column = lines[0].split(',').indexOf('MM12NDCI');
    const published = new Map(
      lines.slice(1).map(line => [line.split(',')[0], Number(line.split(',')[column])]),
    );
    const both = points.filter(p => published.has(p.name));
    expect(both.length).toBeGreaterThan(10);
    for (const p of both) expect(p.satellite!.pixel).toBeCloseTo(published.get(p.name)!, 8);
    // Chlorophyll-a rises with NDCI here: the linear fit explains two thirds.
    expect(regressions.find(r => r.form === 'linear')!.r2).toBeGreaterThan(0.6);
  });
});
