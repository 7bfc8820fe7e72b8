import { createRequire } from 'node:module';
import type * as Library from 'geotiff-geokeys-to-proj4';

export { datumRows } from '#host/files/datum-table.ts';

let library: typeof Library | null = null;

/**
 * `#epsg-parameters` under Node. The tables take 1.5 MB of source, which every process and thread would compile and
 * run; the usual codes need none of it.
 */
export function toProj4(keys: Library.GeoKeys): Library.ProjectionParameters {
  library ??= createRequire(import.meta.url)('geotiff-geokeys-to-proj4') as typeof Library;
  return library.toProj4(keys);
}
