import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { crsFromEpsg } from '#core/grid/crs.ts';
import type { Grid, Window } from '#core/grid/grid.ts';
import { resamplings, type Resampling } from '#core/grid/resample.ts';
import { inspectFile } from '#host/raster/inspect-file.ts';
import { warpWindow, type BandSource } from '#host/raster/reader/warp.ts';
import { writeCog } from '#host/raster/tiff/write/write-cog.ts';
import { gdal, hasGdal, temporaryFolder } from '#tests/fixtures/gdal.ts';

const folder = temporaryFolder();
const width = 120;
const height = 90;
const nodata = -9999;
const utm: Grid = { width, height, affine: [500000, 30, 0, 3500000, 0, -30], crs: crsFromEpsg(32650)! };

/** A smooth field with a hole of nodata; whole numbers of few values for the commonest-value test. */
function field(how: Resampling): Float32Array {
  return Float32Array.from({ length: width * height }, (_, i) => {
    const x = i % width;
    const y = Math.floor(i / width);
    if ((x - 60) ** 2 + (y - 40) ** 2 < 100) return nodata;
    const value = 1000 + 300 * Math.sin(x / 11) + 200 * Math.cos(y / 8) + ((x * 7 + y * 13) % 10);
    return how === 'mode' ? Math.floor(value / 200) : value;
  });
}

function sourceOf(values: Float32Array): BandSource {
  return {
    grid: utm,
    read({ col, row, width: w, height: h }: Window) {
      const cut = new Float32Array(w * h);
      for (let y = 0; y < h; y++)
        cut.set(values.subarray((row + y) * width + col, (row + y) * width + col + w), y * w);
      return Promise.resolve({ values: cut, valid: Uint8Array.from(cut, v => (v === nodata ? 0 : 1)) });
    },
  };
}

const targets: [string, string[]][] = [
  ['longitude and latitude', ['-t_srs', 'EPSG:4326']],
  ['Web Mercator, twice as coarse', ['-t_srs', 'EPSG:3857', '-tr', '70', '70']],
  ['CGCS2000 3° zone', ['-t_srs', 'EPSG:4548', '-tr', '25', '25']],
  [
    'the same system, pixels moved and 2.5 times as large',
    ['-tr', '75', '75', '-te', '500010', '3497380', '503460', '3499930'],
  ],
];

describe.runIf(hasGdal)('warpWindow agrees with gdalwarp -et 0 (needs GDAL)', () => {
  describe.each(resamplings)('%s', how => {
    it.each(targets)('%s', async (_, options) => {
      const values = field(how);
      const source = join(folder, `source_${how}.tif`);
      await writeCog(source, { grid: utm, type: 'Float32', samples: 1, nodata, overviews: 'none' }, [
        { rows: height, planes: [values] },
      ]);
      const path = join(folder, 'warped.tif');
      gdal('gdalwarp', ['-q', '-overwrite', '-et', '0', '-r', how, ...options, source, path]);
      const target = inspectFile(path).grid;
      const raw = join(folder, 'warped.bin');
      gdal('gdal_translate', ['-q', '-of', 'ENVI', path, raw]);
      const bytes = readFileSync(raw);
      const expected = new Float32Array(
        bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
      );
      const whole = { col: 0, row: 0, width: target.width, height: target.height };
      const ours = await warpWindow(sourceOf(values), target, whole, { how, tolerance: 0 });
      let validity = 0;
      let differ = 0;
      let worst = 0;
      expected.forEach((e, i) => {
        const isValid = e !== nodata;
        if (isValid !== !Number.isNaN(ours[i])) validity++;
        else if (isValid) {
          const error = Math.abs(e - ours[i]);
          if (error > 0.02) differ++;
          worst = Math.max(worst, error);
        }
      });
      // Places on a pixel's very edge may fall to either side: PROJ and proj4 agree to about a micrometre.
      expect(
        { validity: validity <= 0.0005 * expected.length, differ: differ <= 0.0005 * expected.length },
        `${validity} and ${differ} of ${expected.length}, worst ${worst}`,
      ).toEqual({ validity: true, differ: true });
      expect(expected.length).toBeGreaterThan(500);
    });
  });

  it('an error of 0.05 pixels is kept where it is allowed', async () => {
    const values = Float32Array.from(
      { length: width * height },
      (_, i) => (i % width) + 1000 * Math.floor(i / width),
    );
    const target: Grid = {
      width: 130,
      height: 100,
      affine: [117, 0.0003, 0, 31.63, 0, -0.0003],
      crs: crsFromEpsg(4326)!,
    };
    const whole = { col: 0, row: 0, width: 130, height: 100 };
    const exact = await warpWindow(sourceOf(values), target, whole, { how: 'bilinear', tolerance: 0 });
    const quick = await warpWindow(sourceOf(values), target, whole, { how: 'bilinear' });
    let compared = 0;
    exact.forEach((e, i) => {
      if (Number.isNaN(e) || Number.isNaN(quick[i])) return;
      compared++;
      // Rows count 1000 and columns 1 each: 0.05 of both.
      expect(Math.abs(e - quick[i])).toBeLessThanOrEqual(0.05 * 1001);
    });
    expect(compared).toBeGreaterThan(5000);
  });
});
