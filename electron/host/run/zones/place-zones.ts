import { asReported, BloomlineError, type Problem, problemOf } from '#core/foundation/errors.ts';
import { intersectWindows, wholeWindow, type Crs, type Grid, type Window } from '#core/grid/grid.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import type { Edges } from '#core/zones/coverage.ts';
import { crossesItself, findCrossing } from '#core/zones/find-crossing.ts';
import { edgesOf, projectPolygons, toPixelPolygons } from '#core/zones/project.ts';
import type { Zone } from '#core/zones/zone.ts';
import { ellipsoidalAreaM2 } from '#core/zones/zone-overlay.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import { say } from '#core/words/said.ts';
import type { ZonePlace } from '#host/raster/lanes/tally-lane.ts';

/** A zone on a scene's grid: its edges in pixels and the part of the grid that it touches, or why it has none. */
export interface PlacedZone {
  name: string;
  edges: Edges | null;
  window: Window | null;
  /**
   * m² of the whole outline where it leaves the grid; null where its pixels tell all of it, or it cannot be
   * measured.
   */
  outlineM2: number | null;
  problem: Problem | null;
}

/**
 * Puts zones on a grid. A zone that crosses itself, or lies outside, keeps its place in the list with its problem.
 * Throws the first problem where no zone is usable, `crs-unknown` where zones or scene cannot be placed on each other.
 */
export function placeZones({ zones, crs: from, subject }: Omit<ZoneSet, 'files'>, grid: Grid): PlacedZone[] {
  if (zones.length === 0) throw new BloomlineError('zones-empty', subject, say('zones.no-polygon'));
  if (!from) throw new BloomlineError('crs-unknown', subject, say('zones.no-prj'));
  if (grid.affine.join() === '0,1,0,0,0,1')
    throw new BloomlineError('no-georeference', 'scene', say('zones.scene-not-placed'));
  if (grid.crsProblem)
    throw new BloomlineError(
      'crs-unknown',
      'scene',
      say('zones.scene-crs-problem', { problem: grid.crsProblem }),
    );
  if (!grid.crs) throw new BloomlineError('crs-unknown', 'scene', say('zones.scene-no-crs'));
  const placed = zones.map(zone => {
    const crossing = findCrossing(zone.geometry);
    return crossing
      ? unplaced(zone.name, new BloomlineError('zone-invalid', zone.name, crossesItself(crossing)))
      : placeZone(zone, from, grid);
  });
  if (placed.every(p => p.problem)) {
    const { code, message } = placed[0].problem!;
    throw new BloomlineError(
      code,
      placed.length === 1 ? zones[0].name : subject,
      placed.length === 1 ? asReported(message) : say('zones.none-usable', { count: placed.length, message }),
    );
  }
  return placed;
}

const unplaced = (name: string, error: BloomlineError, outlineM2: number | null = null): PlacedZone => ({
  name,
  edges: null,
  window: null,
  outlineM2,
  problem: problemOf(error),
});

/** A zone that is known not to cross itself, on a grid. */
export function placeZone(zone: Zone, from: Crs, grid: Grid): PlacedZone {
  try {
    const edges = edgesOf(toPixelPolygons(zone.geometry, zone.name, from, grid));
    const window = intersectWindows(wholeWindow(grid), {
      col: edges.minCol,
      row: edges.minRow,
      width: edges.maxCol - edges.minCol,
      height: edges.maxRow - edges.minRow,
    });
    const leaves =
      window?.width !== edges.maxCol - edges.minCol || window.height !== edges.maxRow - edges.minRow;
    const outlineM2 = leaves ? outlineAreaM2(zone, from) : null;
    if (window) return { name: zone.name, edges, window, outlineM2, problem: null };
    const outside = new BloomlineError(
      'zone-outside',
      zone.name,
      say('zones.outside', {
        cols: `${edges.minCol}–${edges.maxCol}`,
        rows: `${edges.minRow}–${edges.maxRow}`,
        grid: `${grid.width} × ${grid.height}`,
      }),
    );
    return unplaced(zone.name, outside, outlineM2);
  } catch (error) {
    if (!(error instanceof BloomlineError)) throw error;
    return unplaced(zone.name, error);
  }
}

/** Sides bend within about a centimetre on their way to longitude and latitude. */
const outlineTolerance = 1e-7;

/** m² of an outline on the ellipsoid, wherever it lies. */
const outlineAreaM2 = ({ geometry, name }: Zone, from: Crs): number =>
  ellipsoidalAreaM2(projectPolygons(geometry, name, from, cgcs2000, outlineTolerance));

/** The zones that have a place on the grid, in their order; those with a problem are left out. */
export function usablePlaces(placed: readonly PlacedZone[]): ZonePlace[] {
  return placed.flatMap(({ edges, window }) => (edges && window ? [{ edges, window }] : []));
}

/** The same set without the zones that have a problem. */
export const usableZones = (set: ZoneSet, placed: readonly PlacedZone[]): ZoneSet => ({
  ...set,
  zones: set.zones.filter((_, i) => !placed[i].problem),
});

/** The whole grid as one zone. */
export function placeWhole(grid: Grid, name: string): PlacedZone {
  const { width, height } = grid;
  const ring = [
    [0, 0],
    [0, height],
    [width, height],
    [width, 0],
    [0, 0],
  ];
  return { name, edges: edgesOf([[ring]]), window: wholeWindow(grid), outlineM2: null, problem: null };
}

/** The smallest window around several; null for none. */
export function boundingWindow(windows: readonly (Window | null)[]): Window | null {
  const some = windows.filter(w => w !== null);
  if (some.length === 0) return null;
  const col = Math.min(...some.map(w => w.col));
  const row = Math.min(...some.map(w => w.row));
  return {
    col,
    row,
    width: Math.max(...some.map(w => w.col + w.width)) - col,
    height: Math.max(...some.map(w => w.row + w.height)) - row,
  };
}
