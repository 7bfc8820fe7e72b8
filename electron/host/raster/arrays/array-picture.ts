import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { BlockFile, type BlockLevel, type BlockPicture } from '#host/raster/blocks/block-file.ts';
import type { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import type { Samples } from '#host/raster/tiff/codec/samples.ts';
import type { ArrayFile, StoredArray } from './array-file.ts';
import { arrayPath, splitArrayPath } from '#host/files/array-path.ts';
import { openEnvi } from './envi/open-envi.ts';
import { numberTypes, type NumberType } from './numbers.ts';
import { openArrays } from './open-arrays.ts';
import { toDegrees } from './place/geolocation.ts';
import { nearestOf, partFor } from './place/nearest.ts';
import { rastersIn, valuesOf, type ArrayRaster } from './rasters.ts';

/** Blocks hold about this many pixels. */
const blockPixels = 2 ** 18;

/** Blocks of a map that a swath is placed on, along a side. */
const mapBlock = 512;

/** Width and height of the pieces that a raster is read in: chunks, several where they are small, else whole rows. */
export function blockSizeOf({ array, rows, cols, swath, grid }: ArrayRaster): [number, number] {
  if (swath) return [Math.min(mapBlock, grid.width), Math.min(mapBlock, grid.height)];
  const [height, width] = [array.shape[rows], array.shape[cols]];
  const upTo = (size: number, most: number, times: number) => Math.min(most, size * Math.max(1, times));
  const chunkWidth = Math.min(width, array.chunk[cols]);
  const blockWidth = upTo(chunkWidth, width, Math.floor(512 / chunkWidth));
  const chunkHeight = array.chunk[rows] >= height ? 1 : array.chunk[rows];
  const wanted = Math.max(1, Math.floor(blockPixels / blockWidth));
  return [blockWidth, upTo(chunkHeight, height, Math.floor(wanted / chunkHeight))];
}

/** The number that stands for no data: the array's own, else one that its type can spare where a swath leaves gaps. */
export function fillFor(format: string, { array, swath }: ArrayRaster): number | null {
  const { nodata } = valuesOf(format, array);
  if (nodata !== null || !swath) return nodata;
  if (array.attributes.quality) return null;
  return array.type.startsWith('Float') ? NaN : spare[array.type as keyof typeof spare];
}

const spare = {
  Byte: 255,
  Int8: -128,
  UInt16: 65535,
  Int16: -32768,
  UInt32: 2 ** 32 - 1,
  Int32: -(2 ** 31),
  UInt64: 2 ** 64,
  Int64: -(2 ** 63),
};

/** Opens a raw file with a header of ENVI as a picture. */
export function openEnviPicture(path: string): BlockPicture {
  const { file, raster } = openEnvi(path);
  return { ...plainPicture(file, raster), path };
}

/** Opens an array of a file as a picture: `x.hdf/sur_refl_b01_1`. */
export function openArray(path: string, cache: BlockCache): BlockPicture {
  const { file: filePath, array: name } = splitArrayPath(path) ?? { file: path, array: null };
  const file = openArrays(filePath);
  try {
    const { rasters } = rastersIn(file);
    const raster = name === null ? rasters[0] : rasters.find(r => r.array.name === name);
    if (!raster)
      throw new BloomlineError(
        'not-found',
        path,
        say('arrays.which', { names: rasters.map(r => r.array.name).join(', ') }),
      );
    return raster.swath ? placedPicture(file, raster, cache) : plainPicture(file, raster);
  } catch (error) {
    file.close();
    throw error;
  }
}

/** Pixels as they are stored, north up; numbers beside the range that the file calls valid become no data. */
function plainPicture(file: ArrayFile, raster: ArrayRaster): BlockPicture {
  const { array, rows, cols } = raster;
  const [height, width] = [array.shape[rows], array.shape[cols]];
  const [blockWidth, blockHeight] = blockSizeOf({ ...raster, swath: null });
  const blocksAcross = Math.ceil(width / blockWidth);
  const { range, nodata } = valuesOf(file.format, array);
  const decode = (block: number, wanted: readonly number[]): Samples[] => {
    const left = (block % blocksAcross) * blockWidth;
    const top = Math.floor(block / blocksAcross) * blockHeight;
    const window = {
      left,
      top,
      width: Math.min(blockWidth, width - left),
      height: Math.min(blockHeight, height - top),
    };
    return readPlanes(raster, window, wanted).map(plane => {
      if (range)
        for (let i = 0; i < plane.length; i++)
          if (plane[i] < range[0] || plane[i] > range[1]) plane[i] = nodata!;
      return spreadRows(plane, window, blockWidth, blockHeight);
    });
  };
  const level: BlockLevel = { width, height, blockWidth, blockHeight, blocksAcross, decode };
  return pictureOf(file, raster, [level], () => file.close());
}

/** A swath on the grid of its map: every pixel of the map takes the nearest one of the swath. */
function placedPicture(file: ArrayFile, raster: ArrayRaster, cache: BlockCache): BlockPicture {
  const { geolocation, place } = raster.swath!;
  const { grid } = place;
  const own = new BlockFile(plainPicture(file, raster), cache);
  const coordinates = openArrays(geolocation.path);
  const coordinate = (array: StoredArray) =>
    new BlockFile(
      plainPicture(coordinates, {
        ...raster,
        array: { ...array, attributes: {} },
        rows: 0,
        cols: 1,
        samples: [{ at: [0, 0], description: '' }],
      }),
      cache,
    );
  const again = (array: StoredArray) => coordinates.arrays.find(a => a.name === array.name) ?? array;
  const [longitudes, latitudes] = [geolocation.longitude, geolocation.latitude].map(a =>
    coordinate(again(a)),
  );
  const [blockWidth, blockHeight] = blockSizeOf(raster);
  const blocksAcross = Math.ceil(grid.width / blockWidth);
  const fill = raster.array.attributes.quality ? 1 : fillFor(file.format, raster)!;
  const { make } = numberTypes[raster.array.type as NumberType];

  const nearestIn = async (block: number, window: BlockWindow) => {
    const key = `${geolocation.path}|${geolocation.version}|${geolocation.latitude.name}|nearest|${block}`;
    const held = cache.get<Placed>(key);
    if (held) return held;
    const at = { col: window.left, row: window.top, width: window.width, height: window.height };
    const part = partFor(place, at);
    if (!part) return null;
    const box = { col: part.col, row: part.row, width: part.cols, height: part.rows };
    const [[lon], [lat]] = await Promise.all(
      [longitudes, latitudes].map(each => each.readWindow(each.image, box, [0])),
    );
    const [x, y] = [toDegrees(lon, geolocation.longitude), toDegrees(lat, geolocation.latitude)];
    const nearest = nearestOf(grid, at, part, place, x, y);
    const placed = { part, nearest, byteLength: nearest.byteLength };
    cache.set(key, placed);
    return placed;
  };

  const decode = async (block: number, wanted: readonly number[]): Promise<Samples[]> => {
    const left = (block % blocksAcross) * blockWidth;
    const top = Math.floor(block / blocksAcross) * blockHeight;
    const window = {
      left,
      top,
      width: Math.min(blockWidth, grid.width - left),
      height: Math.min(blockHeight, grid.height - top),
    };
    const placed = await nearestIn(block, window);
    const empty = () => (make(window.width * window.height) as Float64Array).fill(fill) as Samples;
    if (!placed) return wanted.map(() => spreadRows(empty(), window, blockWidth, blockHeight));
    const { part, nearest } = placed;
    const box = { col: part.col, row: part.row, width: part.cols, height: part.rows };
    const sources = await own.readWindow(own.image, box, wanted);
    return sources.map(source => {
      const plane = empty();
      for (let i = 0; i < nearest.length; i++) if (nearest[i] >= 0) plane[i] = source[nearest[i]];
      return spreadRows(plane, window, blockWidth, blockHeight);
    });
  };
  const level: BlockLevel = {
    width: grid.width,
    height: grid.height,
    blockWidth,
    blockHeight,
    blocksAcross,
    decode,
  };
  return pictureOf(file, raster, [level], () => {
    file.close();
    coordinates.close();
  });
}

interface Placed {
  part: NonNullable<ReturnType<typeof partFor>>;
  nearest: Int32Array;
  byteLength: number;
}

interface BlockWindow {
  left: number;
  top: number;
  width: number;
  height: number;
}

const pictureOf = (
  file: ArrayFile,
  { array, samples, swath }: ArrayRaster,
  levels: readonly BlockLevel[],
  close: () => void,
): BlockPicture => ({
  path: arrayPath(file.path, array.name),
  version: `${file.version}${swath ? ` ${swath.geolocation.version}` : ''}`,
  samples: samples.length,
  type: array.type,
  levels,
  close,
});

/** Wanted samples of a window, each row-major from the north. Samples that lie beside each other are read together. */
function readPlanes(
  { array, rows, cols, upwards, samples }: ArrayRaster,
  { left, top, width, height }: BlockWindow,
  wanted: readonly number[],
): Samples[] {
  const first = upwards ? array.shape[rows] - top - height : top;
  const others = array.shape.flatMap((n, d) => (d !== rows && d !== cols && n > 1 ? [d] : []));
  const along = others.length === 1 ? others[0] : -1;
  const read = (at: readonly number[], many: number): Samples => {
    const start = array.shape.map((_, d) => (d === rows ? first : d === cols ? left : at[d]));
    const count = array.shape.map((_, d) =>
      d === rows ? height : d === cols ? width : d === along ? many : 1,
    );
    return array.read(start, count);
  };
  const places = wanted.map(sample => (along < 0 ? 0 : samples[sample].at[along]));
  const [low, high] = [Math.min(...places), Math.max(...places)];
  const together =
    along >= 0 && wanted.length > 1 ? read(replaced(samples[0].at, along, low), high - low + 1) : null;
  return wanted.map((sample, w) => {
    const values = together ?? read(samples[sample].at, 1);
    const many = together ? high - low + 1 : 1;
    // Strides of the box that was read.
    const stride = (d: number) =>
      array.shape.reduce(
        (product, _, k) =>
          k <= d ? product : product * (k === rows ? height : k === cols ? width : k === along ? many : 1),
        1,
      );
    const [downBy, acrossBy] = [stride(rows), stride(cols)];
    const from = together ? (places[w] - low) * stride(along) : 0;
    if (!together && !upwards && acrossBy === 1 && downBy === width) return values;
    const out = numberTypes[array.type as NumberType].make(width * height) as Samples;
    for (let y = 0; y < height; y++) {
      const row = from + (upwards ? height - 1 - y : y) * downBy;
      for (let x = 0; x < width; x++) out[y * width + x] = values[row + x * acrossBy];
    }
    return out;
  });
}

const replaced = (at: readonly number[], d: number, value: number): number[] =>
  at.map((a, i) => (i === d ? value : a));

/** A plane of a window as the upper left part of a whole block. */
function spreadRows(
  plane: Samples,
  { width, height }: BlockWindow,
  blockWidth: number,
  blockHeight: number,
): Samples {
  if (width === blockWidth && height === blockHeight) return plane;
  const out = new (plane.constructor as new (n: number) => Float64Array)(blockWidth * blockHeight);
  for (let y = 0; y < height; y++)
    out.set(plane.subarray(y * width, (y + 1) * width) as never, y * blockWidth);
  return out as Samples;
}
