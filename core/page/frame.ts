import type { Crs, Extent } from '#core/grid/grid.ts';
import { cgcs2000, wellKnownCrs } from '#core/grid/well-known-crs.ts';
import { projector } from '#core/zones/project.ts';
import type { Box, FrameBox } from './page.ts';
import { roundScaleFrom } from './round-scale.ts';

const a = 6378137;
const f = 1 / 298.257222101;
const e2 = f * (2 - f);
const radians = Math.PI / 180;

/**
 * The CRS of a map frame: the scene's own where it is projected, else one with a true scale: in and around China the
 * CGCS2000 Gauss–Krüger zone of 3° at the centre (6° where the map is wider), elsewhere UTM.
 */
export function frameCrs(scene: Crs, lonLat: readonly [number, number], widthDegrees: number): Crs {
  if (scene.kind === 'projected') return scene;
  const [lon, lat] = lonLat;
  const narrow = widthDegrees <= 3;
  if (lon >= 73.5 && lon < 136.5 && lat > 0 && lat < 60) {
    const zone = narrow ? Math.round(lon / 3) : Math.floor(lon / 6) + 1;
    const crs = wellKnownCrs(narrow ? 4534 + zone - 25 : 4502 + zone - 13);
    if (crs) return crs;
  }
  const zone = Math.min(60, Math.max(1, Math.floor(((((lon + 180) % 360) + 360) % 360) / 6) + 1));
  return wellKnownCrs((lat >= 0 ? 32600 : 32700) + zone)!;
}

/** Metres on the ellipsoid between two near points in longitude and latitude. */
export function nearDistanceM(from: readonly [number, number], to: readonly [number, number]): number {
  const lat = ((from[1] + to[1]) / 2) * radians;
  const w = Math.sqrt(1 - e2 * Math.sin(lat) ** 2);
  const along = (a / w) * Math.cos(lat);
  const up = (a * (1 - e2)) / w ** 3;
  const turn = ((to[0] - from[0] + 540) % 360) - 180;
  return Math.hypot(along * turn * radians, up * (to[1] - from[1]) * radians);
}

/** Metres on the ground per unit of a CRS, eastwards at a point: where the scale bar is true. */
export function groundPerUnit(crs: Crs, x: number, y: number): number {
  const inverse = projector(crs, cgcs2000);
  const half = crs.kind === 'geographic' ? 1e-4 : 50;
  return nearDistanceM(inverse(x - half, y), inverse(x + half, y)) / (2 * half);
}

/** Degrees clockwise from the top of the sheet to true north at a point. */
export function northDirection(crs: Crs, x: number, y: number): number {
  const [lon, lat] = projector(crs, cgcs2000)(x, y);
  const forward = projector(cgcs2000, crs);
  const step = lat > 89 ? -0.001 : 0.001;
  const [x2, y2] = forward(lon, lat + step);
  return Math.atan2((x2 - x) * Math.sign(step), (y2 - y) * Math.sign(step)) / radians || 0;
}

/** Room around what must be seen, as a share of the frame. */
const padding = 0.04;

/** Lays an extent into a box at the asked scale, or at the largest round one that shows it whole. */
export function placeFrame(
  box: Box,
  crs: Crs,
  seen: Extent,
  asked?: number,
): { frame: FrameBox; scale: number; metresPerUnit: number } {
  const centre = [(seen[0] + seen[2]) / 2, (seen[1] + seen[3]) / 2] as const;
  const metresPerUnit = groundPerUnit(crs, ...centre);
  const need = (units: number, mm: number) => (units * metresPerUnit * 1000) / (mm * (1 - 2 * padding));
  const scale =
    asked ??
    roundScaleFrom(Math.max(need(seen[2] - seen[0], box.width), need(seen[3] - seen[1], box.height), 100));
  const mmPerUnit = (metresPerUnit * 1000) / scale;
  const halfX = box.width / mmPerUnit / 2;
  const halfY = box.height / mmPerUnit / 2;
  const extent: Extent = [centre[0] - halfX, centre[1] - halfY, centre[0] + halfX, centre[1] + halfY];
  return { frame: { ...box, extent, mmPerUnit }, scale, metresPerUnit };
}

/** Where a point of the frame's CRS lies on the paper. */
export function toPaper(frame: FrameBox, x: number, y: number): [number, number] {
  return [
    frame.x + (x - frame.extent[0]) * frame.mmPerUnit,
    frame.y + (frame.extent[3] - y) * frame.mmPerUnit,
  ];
}
