import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { runCli } from '#tests/fixtures/run-cli.ts';
import { smallGrid, writeSmallScene, writeZones, type SmallScene } from '#tests/fixtures/small-scene.ts';

const folder = temporaryFolder();
let scene: SmallScene;
beforeAll(async () => {
  scene = await writeSmallScene(folder);
});

interface StatsDocument {
  index: string;
  zones: {
    zone: string;
    coveragePixels: number;
    validCoveragePixels: number;
    mean: number | null;
    min: number;
    max: number;
    std: number;
    areaKm2: number;
    validAreaKm2: number;
    problem?: { code: string };
  }[];
  recipe: { inputs: { sha256: string }[]; warnings: string[] };
}
const stats = (args: string[]) => {
  const run = runCli(['stats', ...args, '--json']);
  expect(run.stderr, run.stderr).not.toContain('error[');
  return JSON.parse(run.stdout) as StatsDocument;
};

describe('bloomline stats', () => {
  it('gives coverage-weighted statistics', () => {
    // Two columns × 1.5 rows: NDVI 0.5 and −1/3 in row 0, 0.5 and 0.5 in row 1 at half coverage.
    const { index, zones } = stats(['--scene', scene.path, '--index', 'NDVI', '--zones', scene.zones]);
    const low = (500 - 1000) / (500 + 1000);
    const mean = (0.5 * 1 + low * 1 + 0.5 * 0.5 + 0.5 * 0.5) / 3;
    expect(index).toBe('NDVI');
    expect(zones[0]).toMatchObject({
      zone: '左上',
      coveragePixels: 3,
      validCoveragePixels: 3,
      min: low,
      max: 0.5,
    });
    expect(zones[0].mean).toBeCloseTo(mean, 12);
    expect(zones[0].std).toBeCloseTo(Math.sqrt((2 * (0.5 - mean) ** 2 + (low - mean) ** 2) / 3), 12);
    // On the central meridian of UTM a 10 m pixel has 100 / 0.9996² m².
    expect(zones[0].areaKm2).toBeCloseTo((3 * 100) / 0.9996 ** 2 / 1e6, 9);
  });

  it('leaves nodata out of the mean but not out of the area', () => {
    const zones = join(folder, 'all.geojson');
    writeZones(zones, [
      {
        name: 'all',
        ring: [
          [500000, 3600000],
          [500040, 3600000],
          [500040, 3599970],
          [500000, 3599970],
          [500000, 3600000],
        ],
      },
    ]);
    const [zone] = stats(['--scene', scene.path, '--index', 'NDVI', '--zones', zones]).zones;
    expect(zone.coveragePixels).toBe(12);
    expect(zone.validCoveragePixels).toBe(11);
    expect(zone.validAreaKm2 / zone.areaKm2).toBeCloseTo(11 / 12, 6);
    expect(zone.mean).toBeCloseTo((4 * 0.5 + (7 * -1) / 3) / 11, 12);
  });

  it('applies scale and offset before the ratio', () => {
    const [zone] = stats([
      '--scene',
      scene.path,
      '--index',
      'NDVI',
      '--zones',
      scene.zones,
      '--scale',
      '0.0001',
      '--offset',
      '-0.05',
    ]).zones;
    expect(zone.max).toBeCloseTo((0.25 - 0.05) / (0.25 + 0.05), 12);
  });

  it('takes a typed formula and bands by number, several scenes files in order', async () => {
    const second = join(folder, 'second.tif');
    await writeGeoTiff(second, { grid: smallGrid, bands: [new Uint16Array(12).fill(40)] });
    const [zone] = stats([
      '--scene',
      scene.path,
      second,
      '--index',
      'b2 - b3 * 2',
      '--zones',
      scene.zones,
    ]).zones;
    expect([zone.min, zone.max]).toEqual([500 - 80, 3000 - 80]);
    const byName = stats([
      '--scene',
      scene.path,
      second,
      '--bands',
      'red=3,nir=2',
      '--index',
      'ndvi',
      '--zones',
      scene.zones,
    ]).zones[0];
    expect(byName.max).toBeCloseTo((3000 - 40) / 3040, 12);
  });

  it('names zones that cannot be used, and says what was said about their file', () => {
    const zones = join(folder, 'mixed.json');
    const ring = (points: number[][]) => ({ type: 'Polygon', coordinates: [points.map(([x, y]) => [y, x])] });
    const [w, e, n, s] = [500000, 500020, 3600000, 3599980];
    const square = [[w, n], [e, n], [e, s], [w, s], [w, n]]; // prettier-ignore
    const crossed = [[w, n], [e, s], [e, n], [w, s], [w, n]]; // prettier-ignore
    const feature = (name: string, points: number[][]) => ({
      type: 'Feature',
      properties: { name },
      geometry: ring(points),
    });
    writeFileSync(
      zones,
      JSON.stringify({
        type: 'FeatureCollection',
        features: [feature('方', square), feature('结', crossed)],
      }),
    );
    const args = ['stats', '--scene', scene.path, '--index', 'NDVI', '--zones', zones, '--threshold', '0.1'];
    expect(runCli(args).stderr).toMatch(/zone 方.*look like metres/);
    const said = [...args, '--zones-crs', 'EPSG:32650', '--swap-axes'];
    const run = runCli(said);
    expect(run.stdout.split('\n')).toHaveLength(4);
    expect(run.stderr).toMatch(/结: its outline crosses itself/);
    expect(run.stderr).toContain('swapped as asked');
    const { zones: rows, recipe } = JSON.parse(runCli([...said, '--json']).stdout) as StatsDocument;
    expect(rows.map(row => [row.coveragePixels, row.problem?.code])).toEqual([
      [4, undefined],
      [0, 'zone-invalid'],
    ]);
    expect(recipe.warnings).toContainEqual(expect.stringContaining('the one that was asked for'));
  });

  it('lays zones of one datum on a scene as they are, and tells what lies between two', async () => {
    const path = join(folder, 'xian80.tif');
    const grid = { ...smallGrid, crs: crsFromEpsg(2384)! };
    await writeGeoTiff(path, {
      grid,
      bands: [new Uint16Array(12).fill(1000), new Uint16Array(12).fill(3000)],
    });
    const args = ['--scene', path, '--bands', 'red=1,nir=2', '--index', 'NDVI', '--zones'];
    const ring = [[500000, 3600000], [500020, 3600000], [500020, 3599980], [500000, 3599980], [500000, 3600000]]; // prettier-ignore
    for (const [code, told] of [
      [2384, false],
      [4526 + 22, true],
    ] as const) {
      // EPSG:4548 is CGCS2000 with the same meridian; its ellipsoid differs by 3 m.
      const zones = join(folder, `${code}.geojson`);
      writeZones(zones, [{ name: '区', ring }], code);
      const { zones: rows, recipe } = stats([...args, zones]);
      expect(rows[0].coveragePixels).toBeCloseTo(4, told ? 0 : 9);
      expect(recipe.warnings.some(w => w.includes('no shift of Xian 1980 is published'))).toBe(told);
    }
  });

  it('lays zones of another CRS on the scene', () => {
    // The square of the first test, its corners in longitude and latitude by PROJ (gdaltransform EPSG:32650 → 4326).
    const zones = join(folder, 'lonlat.geojson');
    const corners = [
      [117, 32.5373552362111],
      [117, 32.5372199205289],
      [117.000212991505, 32.5372199203485],
      [117.000212991824, 32.5373552360307],
    ];
    writeFileSync(zones, JSON.stringify({ type: 'Polygon', coordinates: [[...corners, corners[0]]] }));
    const [zone] = stats(['--scene', scene.path, '--index', 'NDVI', '--zones', zones]).zones;
    expect(zone.coveragePixels).toBeCloseTo(3, 6);
    expect(zone.mean).toBeCloseTo((0.5 * 2 - 1 / 3) / 3, 6);
  });

  it('keeps going past a zone that cannot be used, and says so', () => {
    const zones = join(folder, 'mixed.geojson');
    writeZones(zones, [
      {
        name: 'good',
        ring: [
          [500000, 3600000],
          [500010, 3600000],
          [500010, 3599990],
          [500000, 3599990],
          [500000, 3600000],
        ],
      },
      {
        name: 'far',
        ring: [
          [600000, 3600000],
          [600010, 3600000],
          [600010, 3599990],
          [600000, 3600000],
        ],
      },
      {
        name: 'tie',
        ring: [
          [500000, 3600000],
          [500020, 3599980],
          [500020, 3600000],
          [500000, 3599980],
          [500000, 3600000],
        ],
      },
    ]);
    const run = runCli(['stats', '--scene', scene.path, '--index', 'NDVI', '--zones', zones, '--json']);
    expect(run.status).toBe(0);
    const { zones: rows } = JSON.parse(run.stdout) as StatsDocument;
    expect(rows.map(z => z.problem?.code ?? null)).toEqual([null, 'zone-outside', 'zone-invalid']);
    expect(rows[1].mean).toBeNull();
    expect(run.stderr).toContain('warning[zone-invalid]: tie');
  });
});

