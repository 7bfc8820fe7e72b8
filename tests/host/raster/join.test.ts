import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crsFromEpsg } from '#core/grid/crs.ts';
import type { Affine, Window } from '#core/grid/grid.ts';
import type { Zone } from '#core/zones/zone.ts';
import { assessBloom } from '#host/run/bloom/assess-bloom.ts';
import { planBloom } from '#host/run/bloom/plan-bloom.ts';
import { tallyBloom } from '#host/run/bloom/tally-bloom.ts';
import { cloudsOnly } from '#host/recipe/mask-request.ts';
import { listPictures } from '#host/raster/list-pictures.ts';
import { openScene } from '#host/raster/open-scene.ts';
import { chunksOf, SceneReader } from '#host/raster/reader/scene-reader.ts';
import type { Scene } from '#core/scene/scene.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { gdal, hasGdal, temporaryFolder } from '#tests/fixtures/gdal.ts';

const folder = temporaryFolder();
const crs = crsFromEpsg(32650)!;
const side = 160;
const [left, top] = [600_000, 3_240_000];

/** Red and infrared of pixel (col, row): a bloom in the middle of water; 1 to 4000, never 0. */
const isBloom = (col: number, row: number) => Math.hypot(col - 80, row - 75) < 30;
const value = (band: number, col: number, row: number) =>
  band === 0 ? 500 + ((col * 7 + row * 3) % 11) : (isBloom(col, row) ? 2000 : 300) + ((col * 5 + row) % 13);

interface Part {
  name: string;
  window: Window;
  /** Pixels without data. */
  empty?: (col: number, row: number) => boolean;
}

async function write(place: string, { name, window, empty }: Part): Promise<string> {
  const { col, row, width, height } = window;
  const band = (b: number) =>
    Uint16Array.from({ length: width * height }, (_, i) => {
      const at = [col + (i % width), row + Math.floor(i / width)] as const;
      return empty?.(...at) ? 0 : value(b, ...at);
    });
  mkdirSync(join(folder, place), { recursive: true });
  const path = join(folder, place, `${name}.tif`);
  const affine: Affine = [left + col * 10, 10, 0, top - row * 10, 0, -10];
  await writeGeoTiff(path, {
    grid: { width, height, affine, crs },
    bands: [band(0), band(1)],
    nodata: 0,
    descriptions: ['red', 'nir'],
  });
  return path;
}
const all: Window = { col: 0, row: 0, width: side, height: side };

const lake: Zone = {
  name: '湖',
  geometry: [
    [
      Array.from({ length: 65 }, (_, i) => [
        left + 800 + 620 * Math.cos((i % 64) * (Math.PI / 32)),
        top - 780 + 620 * Math.sin((i % 64) * (Math.PI / 32)),
      ]),
    ],
  ],
  attributes: {},
};

async function bloomOf(scene: ReturnType<typeof openScene>) {
  const zones = { zones: [lake], crs, subject: 'zones', files: [] };
  const plan = planBloom({ scene, zones, index: 'NDVI', mask: cloudsOnly('none') });
  return (await assessBloom(await tallyBloom(plan, null), { threshold: 0 }, null)).zones[0];
}

/** Every pixel of a scene's two bands, and which hold data. */
async function pixels(scene: ReturnType<typeof openScene>) {
  const reader = new SceneReader(scene);
  try {
    return await reader.readWindow(
      ['R', 'N'],
      { ...all, width: scene.grid.width, height: scene.grid.height },
      'none',
    );
  } finally {
    reader.close();
  }
}

