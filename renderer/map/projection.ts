import proj4 from 'proj4';
import Projection from 'ol/proj/Projection.js';
import { register } from 'ol/proj/proj4.js';
import { get as getProjection } from 'ol/proj.js';
import type { Grid } from '#core/grid/grid.ts';

/** Longitude and latitude in degrees; the catalogue's CGCS2000 differs by less than a pixel of any scene. */
export const lonLat = 'EPSG:4326';

const codes = new Map<string, string>();

/** The projection of a scene's own CRS, registered once per definition; a plain plane where the scene has none. */
export function projectionOf(grid: Grid): Projection {
  if (!grid.crs) return plane;
  const { proj4: definition } = grid.crs;
  let code = codes.get(definition);
  if (code === undefined) {
    code = `scene-crs-${codes.size + 1}`;
    proj4.defs(code, definition);
    register(proj4);
    codes.set(definition, code);
  }
  const projection = getProjection(code);
  if (!projection) throw new RangeError(`proj4 does not take ${definition}`);
  return projection;
}

const plane = new Projection({ code: 'scene-plane', units: 'm' });

/** False where longitude and latitude cannot be had. */
export const isOnEarth = (projection: Projection): boolean => projection !== plane;
