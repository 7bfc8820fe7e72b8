import { toMap, type Crs, type Extent, type Grid } from '#core/grid/grid.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { frameCrs } from '#core/page/frame.ts';
import type { SheetContent } from '#core/page/sheet-content.ts';
import { projector } from '#core/zones/project.ts';
import { beside } from '#core/zones/clip.ts';
import { boxOf } from '#core/zones/rings.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';
import { shownScene } from '#host/products/rasters/class-raster-for.ts';
import type { SheetInput } from '#host/products/input/export-input.ts';

/** Patches that carry their number on the map: the largest. */
const numberedPatches = 10;

export function projectPolygons(geometry: MultiPolygon, from: Crs, to: Crs): MultiPolygon {
  const project = projector(from, to);
  return geometry.map(polygon => polygon.map(ring => ring.map(([x, y]) => project(x, y))));
}

/** Zones, patches and sites in the frame's CRS, and what must be seen of them. */
export function mapGeometry(input: SheetInput): Omit<SheetContent['map'], 'image'> {
  const { result } = input.assessment;
  const scene = shownScene(input);
  const sceneCrs = scene.grid.crs!;
  const zonesCrs = input.zones.crs!;
  const failed = new Set(result.zones.filter(z => z.problem).map(z => z.zone));
  const usable = input.zones.zones.filter(z => !failed.has(z.name));
  const degrees = boxOf(usable.flatMap(z => projectPolygons(z.geometry, zonesCrs, cgcs2000)))!;
  const crs = frameCrs(
    sceneCrs,
    [(degrees[0] + degrees[2]) / 2, (degrees[1] + degrees[3]) / 2],
    degrees[2] - degrees[0],
  );
  const zones = usable.map(z => ({ name: z.name, geometry: projectPolygons(z.geometry, zonesCrs, crs) }));
  const patches =
    result.kind === 'redline'
      ? result.patches.map((p, i) => ({
          label: i < numberedPatches ? String(p.id) : null,
          geometry: projectPolygons(p.geometry, cgcs2000, crs),
        }))
      : [];
  const toFrame = projector(cgcs2000, crs);
  const sites = (input.sites ?? []).map(s => ({
    name: s.name,
    x: toFrame(s.lon, s.lat)[0],
    y: toFrame(s.lon, s.lat)[1],
  }));
  const footprint = sceneOutline(scene.grid, crs);
  const outside = leavesScene(result) ? zones.flatMap(z => beside(z.geometry, footprint)) : null;
  return {
    crs,
    locator: {
      outlines: input.around
        ? input.around.map(z => projectPolygons(z.geometry, zonesCrs, crs))
        : zones.map(z => z.geometry),
      footprint,
    },
    extent: common(boxOf(zones.flatMap(z => z.geometry))!, around(sceneExtent(scene.grid, crs))),
    zones,
    ...(outside ? { outside } : {}),
    patches,
    sites,
  };
}

/** Whether something of the zones lies beside the picture; assessments of before do not know. */
const leavesScene = (result: SheetInput['assessment']['result']): boolean =>
  result.kind === 'bloom'
    ? (result.whole?.areaByReasonKm2['outside-scene'] ?? 0) > 0
    : (result.whole?.outsideKm2 ?? 0) > 0;

/** A box with half of its size more on each side: a zone that leaves the scene is shown as far. */
function around([left, bottom, right, top]: Extent): Extent {
  const [x, y] = [(right - left) / 2, (top - bottom) / 2];
  return [left - x, bottom - y, right + x, top + y];
}

/** The sides of a scene in another CRS. */
export function sceneOutline(grid: Grid, crs: Crs): MultiPolygon {
  const project = projector(grid.crs!, crs);
  const n = 8;
  const at = (c: number, r: number) => project(...toMap(grid.affine, c * grid.width, r * grid.height));
  const along = Array.from({ length: n }, (_, i) => i / n);
  const ring = [
    ...along.map(t => at(t, 0)),
    ...along.map(t => at(1, t)),
    ...along.map(t => at(1 - t, 1)),
    ...along.map(t => at(0, 1 - t)),
    at(0, 0),
  ];
  return ring.every(([x, y]) => Number.isFinite(x) && Number.isFinite(y)) ? [[ring]] : [];
}

/** The box around a scene in another CRS, from points along its sides. */
export function sceneExtent(grid: Grid, crs: Crs): Extent {
  const project = projector(grid.crs!, crs);
  const points = Array.from({ length: 33 }, (_, i) => i / 32).flatMap(t =>
    [
      [t, 0],
      [t, 1],
      [0, t],
      [1, t],
    ].map(([c, r]) => project(...toMap(grid.affine, c * grid.width, r * grid.height))),
  );
  const xs = points.map(p => p[0]);
  const ys = points.map(p => p[1]);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function common(zones: Extent, scene: Extent): Extent {
  const box: Extent = [
    Math.max(zones[0], scene[0]),
    Math.max(zones[1], scene[1]),
    Math.min(zones[2], scene[2]),
    Math.min(zones[3], scene[3]),
  ];
  return box[0] < box[2] && box[1] < box[3] ? box : zones;
}
