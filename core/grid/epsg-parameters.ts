import type { DatumRow } from './datum.ts';

/**
 * The tables of EPSG parameters and of datums: what `#epsg-parameters` is to the compiler. Under Node it is a module
 * that loads them when first asked; the window does without (`well-known-crs.ts`).
 */
export { toProj4, type GeoKeys } from 'geotiff-geokeys-to-proj4';

export const datumRows = (): readonly DatumRow[] => [];
