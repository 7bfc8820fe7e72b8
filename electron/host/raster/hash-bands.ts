import { createHash } from 'node:crypto';
import { inspectFile } from './inspect-file.ts';
import { TiffFile } from '#host/raster/tiff/read/block-reader.ts';
import { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import type { BlockFile } from './blocks/block-file.ts';
import { openRaster } from './open-raster.ts';
import { alphaSample, type Image } from '#host/raster/tiff/directory/image.ts';
import { RunningStatistics } from '#host/raster/tiff/write/running-statistics.ts';
import { numbersOf, type Samples } from '#host/raster/tiff/codec/samples.ts';
import { bandBytes, scanRows, type RowBand } from '#host/raster/tiff/read/scan-rows.ts';
import { bytesOf } from '#host/raster/tiff/directory/words.ts';

/** What one band of a file holds. min, max and mean are null where no pixel is valid. */
export interface BandDigest {
  /** Of the decoded array, row-major, little endian, in the band's own type. */
  sha256: string;
  /** Over pixels that nodata, mask or alpha leave and that are not NaN; magnitudes for complex numbers. */
  min: number | null;
  max: number | null;
  mean: number | null;
  validPixels: number;
}

/** Decoded bytes that are held at once; bands of a file that needs more are read in several passes. */
const budgetBytes = 256 * 2 ** 20;

/** Reads every pixel of a file once and digests each band, by the nodata that the file declares. */
export async function hashBands(path: string): Promise<BandDigest[]> {
  const { nodataByBand, type } = inspectFile(path);
  const file = openRaster(path, new BlockCache(32 * 2 ** 20));
  try {
    const { image } = file;
    const samples = nodataByBand.length;
    const perPass = file instanceof TiffFile ? Math.floor(budgetBytes / bandBytes(file.image, 1)) || 1 : 1;
    const isTiff = file instanceof TiffFile;
    const alpha = isTiff && nodataByBand.every(n => n === null) ? masksByAlpha(file) : null;
    const digests: BandDigest[] = [];
    for (let first = 0; first < samples; first += perPass) {
      const wanted = Array.from({ length: Math.min(perPass, samples - first) }, (_, i) => first + i);
      const hashes = wanted.map(() => createHash('sha256'));
      // A mask of the whole file takes the place of nodata, as in GDAL.
      const masked = file.maskKind.endsWith('mask');
      const statistics = wanted.map(s => new RunningStatistics(type, masked ? null : nodataByBand[s]));
      for await (const { row, rows, planes } of isTiff
        ? scanRows(file.image, wanted)
        : rowsOf(file, wanted)) {
        const needsMask = masked || alpha !== null;
        const mask = needsMask
          ? await file.readMask(image as Image, { col: 0, row, width: image.width, height: rows })
          : null;
        planes.forEach((plane, i) => {
          hashes[i].update(bytesOf(plane));
          statistics[i].add(
            isTiff ? numbersOf(file.image, plane) : (plane as Samples),
            wanted[i] === alpha ? null : mask,
          );
        });
      }
      wanted.forEach((_, i) => {
        const found = statistics[i].summary();
        digests.push({
          sha256: hashes[i].digest('hex'),
          min: found?.min ?? null,
          max: found?.max ?? null,
          mean: found?.mean ?? null,
          validPixels: found?.count ?? 0,
        });
      });
    }
    return digests;
  } finally {
    file.close();
  }
}

/** Any other picture from top to bottom, a row of blocks at a time. */
async function* rowsOf(file: BlockFile, wanted: readonly number[]): AsyncGenerator<RowBand> {
  const { width, height, blockHeight } = file.image;
  for (let row = 0; row < height; row += blockHeight) {
    const rows = Math.min(blockHeight, height - row);
    yield {
      row,
      rows,
      planes: await file.readWindow(file.image, { col: 0, row, width, height: rows }, wanted),
    };
  }
}

/** GDAL lets alpha stand for validity in two- and four-band files of bytes and 16-bit numbers without nodata. */
function masksByAlpha(file: TiffFile): number | null {
  const { image } = file;
  const alpha = alphaSample(image);
  const fits =
    alpha === image.samples - 1 &&
    (image.samples === 2 || image.samples === 4) &&
    (image.type === 'Byte' || image.type === 'UInt16');
  return fits ? alpha : null;
}
