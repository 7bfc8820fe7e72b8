import type { MultiPolygon } from '#core/zones/zone.ts';
import { toMap, windowAffine, type Window } from '#core/grid/grid.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import type { Scene } from '#core/scene/scene.ts';
import { connectedPatches } from '#core/zones/connected-patches.ts';
import { projector } from '#core/zones/project.ts';
import { tracePatches } from '#core/zones/trace-patches.ts';

/** Marked pixels within a zone's window, row-major: their covered area in m² and a value; half = mostly inside. */
export interface ZoneField {
  window: Window;
  areaM2: Float64Array;
  value: Float32Array;
  half: Uint8Array;
}

/** Marked pixels of a zone that hang together. The area is that inside the zone. */
export interface ZonePatch {
  areaM2: number;
  mean: number;
  /** Longitude and latitude, CGCS2000. */
  geometry: MultiPolygon;
}

export function patchesOf(field: ZoneField, scene: Scene): ZonePatch[] {
  const { width, height } = field.window;
  const mask = Uint8Array.from(field.areaM2, area => (area > 0 ? 1 : 0));
  const { labels, count } = connectedPatches(mask, width, height);
  const area = new Float64Array(count + 1);
  const weighted = new Float64Array(count + 1);
  const halves = new Uint8Array(count + 1);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i];
    if (label === 0) continue;
    area[label] += field.areaM2[i];
    weighted[label] += field.areaM2[i] * field.value[i];
    halves[label] |= field.half[i];
  }
  const wanted = new Set<number>();
  for (let label = 1; label <= count; label++) if (area[label] > 0) wanted.add(label);
  if (wanted.size === 0) return [];
  // Slivers along the zone's border are outlined as a whole; other patches by their pixels that lie mostly inside.
  for (let i = 0; i < labels.length; i++)
    if (labels[i] > 0 && halves[labels[i]] === 1 && field.half[i] === 0) labels[i] = 0;
  const outlines = outlinePatches(labels, field.window, scene, wanted);
  return [...outlines].map(([label, geometry]) => ({
    areaM2: area[label],
    mean: weighted[label] / area[label],
    geometry,
  }));
}

/**
 * Pixel outlines of labels in longitude and latitude (CGCS2000). A label in several pieces becomes several polygons.
 */
function outlinePatches(labels: Int32Array, window: Window, scene: Scene, wanted: ReadonlySet<number>) {
  const affine = windowAffine(scene.grid.affine, window);
  const project = projector(scene.grid.crs!, cgcs2000);
  // Cutting off border pixels may split a patch: its pieces are traced on their own.
  const pieces = connectedPatches(
    Uint8Array.from(labels, l => (l > 0 && wanted.has(l) ? 1 : 0)),
    window.width,
    window.height,
  );
  const owner = new Map<number, number>();
  labels.forEach((label, i) => {
    if (pieces.labels[i] > 0) owner.set(pieces.labels[i], label);
  });
  const outlines = new Map<number, MultiPolygon>();
  for (const [piece, polygon] of tracePatches(
    pieces.labels,
    window.width,
    window.height,
    new Set(owner.keys()),
  )) {
    const label = owner.get(piece)!;
    const lonLat = polygon.map(ring => ring.map(([col, row]) => project(...toMap(affine, col, row))));
    outlines.set(label, [...(outlines.get(label) ?? []), lonLat]);
  }
  return outlines;
}
