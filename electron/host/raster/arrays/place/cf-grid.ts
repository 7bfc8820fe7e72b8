import { crsFromEpsg, crsFromWkt } from '#core/grid/crs.ts';
import type { Crs, Grid } from '#core/grid/grid.ts';
import { inEnglish } from '#core/words/said.ts';
import {
  numberIn,
  textIn,
  type ArrayFile,
  type Attributes,
  type StoredArray,
} from '#host/raster/arrays/array-file.ts';
import { crsOfMapping } from './grid-mapping.ts';

/** How the two dimensions of a map lie, by the conventions of CF. */
export interface CfGrid {
  rows: number;
  cols: number;
  /** True where the first row is the southernmost. */
  upwards: boolean;
  grid: Grid;
}

type Axis = 'x' | 'y';

/** Steps of an axis may differ by this share: coordinates are often stored as single floats. */
const unevenness = 0.02;

/** Longest axis of coordinates that is read. */
const longestAxis = 2 ** 20;

/**
 * The grid of an array by the coordinates of its dimensions; null where they are none, and a sentence where they are
 * no map that can be used.
 */
export function cfGrid(file: ArrayFile, array: StoredArray): CfGrid | string | null {
  const axes = array.dimensions.map(name => coordinatesOf(file, array, name));
  const place = (axis: Axis) => axes.findIndex(coordinates => coordinates && axisOf(coordinates) === axis);
  const [rows, cols] = [place('y'), place('x')];
  if (rows < 0 || cols < 0) return null;
  const y = stepsOf(axes[rows]!);
  const x = stepsOf(axes[cols]!);
  if (!x || !y) return inEnglish('arrays.uneven', { name: axes[x ? rows : cols]!.name });
  const mapping = textIn(array.attributes, 'grid_mapping');
  const isDegrees = unitIsDegrees(axes[cols]!.attributes);
  const mapped = mapping ? mappingOf(file, array, mapping) : null;
  const crs: Crs | null = mapped ?? (isDegrees ? crsFromEpsg(4326) : null);
  const upwards = y.step > 0;
  const top = upwards ? y.first + (array.shape[rows] - 0.5) * y.step : y.first - y.step / 2;
  const metres = /^(km|kilomet(er|re)s?)$/i.test(textIn(axes[cols]!.attributes, 'units') ?? '') ? 1000 : 1;
  // Longitudes of 0–360.
  const west = crs?.kind === 'geographic' && x.first - x.step / 2 >= 180 ? x.first - 360 : x.first;
  return {
    rows,
    cols,
    upwards,
    grid: {
      width: array.shape[cols],
      height: array.shape[rows],
      affine: [(west - x.step / 2) * metres, x.step * metres, 0, top * metres, 0, -Math.abs(y.step) * metres],
      crs,
      ...(crs ? {} : { crsProblem: inEnglish('arrays.no-mapping', { name: array.name }) }),
    },
  };
}

/** The array of one dimension that has the dimension's name, in the array's own group or above it. */
function coordinatesOf(file: ArrayFile, { name }: StoredArray, dimension: string): StoredArray | null {
  if (!dimension) return null;
  for (let group = name.split('/').slice(0, -1); ; group = group.slice(0, -1)) {
    const wanted = [...group, dimension].join('/');
    const found = file.arrays.find(a => a.name === wanted && a.shape.length === 1);
    if (found) return found;
    if (group.length === 0) return null;
  }
}

function axisOf({ name, attributes }: StoredArray): Axis | null {
  const standard = textIn(attributes, 'standard_name') ?? '';
  const units = textIn(attributes, 'units') ?? '';
  const axis = (textIn(attributes, 'axis') ?? '').toLowerCase();
  if (/^(longitude|projection_x_coordinate)$/.test(standard) || /^degrees?_?e(ast)?$/i.test(units))
    return 'x';
  if (/^(latitude|projection_y_coordinate)$/.test(standard) || /^degrees?_?n(orth)?$/i.test(units))
    return 'y';
  if (axis === 'x' || axis === 'y') return axis;
  const last = name.split('/').at(-1)!;
  return /^(x|lon|long|longitude)$/i.test(last) ? 'x' : /^(y|lat|latitude)$/i.test(last) ? 'y' : null;
}

const unitIsDegrees = (attributes: Attributes): boolean => {
  const units = textIn(attributes, 'units') ?? '';
  return (
    /^degrees?(_?[enEN].*)?$/.test(units) ||
    (units === '' && /^longitude$/.test(textIn(attributes, 'standard_name') ?? ''))
  );
};

/** First coordinate and even step; null where steps differ. */
function stepsOf(array: StoredArray): { first: number; step: number } | null {
  const [count] = array.shape;
  if (count < 2 || count > longestAxis) return null;
  const stored = array.read([0], [count]);
  const scale = numberIn(array.attributes, 'scale_factor') ?? 1;
  const offset = numberIn(array.attributes, 'add_offset') ?? 0;
  const [first, last] = [stored[0] * scale + offset, stored[count - 1] * scale + offset];
  const step = (last - first) / (count - 1);
  for (let i = 1; i < count; i++)
    if (!(Math.abs((stored[i] - stored[i - 1]) * scale - step) <= Math.abs(step) * unevenness)) return null;
  return { first, step };
}

/** What the variable of a grid mapping says; the WKT wins. `crs: x y` is written too. */
function mappingOf(file: ArrayFile, array: StoredArray, mapping: string): Crs | null {
  const name = mapping.split(':')[0].trim();
  const group = array.name.split('/').slice(0, -1);
  const attributes = file.mappings[[...group, name].join('/')] ?? file.mappings[name] ?? null;
  if (!attributes) return null;
  const wkt = textIn(attributes, 'crs_wkt', 'spatial_ref');
  return (wkt ? crsFromWkt(wkt) : null) ?? crsOfMapping(attributes);
}
