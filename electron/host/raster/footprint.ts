import { toMap } from '#core/grid/grid.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import type { Scene } from '#core/scene/scene.ts';
import { projector } from '#core/zones/project.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';

/** The scene's outline in longitude and latitude (CGCS2000), eight points a side; null without a usable CRS. */
export function footprintOf(scene: Scene): MultiPolygon | null {
  const { grid } = scene;
  if (!grid.crs) return null;
  const project = projector(grid.crs, cgcs2000);
  const steps = [0, 1, 2, 3, 4, 5, 6, 7].map(n => n / 8);
  const corners = [
    ...steps.map(t => [t, 0]),
    ...steps.map(t => [1, t]),
    ...steps.map(t => [1 - t, 1]),
    ...steps.map(t => [0, 1 - t]),
  ];
  const ring = corners.map(
    ([u, v]) => project(...toMap(grid.affine, u * grid.width, v * grid.height)) as number[],
  );
  if (!ring.flat().every(Number.isFinite)) return null;
  ring.push(ring[0]);
  return [[ring.reverse()]];
}
