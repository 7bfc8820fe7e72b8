import type { MultiPolygon, Ring } from '#core/zones/zone.ts';
import { boxOf, placeInRing } from '#core/zones/rings.ts';
import type { Box } from './page.ts';

export const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const steps = 24;

/**
 * The point of a grid over the polygon that lies inside it and farthest from its outline; null where none is inside.
 */
export function innerPoint(
  polygons: MultiPolygon,
  within: readonly [number, number, number, number],
): [number, number] | null {
  const own = boxOf(polygons);
  if (!own) return null;
  const box = [
    Math.max(own[0], within[0]),
    Math.max(own[1], within[1]),
    Math.min(own[2], within[2]),
    Math.min(own[3], within[3]),
  ];
  if (box[0] >= box[2] || box[1] >= box[3]) return null;
  const rings = polygons.flat();
  let best: [number, number] | null = null;
  let farthest = -1;
  for (let i = 0; i < steps; i++)
    for (let j = 0; j < steps; j++) {
      const x = box[0] + ((box[2] - box[0]) * (i + 0.5)) / steps;
      const y = box[1] + ((box[3] - box[1]) * (j + 0.5)) / steps;
      if (!polygons.some(p => p.every((ring, r) => placeInRing(x, y, ring) === (r === 0 ? 1 : -1)))) continue;
      const distance = Math.min(
        ...rings.map(ring => distanceToRing(x, y, ring)),
        x - box[0],
        box[2] - x,
        y - box[1],
        box[3] - y,
      );
      if (distance > farthest) [farthest, best] = [distance, [x, y]];
    }
  return best;
}

function distanceToRing(x: number, y: number, ring: Ring): number {
  let best = Infinity;
  // Long outlines are sampled: a label needs no exact distance.
  const stride = Math.max(1, Math.floor(ring.length / 400));
  for (let i = 0; i < ring.length; i += stride)
    best = Math.min(best, (ring[i][0] - x) ** 2 + (ring[i][1] - y) ** 2);
  return Math.sqrt(best);
}

/** A place for a label near (x, y) that touches none of `taken` and stays inside `area`; null where there is none. */
export function placeLabel(
  x: number,
  y: number,
  width: number,
  height: number,
  area: Box,
  taken: readonly Box[],
): Box | null {
  const shifts: [number, number][] = [[0, 0]];
  for (const reach of [1, 2, 3])
    shifts.push(
      [0, -reach],
      [0, reach],
      [0.6 * reach, 0],
      [-0.6 * reach, 0],
      [0.5 * reach, -reach],
      [-0.5 * reach, -reach],
      [0.5 * reach, reach],
      [-0.5 * reach, reach],
    );
  for (const [dx, dy] of shifts) {
    const box = {
      x: x - width / 2 + dx * Math.min(width, height * 4),
      y: y - height / 2 + dy * height,
      width,
      height,
    };
    const inside =
      box.x >= area.x &&
      box.y >= area.y &&
      box.x + width <= area.x + area.width &&
      box.y + height <= area.y + area.height;
    if (inside && !taken.some(t => overlaps(t, box))) return box;
  }
  return null;
}
