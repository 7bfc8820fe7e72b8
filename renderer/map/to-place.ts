import { cgcs2000, wellKnownCrs } from '#core/grid/well-known-crs.ts';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { projector } from '#core/zones/project.ts';

/** From the map's coordinates to CGCS2000 longitude and latitude; null where the scene has no place on the earth. */
export function toPlace(
  scene: CatalogueScene | undefined,
): ((at: readonly number[]) => [number, number]) | null {
  const crs = scene ? scene.grid.crs : wellKnownCrs(3857);
  if (!crs) return null;
  const project = projector(crs, cgcs2000);
  return ([x, y]) => {
    const [lon, lat] = project(x, y);
    return [round(lon), round(lat)];
  };
}

/** Eight decimals of a degree: a millimetre. */
const round = (degrees: number) => Math.round(degrees * 1e8) / 1e8;
