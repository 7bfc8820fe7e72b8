import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { inspectFile } from '#host/raster/inspect-file.ts';
import { warpToGrid } from '#host/raster/warp-to-grid.ts';
import { writeCog } from '#host/raster/tiff/write/write-cog.ts';
import { gdal, hasGdal, temporaryFolder } from '#tests/fixtures/gdal.ts';
import { runCli } from '#tests/fixtures/run-cli.ts';

const folder = temporaryFolder();
const [width, height] = [150, 110];
const utm = { width, height, affine: [500000, 30, 0, 3500000, 0, -30] as const, crs: crsFromEpsg(32650)! };

async function scene(name: string, nodata: number | null, extra: object = {}): Promise<string> {
  const path = join(folder, name);
  const plane = (shift: number) =>
    Uint16Array.from({ length: width * height }, (_, i) => {
      const [x, y] = [i % width, Math.floor(i / width)];
      if (nodata !== null && (x - 60) ** 2 + (y - 40) ** 2 < 100) return nodata;
      return Math.round(2000 + shift + 500 * Math.sin(x / 9) + 300 * Math.cos(y / 7));
    });
  await writeCog(
    path,
    { grid: { ...utm, affine: [...utm.affine] }, type: 'UInt16', samples: 2, nodata, ...extra },
    [{ rows: height, planes: [plane(0), plane(100)] }],
  );
  return path;
}

function pixels(path: string, band: number): Uint16Array {
  const raw = join(folder, 'raw.bin');
  gdal('gdal_translate', ['-q', '-of', 'ENVI', '-b', String(band), path, raw]);
  const bytes = readFileSync(raw);
  return new Uint16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

describe.skipIf(!hasGdal)('a file on the grid of another one', () => {
  it.each(['nearest', 'bilinear', 'cubic', 'average'] as const)('equals gdalwarp, %s', async how => {
    const source = await scene(`a-${how}.tif`, 0);
    const like = join(folder, `like-${how}.tif`);
    gdal('gdalwarp', ['-q', '-overwrite', '-et', '0', '-t_srs', 'EPSG:4490', '-tr', '0.0003', '0.0003', '-r', how, source, like]); // prettier-ignore
    const out = join(folder, `out-${how}.tif`);
    await warpToGrid(source, inspectFile(like).grid, out, { how, compression: 'deflate' });
    expect(inspectFile(out).grid).toEqual(inspectFile(like).grid);
    for (const band of [1, 2]) {
      const [ours, expected] = [pixels(out, band), pixels(like, band)];
      let differ = 0;
      // Places may be off by the allowed 0.05 pixels: at most 500/9 · 0.05 + 300/7 · 0.05 ≈ 5 of these slopes.
      ours.forEach((value, i) => {
        if ((value === 0) !== (expected[i] === 0) || (how !== 'nearest' && Math.abs(value - expected[i]) > 5))
          differ++;
        else if (how === 'nearest' && Math.abs(value - expected[i]) > 130) differ++;
      });
      expect(differ).toBeLessThan(ours.length * 0.003);
    }
    expect(gdal('gdalinfo', [out])).toContain('LAYOUT=COG');
  });

  it('has a mask where the source declares no nodata', async () => {
    const source = await scene('plain.tif', null);
    const like = join(folder, 'wide.tif');
    gdal('gdal_translate', ['-q', '-a_ullr', '499000', '3501000', '505500', '3495700', source, like]);
    const out = join(folder, 'masked.tif');
    await warpToGrid(source, inspectFile(like).grid, out, { how: 'nearest', compression: 'zstd' });
    expect(inspectFile(out).mask).toBe('internal mask');
    expect(gdal('gdalinfo', [out])).toContain('PER_DATASET');
  });

  it('refuses values between classes, and an undefined place', async () => {
    const classes = await scene('classes.tif', 0, { bands: [{ items: { CLASS_1: '水华' } }, { items: {} }] });
    const like = await scene('like.tif', 0);
    const run = runCli([
      'warp',
      classes,
      '--like',
      like,
      '--resampling',
      'cubic',
      '--out',
      join(folder, 'x.tif'),
    ]);
    expect(run.stderr).toContain('choose nearest or mode');
    const fine = runCli([
      'warp',
      classes,
      '--like',
      like,
      '--resampling',
      'mode',
      '--out',
      join(folder, 'x.tif'),
      '--json',
    ]);
    expect(JSON.parse(fine.stdout)).toMatchObject({ resampling: 'mode', width, height });
    const bare = join(folder, 'bare.tif');
    gdal('gdal_translate', ['-q', '-co', 'PROFILE=BASELINE', like, bare]);
    writeFileSync(`${bare}.aux.xml`, '');
    const error = runCli(['warp', bare, '--like', like, '--out', join(folder, 'y.tif')]);
    expect(error.stderr).toMatch(/^error\[crs-unknown\]/m);
  });
});
