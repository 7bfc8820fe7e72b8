import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openScene } from '#host/raster/open-scene.ts';
import { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { gdal, hasGdal, temporaryFolder } from '#tests/fixtures/gdal.ts';
import { workersTime } from '#tests/fixtures/processor-time.ts';

const folder = temporaryFolder();

describe.runIf(hasGdal)('tiles that nobody wants any more (needs GDAL)', () => {
  it('free their thread long before they would be done', async () => {
    const side = 4096;
    const grid = { width: side, height: side, affine: [0, 1, 0, 0, 0, -1] as const, crs: null };
    const noise = Uint16Array.from({ length: side * side }, (_, i) => Math.imul(i, 2654435761) >>> 18);
    await writeGeoTiff(join(folder, 'cog.tif'), { grid, bands: [noise] });
    const file = join(folder, 'tiles.tif');
    const tiles = [
      '-co',
      'TILED=YES',
      '-co',
      'BLOCKXSIZE=64',
      '-co',
      'BLOCKYSIZE=64',
      '-co',
      'COMPRESS=DEFLATE',
    ];
    gdal('gdal_translate', ['-q', ...tiles, join(folder, 'cog.tif'), file]);
    const scene = openScene([file]);
    const pool = new RasterPool(1);
    try {
      const tile = (x: number, signal?: AbortSignal) =>
        pool.run(
          'tile',
          { scene, layers: ['b1'], mask: 'none', x, y: 0, resolution: 16, size: 256 },
          { urgent: true, signal },
        );
      await pool.run('probe', { scene, col: 0, row: 0, formula: null, wavelengths: {}, mask: 'none' });
      const started = workersTime();
      await tile(0);
      const whole = workersTime() - started;
      // The same again without what was kept of it: 4096 blocks, of which it is told to stop after a tenth of the work.
      const other = openScene([file], { nodata: 7 });
      gdal('gdal_translate', ['-q', ...tiles, join(folder, 'cog.tif'), file]);
      const stop = new AbortController();
      const going = pool.run(
        'tile',
        { scene: other, layers: ['b1'], mask: 'none', x: 0, y: 0, resolution: 16, size: 256 },
        { urgent: true, signal: stop.signal },
      );
      const cancelled = expect(going).rejects.toMatchObject({ code: 'cancelled' });
      const begun = workersTime();
      await vi.waitFor(() => expect(workersTime() - begun).toBeGreaterThan(whole / 10), {
        timeout: 60_000,
        interval: 1,
      });
      stop.abort();
      await cancelled;
      const freed = workersTime();
      await pool.run('probe', { scene, col: 0, row: 0, formula: null, wavelengths: {}, mask: 'none' });
      expect(workersTime() - freed).toBeLessThan(whole / 2);
    } finally {
      await pool.close();
    }
  });
});
