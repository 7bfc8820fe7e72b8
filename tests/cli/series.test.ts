import { sharedData } from '#tests/fixtures/shared.ts';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SeriesResult } from '#core/bloom/series.ts';
import { listScenes } from '#host/raster/list-scenes.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { runCli } from '#tests/fixtures/run-cli.ts';
import { writeSmallScene, writeZones } from '#tests/fixtures/small-scene.ts';

const folder = temporaryFolder();
const scenes = join(folder, 'scenes');
const zones = join(folder, 'zones.geojson');
const water = new Array<number>(12).fill(500);
const nothing = new Array<number>(12).fill(0);
const bloom = [3000, 500, 500, 500, 3000, 3000, 500, 500, 0, 3000, 500, 500];

beforeAll(async () => {
  await writeSmallScene(scenes, water, 'lake_20240601.tif');
  await writeSmallScene(join(scenes, '2024'), bloom, 'lake_2024-06-05.tif');
  await writeSmallScene(scenes, nothing, 'lake_20240609.tif');
  await writeSmallScene(scenes, bloom, 'undated.tif');
  writeFileSync(join(scenes, 'lake_20240613.tif'), 'not a picture');
  // Two rectangles of the 4 × 3 pixels: two columns of one and a half rows, and one pixel on the right.
  const ring = (x: number, y: number, w: number, h: number) =>
    [[x, y], [x + w, y], [x + w, y - h], [x, y - h], [x, y]].map(([a, b]) => [500000 + a, 3600000 - (0 - b)]); // prettier-ignore
  writeZones(zones, [
    { name: '西区', ring: ring(0, 0, 20, 15) },
    { name: '东区', ring: ring(30, 0, 10, 10) },
  ]);
});

const series = (more: string[]) =>
  runCli(['assess', 'bloom', '--series', scenes, '--zones', zones, '--index', 'NDVI', '--threshold', '0', ...more]); // prettier-ignore
const parsed = (more: string[] = []) => JSON.parse(series(['--json', ...more]).stdout) as SeriesResult;

describe('bloomline assess bloom --series', () => {
  it('answers a row per date, also where nothing was valid, and says what it left out', () => {
    const { series: rows, skipped, summary, recipe } = parsed();
    expect(rows.map(r => r.date)).toEqual(['2024-06-01', '2024-06-05', '2024-06-09']);
    // On 5 June 1 + ½ + ½ of 2 + 1 pixels are bloom in the west, none in the east.
    expect(rows.map(r => r.zones.map(z => z.bloomShare))).toEqual([
      [0, 0],
      [expect.closeTo(2 / 3, 6), 0],
      [null, null],
    ]);
    expect(rows[2]).toMatchObject({
      problem: 'no valid pixel',
      zones: [{ grade: null, assessable: false }, {}],
    });
    expect(rows[1].zones[0].change).toMatchObject({ since: '2024-06-01', grades: 4 });
    expect(skipped.map(s => s.scene)).toEqual(['lake_20240613', 'undated']);
    expect(skipped[1].message).toContain('nothing tells when it was taken');
    expect(summary[0]).toMatchObject({ zone: '西区', dates: 3, valid: 2, bloom: 1, frequency: null });
    expect(recipe.kind).toBe('series');
    expect(recipe.inputs).toHaveLength(4);
    expect(recipe.inputs.every(i => /^[0-9a-f]{64}$/.test(i.sha256!))).toBe(true);
  });

  it('says of a date what assessing it alone says', () => {
    const alone = runCli(['assess', 'bloom', '--scene', join(scenes, '2024/lake_2024-06-05.tif'), '--zones', zones, '--index', 'NDVI', '--threshold', '0', '--out', join(folder, 'alone'), '--json']); // prettier-ignore
    const [zone] = (JSON.parse(alone.stdout) as { zones: Record<string, unknown>[] }).zones;
    // A series does not go through the pixels again for places and edges; the change is against its own dates.
    delete zone.where;
    delete zone.uncertainty;
    delete zone.change;
    expect(parsed().series[1].zones[0]).toMatchObject(zone);
  });

  it('says of a single scene what changed since a date of the series', () => {
    const since = join(folder, 'series.json');
    writeFileSync(since, series(['--json']).stdout);
    const run = (index: string, file: string) =>
      runCli(['assess', 'bloom', '--scene', join(scenes, '2024/lake_2024-06-05.tif'), '--zones', zones, '--index', index, '--threshold', '0', '--out', join(folder, 'since'), '--since', file, '--json']); // prettier-ignore
    const changes = (text: string) =>
      (JSON.parse(text) as { zones: { change: object | null }[] }).zones.map(z => z.change);
    const [west] = changes(run('NDVI', since).stdout);
    // Nothing on 1 June, two of three pixels on 5 June; pixels of about 100 m².
    expect(west).toMatchObject({
      since: '2024-06-01',
      share: expect.closeTo(2 / 3, 6) as number,
      areaKm2: expect.closeTo(2e-4, 6) as number,
      previous: { areaKm2: 0, share: 0 },
      grades: 4,
    });
    expect(west).toEqual(parsed().series[1].zones[0].change);
    const other = run('N / R', since);
    expect([other.status, other.stderr]).toEqual([1, expect.stringContaining('of the index NDVI, this run of')]); // prettier-ignore
    const wrong = run('NDVI', zones);
    expect([wrong.status, wrong.stderr]).toEqual([1, expect.stringContaining('expected what assess bloom --json printed')]); // prettier-ignore
    expect(run('NDVI', join(folder, 'none.json')).stderr).toContain('none.json');
  });

  it('takes only the zones of a lake', () => {
    expect(parsed(['--lake', '东区']).series[0].zones.map(z => z.zone)).toEqual(['东区']);
    const run = series(['--lake', '太湖']);
    expect(run.status).toBe(1);
    expect(run.stderr).toContain('no zone has this name; there are 西区, 东区');
  });

  it('writes tables and the recipe', () => {
    const out = join(folder, 'out');
    expect(series(['--out', out]).status).toBe(0);
    expect(readdirSync(out).sort()).toEqual(
      ['csv', 'recipe.json', 'xlsx'].map(e => `series_scenes_2024-06-01_2024-06-09.${e}`),
    );
    const [head, ...lines] = readFileSync(join(out, 'series_scenes_2024-06-01_2024-06-09.csv'), 'utf8')
      .trim()
      .split('\r\n');
    expect(head).toContain('日期(北京)');
    expect(lines).toHaveLength(6);
  });

  it('refuses a scene beside a folder, and a folder without scenes', () => {
    expect(series(['--scene', scenes]).status).toBe(2);
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    const run = runCli(['assess', 'bloom', '--series', empty, '--zones', zones, '--index', 'NDVI', '--threshold', '0']); // prettier-ignore
    expect(run.stderr).toContain('error[not-found]');
  });
});

