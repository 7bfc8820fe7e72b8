import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { converter } from '#core/grid/convert.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { toMap, type Affine } from '#core/grid/grid.ts';
import { rpcPlace } from '#core/grid/rpc.ts';
import { openScene } from '#host/raster/open-scene.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { gdal, hasGdal, temporaryFolder } from '../fixtures/gdal.ts';
import { brightness, picture } from '../fixtures/known-ground.ts';
import { rpbOf, skewedRpc } from '../fixtures/rpc.ts';
import { runCli } from '../fixtures/run-cli.ts';
import { tarOf } from '../fixtures/tar.ts';

const folder = temporaryFolder();
const [utm, degrees] = [crsFromEpsg(32650)!, crsFromEpsg(4326)!];
const name = 'GF1_WFV3_E118.0_N29.3_20230815_L1A0001';
const [x, y] = converter(degrees, utm)([118, 29.3]);
/** Inside of the swath. */
const corner: Affine = [x - 3000, 20, 0, y + 2600, 0, -20];

it('a package with heights, a geoid and a reference on another grid: every pixel shows its ground', async () => {
  const toUtm = converter(degrees, utm);
  const tiff = await picture(join(folder, `${name}.tiff`), [600, 500], [0, 1, 0, 0, 0, 1], null, (c, r) =>
    // 250 m above the ellipsoid; polynomials that err by (3.4, −2.2) pixels.
    brightness(...(toUtm(rpcPlace(skewedRpc, c - 3.4, r + 2.2, 250)!) as [number, number])),
  );
  const files = { [`${name}.tiff`]: readFileSync(tiff), [`${name}.rpb`]: Buffer.from(rpbOf(skewedRpc)) };
  const packed = join(folder, `${name}.tar.gz`);
  writeFileSync(packed, gzipSync(tarOf(files)));
  const dem = join(folder, 'dem.tif');
  const side = 200;
  await writeGeoTiff(dem, {
    grid: { width: side, height: side, affine: [117.9, 0.001, 0, 29.4, 0, -0.001], crs: degrees },
    bands: [new Int16Array(side ** 2).fill(225)],
  });
  const like = await picture(join(folder, 'like.tif'), [300, 260], corner, utm, (c, r) =>
    brightness(...toMap(corner, c, r)),
  );
  const out = join(folder, 'prepared.tif');
  const ground = ['--dem', dem, '--geoid', '25', '--reference', like];
  const run = runCli([
    'prepare',
    packed,
    '--level',
    'counts',
    ...ground,
    '--like',
    like,
    '--out',
    out,
    '--json',
  ]);
  expect(run.status).toBe(0);
  const told = JSON.parse(run.stdout) as {
    shiftPixels: [number, number];
    rmsePixels: number;
    crs: string;
    pixelSize: [number, number];
    refinements: { places: { used: boolean }[] }[];
  };
  expect(told.shiftPixels[0]).toBeCloseTo(3.4, 1);
  expect(told.shiftPixels[1]).toBeCloseTo(-2.2, 1);
  expect(told.rmsePixels).toBeLessThan(0.2);
  expect([told.crs, told.pixelSize]).toEqual(['EPSG:32650', [20, 20]]);
  expect(told.refinements[0].places.length).toBeGreaterThan(10);

  const scene = openScene([out]);
  const reader = new SceneReader(scene);
  const whole = { col: 0, row: 0, width: 300, height: 260 };
  const { values, validity } = await reader.readWindow(['b1'], whole, 'none');
  reader.close();
  let [sum, count] = [0, 0];
  for (let i = 0; i < validity.length; i++) {
    if (validity[i] !== 0) continue;
    sum += (values[0][i] - brightness(...toMap(corner, (i % 300) + 0.5, Math.floor(i / 300) + 0.5))) ** 2;
    count++;
  }
  expect(count).toBe(300 * 260);
  // Brightness varies by about 700; two bilinear interpolations blur waves of 50 m, a shift of a pixel makes 300.
  expect(Math.sqrt(sum / count)).toBeLessThan(150);
  if (!hasGdal) return;
  const info = JSON.parse(gdal('gdalinfo', ['-json', out])) as {
    geoTransform: number[];
    metadata: { IMAGE_STRUCTURE: { LAYOUT: string } };
    stac: { 'proj:epsg': number };
  };
  expect(info.geoTransform).toEqual(corner);
  expect(info.stac['proj:epsg']).toBe(32650);
  expect(info.metadata.IMAGE_STRUCTURE.LAYOUT).toBe('COG');
});
