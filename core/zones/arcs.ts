import type { Ring } from './zone.ts';

/** A chord of this many radians lies within 1/20,000 of the radius of its arc: 1 − cos(step / 2). */
const step = 0.02;

/**
 * A string of arcs as straight sides: an arc goes from a place through the next to the one after it, and is a full
 * circle where the first and the last are one. The area is right to a part in 10⁴.
 */
export function straightened(places: readonly number[][]): Ring {
  const line: Ring = places.length > 0 ? [places[0]] : [];
  for (let i = 0; i + 2 < places.length; i += 2) line.push(...arc(places[i], places[i + 1], places[i + 2]));
  return line;
}

/** Corners behind the first place, up to the last. */
function arc([ax, ay]: number[], [bx, by]: number[], [cx, cy]: number[]): Ring {
  const isCircle = ax === cx && ay === cy;
  const cross = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  if (!isCircle && cross === 0)
    return [
      [bx, by],
      [cx, cy],
    ];
  const [x, y] = isCircle ? [(ax + bx) / 2, (ay + by) / 2] : centreOf([ax, ay], [bx, by], [cx, cy], cross);
  const radius = Math.hypot(ax - x, ay - y);
  const from = Math.atan2(ay - y, ax - x);
  const turn = 2 * Math.PI;
  const left = isCircle || cross > 0;
  const span = isCircle ? turn : ((Math.atan2(cy - y, cx - x) - from) * (left ? 1 : -1) + 2 * turn) % turn;
  const count = Math.max(2, Math.ceil(span / step));
  return Array.from({ length: count }, (_, i) => {
    if (i === count - 1) return [cx, cy];
    const angle = from + ((left ? 1 : -1) * span * (i + 1)) / count;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
}

/** The centre of the circle through three places; `cross` is twice the area between them. */
function centreOf(a: number[], b: number[], c: number[], cross: number): [number, number] {
  const [px, py] = [b[0] - a[0], b[1] - a[1]];
  const [qx, qy] = [c[0] - a[0], c[1] - a[1]];
  const [p, q] = [px * px + py * py, qx * qx + qy * qy];
  return [a[0] + (qy * p - py * q) / (2 * cross), a[1] + (px * q - qx * p) / (2 * cross)];
}
