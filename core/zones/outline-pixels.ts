import { toMap, windowAffine, type Grid, type Window } from '#core/grid/grid.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { connectedPatches } from './connected-patches.ts';
import { projector } from './project.ts';
import { tracePatches } from './trace-patches.ts';
import type { MultiPolygon } from './zone.ts';

/** Longer stretches of straight sides get corners in between: in degrees they would bend away from the pixels. */
const longestSide = 64;

/**
 * The outlines of a window's pixels that are not 0, along pixel sides, in longitude and latitude (CGCS2000). Pixels
 * whose centre lies inside of them are the same pixels again. The grid must have a CRS.
 */
export function outlineOfPixels(mask: Uint8Array, window: Window, grid: Grid): MultiPolygon {
  const { width, height } = window;
  const { labels, count } = connectedPatches(mask, width, height);
  const wanted = new Set(Array.from({ length: count }, (_, i) => i + 1));
  const affine = windowAffine(grid.affine, window);
  const project = projector(grid.crs!, cgcs2000);
  return [...tracePatches(labels, width, height, wanted).values()].map(polygon =>
    polygon.map(ring => withCorners(ring).map(([col, row]) => project(...toMap(affine, col, row)))),
  );
}

function withCorners(ring: number[][]): number[][] {
  const out: number[][] = [ring[0]];
  for (let i = 1; i < ring.length; i++) {
    const [x0, y0] = ring[i - 1];
    const [x1, y1] = ring[i];
    const parts = Math.ceil(Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0)) / longestSide);
    for (let n = 1; n <= parts; n++) out.push([x0 + ((x1 - x0) * n) / parts, y0 + ((y1 - y0) * n) / parts]);
  }
  return out;
}
