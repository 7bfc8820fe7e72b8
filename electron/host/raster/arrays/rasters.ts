import { dirname, join } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { Grid } from '#core/grid/grid.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { splitArrayPath } from '#host/files/array-path.ts';
import { statOf } from '#host/formats/archive/paths.ts';
import { numberIn, textIn, type ArrayFile, type StoredArray } from './array-file.ts';
import { openArrays } from './open-arrays.ts';
import { cfGrid } from './place/cf-grid.ts';
import { eosGrids, type EosGrid } from './place/eos-grid.ts';
import { placeSwath, type Geolocation, type SwathPlace } from './place/geolocation.ts';
import { qualityArrays } from './quality.ts';

/** An array as a raster: which of its dimensions are rows and columns, and what its other ones are. */
export interface ArrayRaster {
  array: StoredArray;
  rows: number;
  cols: number;
  /** True where the first row is the southernmost. */
  upwards: boolean;
  grid: Grid;
  /** What placed it, for people. */
  placement: string;
  /** Set where its pixels are not those of the grid, but are found on it by their coordinates. */
  swath: { geolocation: Geolocation; place: SwathPlace } | null;
  samples: ArraySample[];
  notes: string[];
}

/** A sample: where it lies along the other dimensions. */
export interface ArraySample {
  at: readonly number[];
  description: string;
  wavelengthNm?: number;
}

const mostSamples = 1000;

/** The rasters in a file of arrays, and the names of arrays of two and more dimensions that nothing places. */
export function rastersIn(file: ArrayFile): { rasters: ArrayRaster[]; left: string[] } {
  const quality = qualityArrays(file);
  const named = new Map(quality.map(q => [q.array.name, q]));
  const arrays = [
    ...file.arrays.filter(array => !quality.some(q => q.sources.includes(array))),
    ...quality.map(q => q.array),
  ].filter(({ shape }) => shape.length >= 2 && shape.filter(n => n > 1).length >= 2);
  const grids = eosGrids(file.attributes);
  const geolocations = geolocationsOf(file);
  const left: string[] = [];
  const rasters = arrays.flatMap(array => {
    const own = eosRaster(array, grids) ?? swathRaster(array, geolocations) ?? cfRaster(file, array);
    if (!own || typeof own === 'string') {
      if (!isCoordinate(array)) left.push(own ? `${array.name} (${own})` : array.name);
      return [];
    }
    const note = named.get(array.name)?.note;
    const samples = samplesOf(file, array, [own.rows, own.cols]);
    return samples ? [{ array, ...own, samples, notes: note ? [note] : [] }] : [];
  });
  return { rasters, left };
}

type Place = Pick<ArrayRaster, 'rows' | 'cols' | 'upwards' | 'grid' | 'placement' | 'swath'>;

function eosRaster(array: StoredArray, grids: readonly EosGrid[]): Place | null {
  // HDF-EOS2 names a dimension `YDim:grid`; HDF-EOS5 keeps arrays under the grid's name.
  const found = grids.find(
    ({ name }) =>
      array.dimensions.some(dimension => dimension.endsWith(`:${name}`)) ||
      array.name.includes(`GRIDS/${name}/`),
  );
  if (!found) return null;
  const { width, height } = found.grid;
  const named = (axis: string) => array.dimensions.findIndex(dimension => dimension.startsWith(`${axis}Dim`));
  const rows = named('Y') >= 0 ? named('Y') : array.shape.indexOf(height);
  const cols = named('X') >= 0 ? named('X') : array.shape.indexOf(width, rows + 1);
  if (array.shape[rows] !== height || array.shape[cols] !== width || rows === cols) return null;
  const placement = inEnglish('arrays.by-structure', { name: found.name });
  return { rows, cols, upwards: false, grid: found.grid, placement, swath: null };
}

function cfRaster(file: ArrayFile, array: StoredArray): Place | string | null {
  const found = cfGrid(file, array);
  if (!found || typeof found === 'string') return found;
  const { rows, cols, upwards, grid } = found;
  return { rows, cols, upwards, grid, placement: inEnglish('arrays.by-coordinates'), swath: null };
}

const latitudeName = /^(lat|latitude)$/i;
const longitudeName = /^(lon|long|longitude)$/i;
const isCoordinate = ({ name }: StoredArray): boolean =>
  [latitudeName, longitudeName].some(pattern => pattern.test(name.split('/').at(-1)!));

/** Pairs of arrays of longitudes and latitudes: of the file, else of the own file of a Sentinel-3 product beside it. */
function geolocationsOf(file: ArrayFile): Geolocation[] {
  const own = pairsIn(file);
  if (own.length > 0) return own;
  const beside = geolocationFileOf(file.path);
  if (!beside) return [];
  if (!statOf(beside)) {
    const folder = dirname(file.path);
    throw new BloomlineError('no-georeference', file.path, say('arrays.geolocation-missing', { folder }));
  }
  const coordinates = openArrays(beside);
  const pairs = pairsIn(coordinates);
  if (pairs.length === 0)
    throw new BloomlineError('no-georeference', beside, say('arrays.geolocation-empty'));
  return pairs;
}

/** The file that says where the pixels of a Sentinel-3 file lie; null for every other file. */
export function geolocationFileOf(path: string): string | null {
  const file = splitArrayPath(path)?.file ?? path;
  const folder = dirname(file);
  const beside = join(folder, 'geo_coordinates.nc');
  const isPart = (/\.SEN3$/i.test(folder) && /\.nc$/i.test(file)) || sentinel3Part.test(file);
  return isPart && beside !== file ? beside : null;
}

