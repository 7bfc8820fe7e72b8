import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { runCli } from '#tests/fixtures/run-cli.ts';

const folder = temporaryFolder();

it('pyramid makes no folder where the last workspace was', async () => {
  const gone = join(folder, 'gone');
  const home = join(folder, 'home');
  mkdirSync(home);
  const recent = [{ path: gone, name: 'gone', opened: '2025-07-18T00:00:00Z' }];
  writeFileSync(join(home, 'recent.json'), JSON.stringify(recent));
  const file = join(folder, 'scene.tif');
  const grid = { width: 4, height: 4, affine: [0, 1, 0, 0, 0, -1] as const, crs: null };
  await writeGeoTiff(file, { grid, bands: [new Uint8Array(16)] });
  const run = runCli(['pyramid', file], { BLOOMLINE_HOME: home });
  expect(run.status).toBe(2);
  expect(run.stderr).toContain('--workspace is needed');
  expect(existsSync(gone)).toBe(false);
});
