import { BloomlineError } from '#core/foundation/errors.ts';
import { converter } from '#core/grid/convert.ts';
import { invert, sameCrs, toMap, type Crs, type Grid } from '#core/grid/grid.ts';
import { say } from '#core/words/said.ts';
import type { Edges } from './coverage.ts';
import { rightHanded } from './rings.ts';
import type { MultiPolygon, Ring } from './zone.ts';

/** A straight side of a zone may bend in the scene's CRS; it is split until it lies within this many pixels. */
const tolerancePixels = 0.01;
const maxSplits = 14;

/**
 * A function from one CRS to another; the identity where they are the same. Answers NaN for a place that has no
 * image.
 */
export function projector(from: Crs, to: Crs): (x: number, y: number) => [number, number] {
  if (sameCrs(from, to)) return (x, y) => [x, y];
  const convert = converter(from, to);
  return (x, y) => {
    // proj4 throws where it is given no number; a place that does not exist is NaN here.
    if (!Number.isFinite(x) || !Number.isFinite(y)) return [NaN, NaN];
    const [px, py] = convert([x, y]);
    return [px, py];
  };
}

/**
 * A zone in a grid's pixel coordinates, its sides densified on the way. Sides are straight in the zone's own CRS.
 * Throws `zone-outside` where a corner has no place in the scene's CRS.
 */
export function toPixelPolygons(geometry: MultiPolygon, name: string, from: Crs, grid: Grid): MultiPolygon {
  const inverse = invert(grid.affine);
  if (!grid.crs || sameCrs(from, grid.crs))
    return transformPolygons(geometry, name, (x, y) => toMap(inverse, x, y), null);
  const project = projector(from, grid.crs);
  return transformPolygons(geometry, name, (x, y) => toMap(inverse, ...project(x, y)), tolerancePixels);
}

/** Polygons in another CRS; sides bend as they must, to within `tolerance` units of the target. */
export function projectPolygons(
  geometry: MultiPolygon,
  name: string,
  from: Crs,
  to: Crs,
  tolerance: number,
): MultiPolygon {
  return transformPolygons(geometry, name, projector(from, to), sameCrs(from, to) ? null : tolerance);
}

function transformPolygons(
  geometry: MultiPolygon,
  name: string,
  transform: (x: number, y: number) => [number, number],
  tolerance: number | null,
): MultiPolygon {
  return rightHanded(geometry).map(polygon =>
    polygon.map(ring => {
      const out: Ring = [];
      for (let i = 0; i < ring.length; i++) {
        const start = transform(ring[i][0], ring[i][1]);
        if (!Number.isFinite(start[0]) || !Number.isFinite(start[1]))
          throw new BloomlineError(
            'zone-outside',
            name,
            say('zones.corner-has-no-place', { x: ring[i][0], y: ring[i][1] }),
          );
        out.push(start);
        if (tolerance !== null && i + 1 < ring.length)
          densify(
            ring[i],
            start,
            ring[i + 1],
            transform(ring[i + 1][0], ring[i + 1][1]),
            transform,
            tolerance,
            out,
            0,
          );
      }
      return out;
    }),
  );
}

function densify(
  a: number[],
  pa: [number, number],
  b: number[],
  pb: [number, number],
  transform: (x: number, y: number) => [number, number],
  tolerance: number,
  out: Ring,
  depth: number,
): void {
  const middle = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const pm = transform(middle[0], middle[1]);
  const off = Math.hypot(pm[0] - (pa[0] + pb[0]) / 2, pm[1] - (pa[1] + pb[1]) / 2);
  // A long side may bend both ways and still meet its chord in the middle: it is always split a few times.
  const long = Math.hypot(pb[0] - pa[0], pb[1] - pa[1]) > 25600 * tolerance && depth < 3;
  if (!(off > tolerance || long) || depth >= maxSplits || !Number.isFinite(off)) return;
  densify(a, pa, middle, pm, transform, tolerance, out, depth + 1);
  out.push(pm);
  densify(middle, pm, b, pb, transform, tolerance, out, depth + 1);
}

/** Edges for coverageFractions, and the rows and columns that they span. */
export function edgesOf(polygons: MultiPolygon): Edges {
  let count = 0;
  for (const polygon of polygons) for (const ring of polygon) count += ring.length;
  const coordinates = new Float64Array(count * 4);
  let at = 0;
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  for (const polygon of polygons)
    for (const ring of polygon)
      for (let i = 0; i + 1 < ring.length; i++) {
        const [x0, y0] = ring[i];
        const [x1, y1] = ring[i + 1];
        minX = Math.min(minX, x0, x1);
        maxX = Math.max(maxX, x0, x1);
        minY = Math.min(minY, y0, y1);
        maxY = Math.max(maxY, y0, y1);
        if (y0 === y1) continue;
        coordinates.set([x0, y0, x1, y1], at);
        at += 4;
      }
  return {
    coordinates: coordinates.slice(0, at),
    minCol: Math.floor(minX),
    minRow: Math.floor(minY),
    maxCol: Math.ceil(maxX),
    maxRow: Math.ceil(maxY),
  };
}
