import { join } from 'node:path';
import { expect, it } from 'vitest';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import { TiffFile } from '#host/raster/tiff/read/block-reader.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';

it('readers of a file that share a cache never get the blocks of another image', async () => {
  const path = join(temporaryFolder(), 'pixels.tif');
  const [width, height] = [1500, 1300];
  const pixels = Uint16Array.from({ length: width * height }, (_, i) => (i * 7919) % 65521);
  await writeGeoTiff(path, {
    grid: { width, height, affine: [500000, 10, 0, 3600000, 0, -10], crs: crsFromEpsg(32650)! },
    bands: [pixels],
  });
  const cache = new BlockCache(64 * 2 ** 20);
  // One looks at the overview first, as a map does; the other at the pixels, as an assessment does.
  const [map, assessment] = [new TiffFile(path, cache), new TiffFile(path, cache)];
  const [overview] = map.overviews;
  await map.readWindow(overview, { col: 0, row: 0, width: overview.width, height: overview.height }, [0]);
  const window = { col: 3, row: 2, width: 600, height: 500 };
  const [found] = await assessment.readWindow(assessment.image, window, [0]);
  const wanted = Uint16Array.from(
    { length: window.width * window.height },
    (_, i) => pixels[(window.row + Math.floor(i / window.width)) * width + window.col + (i % window.width)],
  );
  expect(Buffer.from(found.buffer).equals(Buffer.from(wanted.buffer))).toBe(true);
  for (const file of [map, assessment]) file.close();
});