describe('pictures of one pass', () => {
  it('are gone through in chunks that cover every pixel once', () => {
    const window = fc
      .tuple(fc.nat(90), fc.nat(90), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }))
      .map(([col, row, width, height]): Window => ({ col, row, width, height }));
    fc.assert(
      fc.property(fc.array(window, { minLength: 1, maxLength: 4 }), window, (places, area) => {
        const files = places.map((w, i) => ({
          file: `${i}`,
          width: w.width,
          height: w.height,
          compression: 'NONE',
          layout: i % 2 ? 'striped' : 'tiled',
          blockSize: [16, 16],
          interleave: 'pixel',
          overviews: [],
          bigTiff: false,
          bytes: 1,
        }));
        const parts = places.map((w, i) => ({ name: `${i}`, files: [`${i}`], window: w }));
        const scene = { grid: { width: 150, height: 150 }, files, joined: { parts } } as unknown as Scene;
        const times = new Uint8Array(150 * 150);
        for (const { col, row, width, height } of chunksOf(scene, area))
          for (let r = row; r < row + height; r++)
            for (let c = col; c < col + width; c++) times[r * 150 + c]++;
        const inside = (i: number) =>
          i % 150 >= area.col &&
          i % 150 < area.col + area.width &&
          Math.floor(i / 150) >= area.row &&
          Math.floor(i / 150) < area.row + area.height;
        expect(times.every((n, i) => n === Number(inside(i)))).toBe(true);
      }),
      { seed: 14 },
    );
  });

  it('are one picture: tiles that overlap, each place once, with the numbers of the whole', async () => {
    const whole = openScene([await write('whole', { name: 'S2_20230815', window: all })]);
    const tiles = [
      await write('tiles', {
        name: 'S2_T50RMU_20230815',
        window: { col: 0, row: 0, width: 100, height: side },
      }),
      await write('tiles', {
        name: 'S2_T50RNU_20230815',
        window: { col: 70, row: 0, width: 90, height: side },
      }),
    ];
    const scene = openScene(tiles);
    expect(scene.name).toBe('S2_20230815');
    expect(scene.grid).toEqual(whole.grid);
    expect(scene.joined!.parts.map(p => p.window.col)).toEqual([0, 70]);
    expect(await pixels(scene)).toEqual(await pixels(whole));
    const [own, peer] = [await bloomOf(scene), await bloomOf(whole)];
    for (const key of ['areaKm2', 'validAreaKm2', 'bloomAreaKm2', 'mean', 'std'] as const)
      expect(own[key]).toBeCloseTo(peer[key]!, 12);
    expect(own.grade).toEqual(peer.grade);
    expect(scene.warnings.join()).toContain('the first that has data is taken');
  });

  it('fill each other where one has no data, whatever the order', async () => {
    const whole = openScene([await write('whole', { name: 'S2_20230815', window: all })]);
    const swath = await write('swath', {
      name: 'S2_a_20230815',
      window: { ...all, width: 120 },
      empty: (c, r) => c > 90 - r / 8,
    });
    const rest = await write('swath', { name: 'S2_b_20230815', window: { ...all, col: 60, width: 100 } });
    for (const paths of [
      [swath, rest],
      [rest, swath],
    ])
      expect(await pixels(openScene(paths))).toEqual(await pixels(whole));
  });

  it('leave what none of them has without data: it is of the zone and not seen', async () => {
    const parts = [
      await write('corner', {
        name: 'x-0000000000-0000000000',
        window: { col: 0, row: 0, width: 80, height: 80 },
      }),
      await write('corner', {
        name: 'x-0000000080-0000000080',
        window: { col: 80, row: 80, width: 80, height: 80 },
      }),
    ];
    const scene = openScene(parts);
    expect(scene.grid).toMatchObject({ width: side, height: side });
    const { validity } = await pixels(scene);
    expect(validity.filter(v => v === 0)).toHaveLength(2 * 80 * 80);
    const zone = await bloomOf(scene);
    expect(zone.areaByReasonKm2.nodata! + zone.validAreaKm2).toBeCloseTo(zone.areaKm2, 12);
  });

  it('are found in a folder, and are one scene of it; other days stay their own', async () => {
    const window = (col: number) => ({ col, row: 0, width: 80, height: side });
    await write('series', { name: 'S2_T50RMU_20230815', window: window(0) });
    await write('series', { name: 'S2_T50RNU_20230815', window: window(80) });
    await write('series', { name: 'S2_T50RMU_20230820', window: window(0) });
    await write('series', { name: 'lake-0000000000-0000000000', window: window(0) });
    await write('series', { name: 'lake-0000000000-0000000080', window: window(80) });
    const found = listPictures(join(folder, 'series'));
    expect(found.map(({ name, paths }) => [name, paths.length]).sort()).toEqual([
      ['S2_20230815', 2],
      ['S2_T50RMU_20230820', 1],
      ['lake', 2],
    ]);
  });

  it('are not two days, nor two products of one day', async () => {
    const days = [
      await write('days', { name: 'a_20230815', window: { ...all, width: 80 } }),
      await write('days', { name: 'a_20230820', window: { ...all, col: 80, width: 80 } }),
    ];
    expect(() => openScene(days)).toThrow(/the days differ/);
    const affine: Affine = [left, 10, 0, top, 0, -10];
    const bands = [1, 2, 3].map(v => new Uint16Array(side * side).fill(v));
    const products = ['TOA', 'BOA'].map(name => join(folder, 'days', `b_20230815_${name}.tif`));
    for (const path of products)
      await writeGeoTiff(path, { grid: { width: side, height: side, affine, crs }, bands });
    expect(() => openScene(products)).toThrow(/same place on the same day/);
    expect(() => openScene([join(folder, 'days')])).toThrow(/open them one by one/);
  });

  it.skipIf(!hasGdal)(
    'on another UTM zone are refused until a method is named, and come out as gdalwarp makes them',
    async () => {
      const west = await write('zones', { name: 'S2_T50RPU_20230815', window: { ...all, width: 90 } });
      const whole = await write('zones-whole', { name: 'S2_20230815', window: all });
      const east = join(folder, 'zones', 'S2_T51RTP_20230815.tif');
      // The eastern part as its own zone has it.
      gdal('gdalwarp', ['-q', '-t_srs', 'EPSG:32651', '-tr', '10', '10', '-tap', '-te_srs', 'EPSG:32650', '-te', `${left + 700}`, `${top - 1700}`, `${left + 1700}`, `${top + 100}`, '-r', 'near', '-et', '0', whole, east]); // prettier-ignore
      expect(() => openScene([west, east])).toThrow(/--join/);
      const scene = openScene([west, east], { join: 'nearest' });
      const { affine, width, height } = scene.grid;
      const alone = join(folder, 'zones', 'east-on-50.tif');
      gdal('gdalwarp', ['-q', '-t_srs', 'EPSG:32650', '-te', `${affine[0]}`, `${affine[3] - height * 10}`, `${affine[0] + width * 10}`, `${affine[3]}`, '-tr', '10', '10', '-r', 'near', '-et', '0', east, alone]); // prettier-ignore
      const mosaic = join(folder, 'zones', 'mosaic.tif');
      // The last one is on top in gdalwarp.
      gdal('gdalwarp', ['-q', '-te', `${affine[0]}`, `${affine[3] - height * 10}`, `${affine[0] + width * 10}`, `${affine[3]}`, '-tr', '10', '10', '-r', 'near', '-et', '0', alone, west, mosaic]); // prettier-ignore
      const [own, peer] = [await pixels(scene), await pixels(openScene([mosaic]))];
      // Places are right to a hundredth of a pixel: of 27,000 pixels a few lie on the edge between two.
      const other = own.values[1].filter((v, i) => v !== peer.values[1][i]).length;
      expect(other / own.values[1].length).toBeLessThan(1e-3);
      const [zone, alike] = [await bloomOf(scene), await bloomOf(openScene([mosaic]))];
      expect(zone.bloomAreaKm2 / alike.bloomAreaKm2).toBeCloseTo(1, 4);
      expect(zone.areaKm2).toBeCloseTo(alike.areaKm2, 9);
      expect(scene.warnings.join()).toContain('by nearest');
    },
  );
});