describe('bad use and bad input', () => {
  const failing = (args: string[]) => {
    const run = runCli(args);
    return { status: run.status, line: run.stderr.split('\n')[0], stdout: run.stdout };
  };
  const base = () => ['stats', '--scene', scene.path, '--index', 'NDVI', '--zones', scene.zones];

  it.each([
    [[], 'a command is needed'],
    [['frobnicate'], 'no command'],
    [['stats'], '--scene'],
    [['info'], 'file or folder'],
    [['stats', '--scene', '--index', 'NDVI'], '--scene'],
    [['assess', 'both'], 'bloom, redline or state'],
    [['info', 'x.tif', '--nonsense'], 'nonsense'],
  ])('%j is bad usage: exit 2', (args, words) => {
    const run = failing(args);
    expect(run.status).toBe(2);
    expect(run.line).toMatch(/^error\[usage]: /);
    expect(run.line).toContain(words);
    expect(run.stdout).toBe('');
  });

  it('answers one clear line and exit 1', () => {
    mkdirSync(join(folder, 'empty-folder'), { recursive: true });
    writeFileSync(join(folder, 'broken.geojson'), '{"type": "FeatureCollection", "features": [');
    writeZones(join(folder, 'tie.geojson'), [
      {
        name: '蝴蝶结',
        ring: [
          [500000, 3600000],
          [500020, 3599980],
          [500020, 3600000],
          [500000, 3599980],
          [500000, 3600000],
        ],
      },
    ]);
    writeZones(join(folder, 'far.geojson'), [
      {
        name: '远',
        ring: [
          [600000, 3600000],
          [600010, 3600000],
          [600010, 3599990],
          [600000, 3600000],
        ],
      },
    ]);
    const cases: [string[], RegExp][] = [
      [['info', join(folder, 'missing.tif')], /^error\[not-found]: .*missing\.tif: /],
      [['info', join(folder, 'empty-folder')], /^error\[not-found]: .*empty-folder: /],
      [['info', scene.zones], /^error\[not-a-tiff]: .*zones\.geojson: /],
      [[...base().slice(0, 4), 'FAI', ...base().slice(5)], /^error\[band-missing]: .*S1/],
      [[...base().slice(0, 4), '(N - ', ...base().slice(5)], /^error\[formula-invalid]: /],
      [
        [...base().slice(0, 6), join(folder, 'broken.geojson')],
        /^error\[zones-unreadable]: .*broken\.geojson: /,
      ],
      [
        [...base().slice(0, 6), join(folder, 'tie.geojson')],
        /^error\[zone-invalid]: 蝴蝶结: .*crosses itself/,
      ],
      [[...base().slice(0, 6), join(folder, 'far.geojson')], /^error\[zone-outside]: 远: /],
      [[...base(), '--bands', 'red=9'], /^error\[bad-input]: .*from 1 to 2/],
      [[...base(), '--layer', 'other'], /^error\[not-found]: /],
    ];
    for (const [args, pattern] of cases) {
      const run = failing(args);
      expect(run.status, args.join(' ')).toBe(1);
      expect(run.line).toMatch(pattern);
      expect(run.stdout).toBe('');
    }
  });

  it('says when nothing places the picture on the ground', async () => {
    const path = join(folder, 'nowhere.tif');
    await writeGeoTiff(path, {
      grid: { ...smallGrid, affine: [0, 1, 0, 0, 0, 1], crs: null },
      bands: [new Uint8Array(12).fill(1)],
    });
    const { status, line } = failing(['stats', '--scene', path, '--index', 'b1', '--zones', scene.zones]);
    expect(status).toBe(1);
    expect(line).toMatch(/^error\[(no-georeference|crs-unknown)]/);
  });

  it('refuses bands of different grids, naming the file', async () => {
    const other = join(folder, 'other-grid.tif');
    await writeGeoTiff(other, {
      grid: { ...smallGrid, affine: [500003, 10, 0, 3600000, 0, -10] },
      bands: [new Uint16Array(12)],
    });
    const { status, line } = failing(['info', scene.path, other]);
    expect(status).toBe(1);
    expect(line).toMatch(/^error\[grids-differ]: other-grid\.tif: /);
  });
});

