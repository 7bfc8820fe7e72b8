import { splitArrayPath } from '#host/files/array-path.ts';

const byItself = /\.(tiff?|jp2|j2k|hdf|he5|h5|nc)$/i;

/** Pixels whose size stands in a header of ENVI beside them. */
const withHeader = /\.(img|dat|bsq|bil|bip)$/i;

/** Endings that a scene is named without. */
export const rasterName = /\.(tiff?|jp2|j2k|hdf|he5|h5|nc|img|dat|bsq|bil|bip)$/i;

/** True for what may be a raster by its name, an array of a file too. */
export const isRasterPath = (path: string): boolean => rasterName.test(splitArrayPath(path)?.file ?? path);

/** The rasters among the names of a folder. */
export function rastersAmong(names: readonly string[]): string[] {
  const headers = new Set(
    names.flatMap(name => (/\.hdr$/i.test(name) ? [name.slice(0, -4).toLowerCase()] : [])),
  );
  const hasHeader = (name: string) =>
    [name, name.replace(withHeader, '')].some(stem => headers.has(stem.toLowerCase()));
  return names.filter(name => byItself.test(name) || (withHeader.test(name) && hasHeader(name)));
}
