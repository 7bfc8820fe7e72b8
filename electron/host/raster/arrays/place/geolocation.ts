import { BloomlineError } from '#core/foundation/errors.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import type { Grid } from '#core/grid/grid.ts';
import { say } from '#core/words/said.ts';
import type { Samples } from '#host/raster/tiff/codec/samples.ts';
import { numberIn, type StoredArray } from '#host/raster/arrays/array-file.ts';

/** Longitudes and latitudes of the centres of a swath's pixels, in two arrays of its shape. */
export interface Geolocation {
  /** The file that they lie in, and its version. */
  path: string;
  version: string;
  longitude: StoredArray;
  latitude: StoredArray;
}

/** Metres of a degree of latitude on a sphere of the earth's surface. */
const metresPerDegree = 111_195;

/** Rows of pixels whose bounds are kept together, and columns. */
export const boundsSide = 32;

/** Rows that are read at once: about these, in whole chunks, so that none is unpacked twice. */
const stripRows = 512;
const mostStripRows = 2048;

function stripOf({ chunk: [height] }: StoredArray): number {
  return height > mostStripRows ? stripRows : height * Math.max(1, Math.floor(stripRows / height));
}

/** What is known of a swath before any of its pixels is placed. */
export interface SwathPlace {
  grid: Grid;
  /** Metres between the centres of pixels in the middle of the swath: the nominal size, rounded. */
  sizeM: number;
  rows: number;
  cols: number;
  /** West, south, east, north of every square of `boundsSide` pixels, along rows; infinite where nothing is placed. */
  bounds: Float64Array;
}

/** How stored numbers become degrees, and between which of them they are any. */
interface Degrees {
  scale: number;
  offset: number;
  fill: number;
  low: number;
  high: number;
}

function degreesOf({ name, attributes }: StoredArray): Degrees {
  const scale = numberIn(attributes, 'scale_factor') ?? 1;
  const offset = numberIn(attributes, 'add_offset') ?? 0;
  const most = /lat/i.test(name.split('/').at(-1)!) ? 90 : 180;
  const ends = [(-most - offset) / scale, (most - offset) / scale];
  const fill = numberIn(attributes, '_FillValue') ?? NaN;
  return { scale, offset, fill, low: Math.min(...ends), high: Math.max(...ends) };
}

/** Stored numbers as degrees; NaN where they are none. */
export function toDegrees(stored: Samples, array: StoredArray): Float64Array {
  const { scale, offset, fill, low, high } = degreesOf(array);
  const out = new Float64Array(stored.length);
  for (let i = 0; i < out.length; i++) {
    const value = stored[i];
    out[i] = value !== fill && value >= low && value <= high ? value * scale + offset : NaN;
  }
  return out;
}

/** What was found of the swaths that were placed last, by their files: a product has many bands on one. */
const placed = new Map<string, SwathPlace>();
const mostPlaced = 4;

/** Where a swath lies, and how large its pixels are. */
export function placeSwath(geolocation: Geolocation): SwathPlace {
  const { path, version, latitude } = geolocation;
  const key = `${path}|${version}|${latitude.name}`;
  const found = placed.get(key) ?? findPlace(geolocation);
  placed.delete(key);
  placed.set(key, found);
  if (placed.size > mostPlaced) placed.delete(placed.keys().next().value!);
  return found;
}

/** Reads the geolocation once, strip by strip. */
function findPlace({ path, longitude, latitude }: Geolocation): SwathPlace {
  const [rows, cols] = longitude.shape;
  const across = Math.ceil(cols / boundsSide);
  const bounds = new Float64Array(across * Math.ceil(rows / boundsSide) * 4);
  for (let i = 0; i < bounds.length; i += 4) bounds.set([Infinity, Infinity, -Infinity, -Infinity], i);
  const steps: number[] = [];
  const strip = stripOf(latitude);
  for (let top = 0; top < rows; top += strip) {
    const count = Math.min(strip, rows - top);
    const lon = toDegrees(longitude.read([top, 0], [count, cols]), longitude);
    const lat = toDegrees(latitude.read([top, 0], [count, cols]), latitude);
    for (let r = 0; r < count; r++) {
      const first = Math.floor((top + r) / boundsSide) * across * 4;
      for (let c = 0, i = r * cols; c < cols; c++, i++) {
        const x = lon[i];
        const y = lat[i];
        if (x !== x || y !== y) continue; // NaN
        const at = first + Math.floor(c / boundsSide) * 4;
        if (x < bounds[at]) bounds[at] = x;
        if (y < bounds[at + 1]) bounds[at + 1] = y;
        if (x > bounds[at + 2]) bounds[at + 2] = x;
        if (y > bounds[at + 3]) bounds[at + 3] = y;
      }
    }
    // In the middle, where pixels are smallest and rows do not overlap.
    const here = (count >> 1) * cols + (cols >> 1);
    for (const next of [here + 1, here + cols]) {
      if (next >= lon.length) continue;
      const metres = distanceM([lon[here], lat[here]], [lon[next], lat[next]]);
      if (metres > 0) steps.push(metres);
    }
  }
  const [west, south, east, north] = [0, 1, 2, 3].map(i => {
    let edge = i < 2 ? Infinity : -Infinity;
    for (let at = i; at < bounds.length; at += 4)
      edge = i < 2 ? Math.min(edge, bounds[at]) : Math.max(edge, bounds[at]);
    return edge;
  });
  if (!(east > west) || !(north > south) || steps.length === 0)
    throw new BloomlineError('no-georeference', path, say('arrays.nothing-placed'));
  if (east - west > 180 || Math.max(Math.abs(north), Math.abs(south)) > 85)
    throw new BloomlineError('no-georeference', path, say('arrays.date-line'));
  const sizeM = rounded(steps.sort((a, b) => a - b)[steps.length >> 1]);
  const middle = ((north + south) / 2) * (Math.PI / 180);
  const dy = sizeM / metresPerDegree;
  const dx = dy / Math.cos(middle);
  const left = Math.floor(west / dx - 0.5) * dx;
  const top = Math.ceil(north / dy + 0.5) * dy;
  const width = Math.ceil((east - left) / dx + 0.5);
  const height = Math.ceil((top - south) / dy + 0.5);
  if (width * height > mostPixels)
    throw new BloomlineError('no-georeference', path, say('arrays.spread-out', { width, height }));
  return {
    grid: { width, height, affine: [left, dx, 0, top, 0, -dy], crs: crsFromEpsg(4326) },
    sizeM,
    rows,
    cols,
    bounds,
  };
}

/** Larger maps than the largest swath's come from wrong coordinates. */
const mostPixels = 2 ** 29;

/** To two digits, the last one even or five where that says it better: 297 is 300, 752 is 750. */
function rounded(metres: number): number {
  const unit = 10 ** (Math.floor(Math.log10(metres)) - 1);
  const fives = Math.round(metres / (5 * unit)) * 5 * unit;
  return Number(
    (Math.abs(fives - metres) <= metres * 0.03 ? fives : Math.round(metres / unit) * unit).toPrecision(3),
  );
}

function distanceM([lon, lat]: number[], [lon2, lat2]: number[]): number {
  const east = (lon2 - lon) * Math.cos((lat * Math.PI) / 180);
  return Math.hypot(east, lat2 - lat) * metresPerDegree;
}
