import { BloomlineError } from '#core/foundation/errors.ts';
import type { Grid, Window } from '#core/grid/grid.ts';
import type { Resampling } from '#core/grid/resample.ts';
import { say } from '#core/words/said.ts';
import { contentOf } from './convert-to-cog.ts';
import { inspectFile } from './inspect-file.ts';
import { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import { TiffFile } from '#host/raster/tiff/read/block-reader.ts';
import type { Compression } from '#host/raster/tiff/write/encode-tile.ts';
import { isComplex, wordsOf, type Words } from '#host/raster/tiff/directory/words.ts';
import { writeCog, type CogRows } from '#host/raster/tiff/write/write-cog.ts';
import { warpWindow, type BandSource } from '#host/raster/reader/warp.ts';

/** Rows of the target that are made at once. */
const rowsAtOnce = 256;
const cacheBytes = 128 * 2 ** 20;

/**
 * A file on the grid of another one, as a Cloud Optimized GeoTIFF of the same type: nearest, bilinear or cubic pixels,
 * averages or the commonest value. Classes (colours, CLASS_n) take nearest or mode only. Where there is no valid source
 * pixel, the target has nodata, or a mask where the source declares none. Throws `crs-unknown` and `bad-input`.
 */
export async function warpToGrid(
  source: string,
  target: Grid,
  out: string,
  { how, compression }: { how: Resampling; compression: Compression },
  onProgress: (rowsDone: number, rows: number) => void = () => {},
): Promise<void> {
  const info = inspectFile(source);
  if (!info.grid.crs || !target.crs)
    throw new BloomlineError('crs-unknown', source, say('raster.crs-missing'));
  const file = new TiffFile(source, new BlockCache(cacheBytes));
  try {
    const content = { ...contentOf(info, file), compression, grid: target };
    if (isComplex(content.type)) throw new BloomlineError('bad-input', source, say('raster.complex'));
    if (content.overviews === 'mode' && !['nearest', 'mode'].includes(how))
      throw new BloomlineError('bad-input', how, say('raster.classes-between'));
    const nodata = content.nodata ?? null;
    const hasMask = nodata === null;
    await writeCog(
      out,
      { ...content, hasMask },
      rowsOf(bandsOf(file, info.grid, nodata), target, { how, nodata, type: content.type }, onProgress),
    );
  } finally {
    file.close();
  }
}

interface Target {
  how: Resampling;
  nodata: number | null;
  type: Parameters<typeof wordsOf>[0];
}

async function* rowsOf(
  bands: readonly BandSource[],
  grid: Grid,
  target: Target,
  onProgress: (rowsDone: number, rows: number) => void,
): AsyncGenerator<CogRows> {
  for (let row = 0; row < grid.height; row += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, grid.height - row);
    const window: Window = { col: 0, row, width: grid.width, height: rows };
    const planes: Words[] = [];
    let mask: Uint8Array | null = null;
    for (const band of bands) {
      const values = await warpWindow(band, grid, window, { how: target.how });
      // A pixel is there where any band is.
      if (target.nodata === null) {
        mask ??= new Uint8Array(values.length);
        for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) mask[i] = 255;
      }
      planes.push(stored(values, target));
    }
    yield { rows, planes, mask };
    onProgress(row + rows, grid.height);
  }
}

/** Doubles as the file's own type: whole numbers rounded and kept within their range, NaN as nodata. */
function stored(values: Float64Array, { nodata, type }: Target): Words {
  const Type = wordsOf(type);
  const isFloat = type.startsWith('Float');
  const plane = new Type(values.length);
  const isBig = plane instanceof BigInt64Array || plane instanceof BigUint64Array;
  const [low, high] = rangeOf(type);
  for (let i = 0; i < values.length; i++) {
    const value = Number.isNaN(values[i]) ? (nodata ?? 0) : values[i];
    const kept = isFloat ? value : Math.min(high, Math.max(low, Math.round(value)));
    (plane as unknown as (number | bigint)[])[i] = isBig ? BigInt(kept) : kept;
  }
  return plane;
}

function rangeOf(type: Target['type']): [number, number] {
  const bits = type === 'Byte' ? 8 : Number(/\d+/.exec(type)?.[0] ?? 8);
  return type.startsWith('Int') ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1];
}

/** The bands of a file as sources: masks, alpha and nodata say what is valid. */
function bandsOf(file: TiffFile, grid: Grid, nodata: number | null): BandSource[] {
  const { image } = file;
  return Array.from({ length: image.samples }, (_, sample) => ({
    grid,
    async read(window: Window) {
      const [values] = await file.readWindow(image, window, [sample]);
      const mask = await file.readMask(image, window);
      const valid = new Uint8Array(values.length);
      for (let i = 0; i < valid.length; i++) {
        const value = Number(values[i]);
        const isNodata = nodata !== null && (Number.isNaN(nodata) ? Number.isNaN(value) : value === nodata);
        valid[i] = !isNodata && !Number.isNaN(value) && (mask === null || mask[i] !== 0) ? 1 : 0;
      }
      return { values: values as ArrayLike<number>, valid };
    },
  }));
}
