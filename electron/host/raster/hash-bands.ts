import { createHash } from 'node:crypto';
import { inspectFile } from './inspect-file.ts';
import { TiffFile } from '#host/raster/tiff/read/block-reader.ts';
import { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import { alphaSample } from '#host/raster/tiff/directory/image.ts';
import { RunningStatistics } from '#host/raster/tiff/write/running-statistics.ts';
import { numbersOf } from '#host/raster/tiff/codec/samples.ts';
import { bandBytes, scanRows } from '#host/raster/tiff/read/scan-rows.ts';
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
  const { nodataByBand } = inspectFile(path);
  const file = new TiffFile(path, new BlockCache(32 * 2 ** 20));
  try {
    const { image } = file;
    const perPass = Math.max(1, Math.floor(budgetBytes / bandBytes(image, 1)));
    const alpha = nodataByBand.every(n => n === null) ? masksByAlpha(file) : null;
    const digests: BandDigest[] = [];
    for (let first = 0; first < image.samples; first += perPass) {
      const wanted = Array.from({ length: Math.min(perPass, image.samples - first) }, (_, i) => first + i);
      const hashes = wanted.map(() => createHash('sha256'));
      // A mask of the whole file takes the place of nodata, as in GDAL.
      const masked = file.maskKind.endsWith('mask');
      const statistics = wanted.map(s => new RunningStatistics(image.type, masked ? null : nodataByBand[s]));
      for await (const { row, rows, planes } of scanRows(image, wanted)) {
        const needsMask = masked || alpha !== null;
        const mask = needsMask
          ? await file.readMask(image, { col: 0, row, width: image.width, height: rows })
          : null;
        planes.forEach((plane, i) => {
          hashes[i].update(bytesOf(plane));
          statistics[i].add(numbersOf(image, plane), wanted[i] === alpha ? null : mask);
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
