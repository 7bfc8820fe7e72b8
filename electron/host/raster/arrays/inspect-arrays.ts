import { BloomlineError } from '#core/foundation/errors.ts';
import { extentOf } from '#core/grid/grid.ts';
import { inEnglish, say } from '#core/words/said.ts';
import type { FileInfo } from '#host/raster/file-info.ts';
import { textIn, type ArrayFile } from './array-file.ts';
import { arrayPath, splitArrayPath } from '#host/files/array-path.ts';
import { openArrays } from './open-arrays.ts';
import { blockSizeOf, fillFor } from './array-picture.ts';
import { openEnvi } from './envi/open-envi.ts';
import { rastersIn, valuesOf, type ArrayRaster } from './rasters.ts';

/** The rasters in a file of arrays, each as if it were a file. Throws `no-georeference` where there is none. */
export function inspectArrays(path: string): FileInfo[] {
  const file = openArrays(path);
  try {
    const { rasters, left } = rastersIn(file);
    if (rasters.length === 0)
      throw new BloomlineError('no-georeference', path, say('arrays.no-rasters', { names: namesOf(left) }));
    const note = left.length ? [inEnglish('arrays.left-out', { names: namesOf(left) })] : [];
    return rasters.map(raster => {
      const info = infoOf(file, raster);
      return { ...info, warnings: [...info.warnings, ...note] };
    });
  } finally {
    file.close();
  }
}

/** A raw file with a header of ENVI. */
export function inspectEnvi(path: string): FileInfo {
  const { file, raster } = openEnvi(path);
  file.close();
  const info = infoOf(file, raster);
  return {
    ...info,
    file: path,
    layout: { ...info.layout, file: path, interleave: raster.cols === 2 ? 'band' : 'pixel' },
    georeferenced: raster.placement !== 'none',
  };
}

/** One of them by its path. */
export function inspectArray(path: string): FileInfo {
  const parts = splitArrayPath(path);
  const found = inspectArrays(parts?.file ?? path);
  const info = parts ? found.find(({ file }) => file === arrayPath(parts.file, parts.array)) : found[0];
  if (!info || (!parts && found.length > 1))
    throw new BloomlineError(
      'not-found',
      path,
      say('arrays.which', {
        names: found.map(({ file }) => file.slice((parts?.file ?? path).length + 1)).join(', '),
      }),
    );
  return info;
}

export const namesOf = (names: readonly string[]): string =>
  names.length > 12 ? `${names.slice(0, 12).join(', ')} …` : names.join(', ') || '—';

function infoOf(file: ArrayFile, raster: ArrayRaster): FileInfo {
  const { array, grid, samples, swath } = raster;
  const path = arrayPath(file.path, array.name);
  const { scale, offset, range, divides } = valuesOf(file.format, array);
  const nodata = fillFor(file.format, raster);
  const warnings = [...raster.notes];
  if (divides) warnings.push(inEnglish('arrays.scale-divides', { scale: 1 / scale! }));
  if (range) warnings.push(inEnglish('arrays.valid-range', { low: range[0], high: range[1] }));
  if (swath) {
    const { sizeM, rows, cols } = swath.place;
    warnings.push(inEnglish('arrays.swath', { rows, cols, size: sizeM }));
  }
  if (grid.crsProblem) warnings.push(grid.crsProblem);
  const [west, south, east, north] = extentOf(grid);
  if (grid.crs?.kind === 'geographic' && (west < -180.5 || east > 180.5 || south < -90.5 || north > 90.5))
    warnings.push(inEnglish('arrays.date-line'));
  const acquired = textIn(file.attributes, 'time_coverage_start', 'start_time', 'PRODUCT_START_TIME');
  const time = acquired && /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)/.exec(acquired)?.[1];
  const [blockWidth, blockHeight] = blockSizeOf(raster);
  return {
    file: path,
    grid,
    layout: {
      file: path,
      width: grid.width,
      height: grid.height,
      compression: file.format,
      layout: 'tiled',
      blockSize: [blockWidth, blockHeight],
      interleave: 'band',
      overviews: [],
      bigTiff: false,
      bytes: file.bytes,
    },
    samples: samples.length,
    type: array.type,
    nodata,
    nodataByBand: samples.map(() => nodata),
    mask: 'none',
    placement: raster.placement,
    georeferenced: true,
    metadata: {
      file: time ? { ACQUISITIONDATETIME: `${time}Z` } : {},
      bands: samples.map(({ description, wavelengthNm }) => ({
        description,
        ...(wavelengthNm === undefined ? {} : { wavelengthNm }),
        ...(scale === null ? {} : { scale }),
        ...(offset === null ? {} : { offset }),
        items: {},
      })),
    },
    dateTime: null,
    description: textIn(array.attributes, 'long_name'),
    software: null,
    warnings,
    told: 'attributes',
  };
}