const sentinel3Part = /[\\/](Oa\d\d_(radiance|reflectance)|wqsf|qualityFlags)\.nc$/;

function pairsIn(file: ArrayFile): Geolocation[] {
  const flat = file.arrays.filter(array => array.shape.length === 2);
  return flat
    .filter(array => latitudeName.test(array.name.split('/').at(-1)!))
    .flatMap(latitude => {
      const group = latitude.name.split('/').slice(0, -1).join('/');
      const longitude = flat.find(
        array =>
          longitudeName.test(array.name.split('/').at(-1)!) &&
          array.name.split('/').slice(0, -1).join('/') === group &&
          String(array.shape) === String(latitude.shape),
      );
      return longitude ? [{ path: file.path, version: file.version, longitude, latitude }] : [];
    });
}

function swathRaster(array: StoredArray, geolocations: readonly Geolocation[]): Place | null {
  if (isCoordinate(array)) return null;
  for (const geolocation of geolocations) {
    const [height, width] = geolocation.latitude.shape;
    const rows = array.shape.indexOf(height);
    const cols = array.shape.indexOf(width, rows + 1);
    if (rows < 0 || cols < 0) continue;
    const place = placeSwath(geolocation);
    return {
      rows,
      cols,
      upwards: false,
      grid: place.grid,
      placement: inEnglish('arrays.by-geolocation', { size: place.sizeM }),
      swath: { geolocation, place },
    };
  }
  return null;
}

/** One sample for each place along the dimensions that are neither rows nor columns; null where they are too many. */
function samplesOf(file: ArrayFile, array: StoredArray, plane: readonly number[]): ArraySample[] | null {
  const name = array.name.split('/').at(-1)!;
  const isQuality = textIn(array.attributes, 'quality') !== null;
  const others = array.shape.flatMap((_, d) => (plane.includes(d) ? [] : [d]));
  const count = others.reduce((product, d) => product * array.shape[d], 1);
  if (count < 1 || count > mostSamples) return null;
  const coordinates = others.map(d => coordinatesAlong(file, array.dimensions[d], array.shape[d]));
  return Array.from({ length: count }, (_, sample) => {
    const at = array.shape.map(() => 0);
    let rest = sample;
    for (const d of [...others].reverse()) {
      at[d] = rest % array.shape[d];
      rest = Math.floor(rest / array.shape[d]);
    }
    const wavelength = others.flatMap((d, i) =>
      coordinates[i]?.isWavelength ? [coordinates[i].values[at[d]]] : [],
    )[0];
    const where = others
      .filter(d => array.shape[d] > 1)
      .map(d => {
        const along = coordinates[others.indexOf(d)];
        return along?.isWavelength
          ? null
          : `${array.dimensions[d] || `dimension ${d + 1}`} ${along?.values[at[d]] ?? at[d] + 1}`;
      })
      .filter(part => part !== null);
    const nm = wavelength === undefined ? '' : `_${wavelength}`;
    return {
      at,
      description: `${isQuality ? `flags of ${name}` : name + nm}${where.length ? ` (${where.join(', ')})` : ''}`,
      ...(wavelength === undefined ? {} : { wavelengthNm: wavelength }),
    };
  });
}

/** The numbers that a dimension stands for: the array of one dimension that bears its name, in any group. */
function coordinatesAlong(
  file: ArrayFile,
  dimension: string,
  count: number,
): { values: ArrayLike<number>; isWavelength: boolean } | null {
  if (!dimension) return null;
  const found = file.arrays.find(
    array =>
      array.name.split('/').at(-1) === dimension && array.shape.length === 1 && array.shape[0] === count,
  );
  if (!found) return null;
  const units = textIn(found.attributes, 'units') ?? '';
  const isWavelength = /^nm$|nanomet/i.test(units) || /wavelength/i.test(dimension);
  return { values: found.read([0], [count]), isWavelength };
}

/** What the numbers of an array are: value = stored · scale + offset, and which stored number is none. */
export function valuesOf(format: string, { attributes, type }: StoredArray) {
  const scale = numberIn(attributes, 'scale_factor', 'Scale', 'Slope');
  const offset = numberIn(attributes, 'add_offset', 'Offset', 'Intercept');
  const fill = numberIn(attributes, '_FillValue', 'missing_value', 'Fill_Value');
  const isInteger = !type.startsWith('Float');
  const unsigned = type === 'Byte' && fill !== null && fill < 0 ? fill + 256 : fill;
  const [low, high] = rangeOf(attributes);
  // Bits and texts have no range: only what is scaled or has a unit of its own is a measurement.
  const hasRange =
    scale !== null && isInteger && Number.isInteger(low) && Number.isInteger(high) && low < high;
  // The producers of MODIS' land products write the number to divide by.
  const divides = format === 'HDF4' && scale !== null && scale >= 100 && isInteger;
  // HDF4 takes the offset off before it scales.
  const applied = scale === null ? null : divides ? 1 / scale : scale;
  const added = format === 'HDF4' && offset !== null ? -offset * (applied ?? 1) : offset;
  return {
    scale: applied,
    offset: added === 0 ? 0 : added,
    nodata: unsigned,
    range: hasRange && unsigned !== null ? ([low, high] as const) : null,
    divides,
  };
}

function rangeOf(attributes: StoredArray['attributes']): [number, number] {
  const range = attributes.valid_range;
  if (Array.isArray(range) && range.length === 2) return [range[0] as number, range[1] as number];
  return [numberIn(attributes, 'valid_min') ?? NaN, numberIn(attributes, 'valid_max') ?? NaN];
}
