import proj4, { type ProjectionDefinition } from 'proj4';
import Projection from 'ol/proj/Projection.js';
import { register } from 'ol/proj/proj4.js';
import { get as getProjection } from 'ol/proj.js';
import { datumOf, isNoShift } from '#core/grid/datum.ts';
import type { Crs, Grid } from '#core/grid/grid.ts';

/** Longitude and latitude in degrees; the catalogue's CGCS2000 differs by less than a pixel of any scene. */
export const lonLat = 'EPSG:4326';

const codes = new Map<string, string>();

/** The projection of a scene's own CRS, registered once per definition; a plain plane where the scene has none. */
export function projectionOf(grid: Grid): Projection {
  if (!grid.crs) return plane;
  const definition = `${grid.crs.proj4} ${datumOf(grid.crs).name}`;
  let code = codes.get(definition);
  if (code === undefined) {
    code = `scene-crs-${codes.size + 1}`;
    proj4.defs(code, onDatum(grid.crs));
    register(proj4);
    codes.set(definition, code);
  }
  const projection = getProjection(code);
  if (!projection) throw new RangeError(`proj4 does not take ${definition}`);
  return projection;
}

/** The definition with the shift of its datum to WGS 84, where one is known and is one. */
function onDatum(crs: Crs): string | ProjectionDefinition {
  const { shift } = datumOf(crs);
  const parameters = shift && !isNoShift(shift) ? [...shift.parameters] : undefined;
  if (crs.proj4.startsWith('+')) return parameters ? `${crs.proj4} +towgs84=${parameters.join()}` : crs.proj4;
  const parsed: object = new proj4.Proj(crs.proj4);
  return { ...parsed, datum: undefined, datumCode: 'none', datum_params: parameters } as ProjectionDefinition;
}

const plane = new Projection({ code: 'scene-plane', units: 'm' });

/** False where longitude and latitude cannot be had. */
export const isOnEarth = (projection: Projection): boolean => projection !== plane;