describe('scenes of a folder', () => {
  let lists = 0;
  const touch = (...names: string[]) => {
    const place = join(folder, 'list', String(++lists));
    for (const name of names) {
      mkdirSync(join(place, name, '..'), { recursive: true });
      writeFileSync(join(place, name), '');
    }
    return {
      place,
      of: () => listScenes(place).map(s => [s.name, s.paths.map(p => p.slice(place.length + 1) || '.')]),
    };
  };

  it('are single files, band files by their common name, and product folders', () => {
    const { of } = touch(
      'a_20240101.tif',
      'b_20240102_red.tif',
      'b_20240102_nir.tif',
      'SIM_20240722/SIM_20240722T024000_B04.tif',
      'SIM_20240722/SIM_20240722T024000_B08.tif',
      'notes.txt',
    );
    expect(of()).toEqual([
      ['a_20240101', ['a_20240101.tif']],
      ['b_20240102', ['b_20240102_nir.tif', 'b_20240102_red.tif']],
      ['SIM_20240722', ['SIM_20240722']],
    ]);
  });

  it('are told apart where several products lie in one folder, without their quality layers', () => {
    const scene = (date: string) =>
      ['SR_B4', 'SR_B5', 'QA_PIXEL', 'QA_RADSAT', 'SR_QA_AEROSOL'].map(
        b => `LC08_L2SP_118038_${date}_20240701_02_T1_${b}.TIF`,
      );
    const { of } = touch(...scene('20240601'), ...scene('20240617'), 'LC08_L2SP_118038_20240601_20240701_02_T1_MTL.txt', 'LC08_L2SP_118038_20240617_20240701_02_T1_MTL.txt'); // prettier-ignore
    expect(of().map(([name, files]) => [name, files.length])).toEqual([
      ['LC08_L2SP_118038_20240601_20240701_02_T1', 4],
      ['LC08_L2SP_118038_20240617_20240701_02_T1', 4],
    ]);
  });
});

const pucallpa = join(sharedData, '03_series_qa/pucallpa_landsat_1985_2020');
describe.runIf(existsSync(pucallpa))('real scenes, eight years of Pucallpa', () => {
  it('stand in the order of their years, whose first day stands for them', () => {
    const whole = join(folder, 'pucallpa.geojson');
    writeFileSync(
      whole,
      JSON.stringify({
        type: 'Feature',
        properties: { name: 'all' },
        geometry: { type: 'Polygon', coordinates: [[[-74.7, -8.5], [-74.5, -8.5], [-74.5, -8.3], [-74.7, -8.3], [-74.7, -8.5]]] }, // prettier-ignore
      }),
    );
    const run = runCli(['assess', 'bloom', '--series', pucallpa, '--zones', whole, '--index', 'NDVI', '--bands', 'red=3,nir=4', '--threshold', '0.3', '--json']); // prettier-ignore
    const { series: rows, recipe } = JSON.parse(run.stdout) as SeriesResult;
    expect(rows.map(r => r.date)).toEqual(
      [1985, 1990, 1995, 2000, 2005, 2010, 2015, 2020].map(y => `${y}-01-01`),
    );
    expect(recipe.warnings.join()).toContain('only the year is known of 8 scenes');
  });
});