describe('bloomline info', () => {
  it('prints one JSON document with the agreed names', () => {
    const run = runCli(['info', scene.path, '--json']);
    expect(run.status).toBe(0);
    const info = JSON.parse(run.stdout) as Record<string, unknown>;
    expect(info).toMatchObject({
      width: 4,
      height: 3,
      affine: [500000, 10, 0, 3600000, 0, -10],
      pixelSize: [10, 10],
      extent: [500000, 3599970, 500040, 3600000],
      nodata: 0,
      compression: 'DEFLATE',
      layout: 'tiled',
      blockSize: [256, 256],
      overviews: [],
      sensor: null,
      acquired: null,
      crs: { epsg: 32650, name: 'WGS 84 / UTM zone 50N' },
    });
    expect(info.bands).toMatchObject([
      { index: 1, type: 'UInt16', role: 'R', description: 'red' },
      { index: 2, type: 'UInt16', role: 'N', description: 'nir' },
    ]);
    expect(info.radiometry).toMatchObject({ scale: 1, offset: 0 });
  });

  it('reads a scene in a CRS that has no EPSG code', async () => {
    const path = join(folder, 'geographic.tif');
    await writeGeoTiff(path, {
      grid: { width: 2, height: 2, affine: [119, 0.1, 0, 33, 0, -0.1], crs: cgcs2000 },
      bands: [new Uint8Array(4)],
    });
    const info = JSON.parse(runCli(['info', path, '--json']).stdout) as { crs: { epsg: number } };
    expect(info.crs.epsg).toBe(4490);
  });
});
