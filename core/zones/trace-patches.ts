import { signedArea } from './rings.ts';
import type { Polygon, Ring } from './zone.ts';

/**
 * Outlines of labelled patches along pixel sides, in columns and rows of the window: one polygon per label of `wanted`,
 * outer ring first. Where a patch touches itself at a corner its rings stay apart, as its pixels are four-connected.
 */
export function tracePatches(
  labels: Int32Array,
  width: number,
  height: number,
  wanted: ReadonlySet<number>,
): Map<number, Polygon> {
  const sides = collectSides(labels, width, height, wanted);
  const polygons = new Map<number, Polygon>();
  for (const [label, list] of sides) {
    const rings = joinSides(list, width + 1);
    // A four-connected patch has one outer ring, which encloses the others.
    rings.sort((a, b) => Math.abs(signedArea(b)) - Math.abs(signedArea(a)));
    polygons.set(label, rings);
  }
  return polygons;
}

/** Directions in order of turning right: east, south, west, north (rows run downwards). */
const stepCol = [1, 0, -1, 0];
const stepRow = [0, 1, 0, -1];

/** Per label: sides as vertex · 4 + direction, the patch on the right-hand side. */
function collectSides(
  labels: Int32Array,
  width: number,
  height: number,
  wanted: ReadonlySet<number>,
): Map<number, number[]> {
  const sides = new Map<number, number[]>();
  const stride = width + 1;
  for (let row = 0; row < height; row++) {
    for (let col = 0; col < width; col++) {
      const label = labels[row * width + col];
      if (label === 0 || !wanted.has(label)) continue;
      const at = (c: number, r: number) =>
        c < 0 || r < 0 || c >= width || r >= height ? 0 : labels[r * width + c];
      let list = sides.get(label);
      if (!list) sides.set(label, (list = []));
      if (at(col, row - 1) !== label) list.push((row * stride + col) * 4 + 0);
      if (at(col + 1, row) !== label) list.push((row * stride + col + 1) * 4 + 1);
      if (at(col, row + 1) !== label) list.push(((row + 1) * stride + col + 1) * 4 + 2);
      if (at(col - 1, row) !== label) list.push(((row + 1) * stride + col) * 4 + 3);
    }
  }
  return sides;
}

/** Closed rings of pixel sides, each `vertex · 4 + direction`, the patch on the right-hand side. */
export function joinSides(sides: readonly number[], stride: number): Ring[] {
  const left = new Set(sides);
  const rings: Ring[] = [];
  for (const first of sides) {
    if (!left.has(first)) continue;
    const ring: Ring = [];
    let side = first;
    let previous = -1;
    do {
      left.delete(side);
      const vertex = Math.floor(side / 4);
      const direction = side % 4;
      const col = vertex % stride;
      const row = Math.floor(vertex / stride);
      if (direction !== previous) ring.push([col, row]);
      previous = direction;
      const end = (row + stepRow[direction]) * stride + col + stepCol[direction];
      const next = [1, 0, 3].map(turn => end * 4 + ((direction + turn) % 4)).find(s => left.has(s));
      if (next === undefined) break;
      side = next;
    } while (side !== first);
    // The ring may have begun in the middle of a straight side.
    if (ring.length > 2 && previous === first % 4) ring.shift();
    ring.push([...ring[0]]);
    rings.push(ring);
  }
  return rings;
}
