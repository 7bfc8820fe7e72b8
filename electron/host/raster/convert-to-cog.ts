import { BloomlineError } from '#core/foundation/errors.ts';
import { toMap, type Grid, type Window } from '#core/grid/grid.ts';
import { say } from '#core/words/said.ts';
import { namesClasses } from './gdal-metadata.ts';
import type { FileInfo } from './file-info.ts';
import { inspectFile } from './inspect-file.ts';
import { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import { TiffFile } from '#host/raster/tiff/read/block-reader.ts';
import type { Compression } from '#host/raster/tiff/write/encode-tile.ts';
import type { Image } from '#host/raster/tiff/directory/image.ts';
import { scanRows } from '#host/raster/tiff/read/scan-rows.ts';
import { tag } from '#host/raster/tiff/directory/tags.ts';
import { writeCog, type CogContent, type CogRows } from '#host/raster/tiff/write/write-cog.ts';
import { partsOf } from '#host/raster/tiff/directory/words.ts';
import { ascii, type Entry } from '#host/raster/tiff/write/write-directory.ts';

/**
 * Any readable TIFF as a Cloud Optimized GeoTIFF: the same pixels in the same type (half floats become single), nodata,
 * masks, alpha, colours, names, scale and place; new overviews and statistics. With a window only that part, without
 * statistics. Memory: two rows of blocks.
 */
export async function convertToCog(
  source: string,
  target: string,
  compression: Compression,
  onProgress: (rowsDone: number, rows: number) => void = () => {},
  window: Window | null = null,
): Promise<void> {
  const info = inspectFile(source);
  const file = new TiffFile(source, new BlockCache(16 * 2 ** 20));
  try {
    const content = { ...contentOf(info, file), compression };
    const hasMask = content.hasMask ?? false;
    if (!window) return await writeCog(target, content, rowsOf(file, hasMask, onProgress));
    checkWindow(window, file);
    const [x, y] = toMap(info.grid.affine, window.col, window.row);
    const [, a, b, , d, e] = info.grid.affine;
    const grid: Grid = {
      ...info.grid,
      width: window.width,
      height: window.height,
      affine: [x, a, b, y, d, e],
    };
    await writeCog(target, { ...content, grid, statistics: false }, windowRows(file, window, hasMask));
  } finally {
    file.close();
  }
}

async function* rowsOf(
  file: TiffFile,
  hasMask: boolean,
  onProgress: (rowsDone: number, rows: number) => void,
): AsyncGenerator<CogRows> {
  const { image } = file;
  const all = Array.from({ length: image.samples }, (_, i) => i);
  for await (const { row, rows, planes } of scanRows(image, all)) {
    const mask = hasMask
      ? await file.readMask(image, { col: 0, row, width: image.width, height: rows })
      : null;
    yield { rows, planes, mask };
    onProgress(row + rows, image.height);
  }
}

function checkWindow({ col, row, width, height }: Window, { path, image }: TiffFile): void {
  const inside =
    col >= 0 &&
    row >= 0 &&
    width >= 1 &&
    height >= 1 &&
    col + width <= image.width &&
    row + height <= image.height;
  if (!inside)
    throw new BloomlineError(
      'bad-input',
      path,
      say('tiff.window-outside', {
        window: `${col}, ${row}, ${width} × ${height}`,
        size: `${image.width} × ${image.height}`,
      }),
    );
  if (partsOf(image.type) === 2 || image.bits === 64)
    throw new BloomlineError('tiff-unsupported', path, say('tiff.window-type', { type: image.type }));
}

const windowPixels = 2 ** 22;

async function* windowRows(file: TiffFile, window: Window, hasMask: boolean): AsyncGenerator<CogRows> {
  const { image } = file;
  const all = Array.from({ length: image.samples }, (_, i) => i);
  const step = Math.max(1, Math.floor(windowPixels / window.width));
  for (let done = 0; done < window.height; done += step) {
    const rows = Math.min(step, window.height - done);
    const part = { ...window, row: window.row + done, height: rows };
    yield {
      rows,
      planes: await file.readWindow(image, part, all),
      mask: hasMask ? await file.readMask(image, part) : null,
    };
  }
}

/** What a converted file takes over from its source, beside the pixels. */
export function contentOf(info: FileInfo, file: TiffFile): CogContent {
  const { image } = file;
  const palette = paletteOf(image);
  const categories = categoriesOf(info);
  const classes = palette !== undefined || info.metadata.bands.some((_, i) => namesClasses(info.metadata, i));
  return {
    grid: info.grid,
    type: image.type === 'Float16' ? 'Float32' : image.type,
    samples: image.samples,
    nodata: info.nodata,
    palette,
    categories,
    // JPEG's colours are decoded to red, green and blue.
    photometric: image.photometric === 6 ? 2 : image.photometric <= 2 ? image.photometric : 1,
    extraSamples: image.extraSamples.length ? image.extraSamples : undefined,
    hasMask: info.mask === 'internal mask' || info.mask === 'external mask',
    overviews: classes ? 'mode' : 'average',
    statistics: true,
    items: info.metadata.file,
    bands: Array.from({ length: image.samples }, (_, i) => {
      const { description, scale, offset, items } = info.metadata.bands[i] ?? { items: {} };
      const kept = Object.entries(items).filter(
        ([name]) => !name.startsWith('STATISTICS_') && !(i === 0 && categories && isClassName(name)),
      );
      return { description, scale, offset, items: Object.fromEntries(kept) };
    }),
    otherTags: otherTags(image, info),
  };
}

const isClassName = (item: string) => /^CLASS_\d{1,5}$/.test(item);

/** Names of the classes of the first band by value, in the order of values. */
function categoriesOf(info: FileInfo): Map<number, string> | undefined {
  const named = Object.entries(info.metadata.bands[0]?.items ?? {}).filter(([name]) => isClassName(name));
  const byValue = named.map(([name, text]) => [Number(name.slice(6)), text] as const);
  return named.length > 0 ? new Map(byValue.sort(([a], [b]) => a - b)) : undefined;
}

/** Tags that are passed on as they are: texts, and ground control points of a file that no affine places. */
function otherTags(image: Image, info: FileInfo): Entry[] {
  const { directory } = image;
  const tags: Entry[] = [];
  for (const text of [tag.imageDescription, tag.dateTime]) {
    const value = directory.text(text);
    if (value) tags.push([text, 2, ascii(value)]);
  }
  if (directory.count(tag.rpcCoefficients) > 0 && directory.count(tag.rpcCoefficients) < 1000)
    tags.push([tag.rpcCoefficients, 12, directory.numbers(tag.rpcCoefficients)]);
  const gcps = directory.numbers(tag.modelTiepoint);
  if (!info.georeferenced && gcps.length > 6) {
    tags.push([tag.modelTiepoint, 12, gcps]);
    const keys = directory.numbers(tag.geoKeyDirectory);
    const doubles = directory.numbers(tag.geoDoubleParams);
    const text = directory.text(tag.geoAsciiParams);
    if (keys.length) tags.push([tag.geoKeyDirectory, 3, keys]);
    if (doubles.length) tags.push([tag.geoDoubleParams, 12, doubles]);
    if (text) tags.push([tag.geoAsciiParams, 2, ascii(text)]);
  }
  return tags;
}

function paletteOf(image: Image): Map<number, readonly [number, number, number]> | undefined {
  if (image.photometric !== 3 || image.type !== 'Byte' || image.samples !== 1) return undefined;
  const map = image.directory.numbers(tag.colorMap);
  const count = map.length / 3;
  const palette = new Map<number, readonly [number, number, number]>();
  for (let i = 0; i < Math.min(256, count); i++)
    palette.set(i, [map[i] / 257, map[count + i] / 257, map[2 * count + i] / 257].map(Math.round) as never);
  return palette;
}
