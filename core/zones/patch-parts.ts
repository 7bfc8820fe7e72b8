import type { Window } from '#core/grid/grid.ts';
import { connectedPatches } from './connected-patches.ts';

/** Connected pixels of one window, as far as the window shows them. Lists by patch; labels count from 1, 0 is none. */
export interface PatchPart {
  window: Window;
  top: Int32Array;
  bottom: Int32Array;
  left: Int32Array;
  right: Int32Array;
  pixels: number[];
  areaM2: number[];
  /** The longest row of pixels: how many, and the column and row of its middle in the grid. */
  runLength: number[];
  runCol: number[];
  runRow: number[];
  /** Patches that touch no side of the window and have fewer pixels than asked: only their number is kept. */
  small: number;
}

/** A whole patch. Column and row are of the middle of its longest row of pixels, which lies inside. */
export interface WholePatch {
  pixels: number;
  areaM2: number;
  col: number;
  row: number;
}

/** Patches of a window: mask and areas row-major. */
export function patchPart(
  mask: Uint8Array,
  areaM2: ArrayLike<number>,
  window: Window,
  minPixels: number,
): PatchPart {
  const { width, height } = window;
  const { labels, count } = connectedPatches(mask, width, height);
  const part: PatchPart = {
    window,
    top: labels.slice(0, width),
    bottom: labels.slice((height - 1) * width),
    left: Int32Array.from({ length: height }, (_, row) => labels[row * width]),
    right: Int32Array.from({ length: height }, (_, row) => labels[row * width + width - 1]),
    pixels: new Array<number>(count).fill(0),
    areaM2: new Array<number>(count).fill(0),
    runLength: new Array<number>(count).fill(0),
    runCol: new Array<number>(count).fill(0),
    runRow: new Array<number>(count).fill(0),
    small: 0,
  };
  for (let row = 0; row < height; row++)
    for (let col = 0; col < width;) {
      const label = labels[row * width + col];
      const from = col;
      for (; col < width && labels[row * width + col] === label; col++)
        if (label > 0) part.areaM2[label - 1] += areaM2[row * width + col];
      if (label === 0) continue;
      const length = col - from;
      part.pixels[label - 1] += length;
      if (length > part.runLength[label - 1]) {
        part.runLength[label - 1] = length;
        part.runCol[label - 1] = window.col + (from + col) / 2;
        part.runRow[label - 1] = window.row + row + 0.5;
      }
    }
  return withoutSmall(part, minPixels);
}

/** Leaves out the small patches that no other window can make larger. */
function withoutSmall(part: PatchPart, minPixels: number): PatchPart {
  const touching = new Set([part.top, part.bottom, part.left, part.right].flatMap(side => [...side]));
  const kept = part.pixels.flatMap((pixels, i) => (pixels >= minPixels || touching.has(i + 1) ? [i] : []));
  if (kept.length === part.pixels.length) return part;
  const renamed = new Map(kept.map((old, i) => [old + 1, i + 1]));
  const labels = (side: Int32Array) => side.map(label => renamed.get(label) ?? 0);
  const some = (list: number[]) => kept.map(i => list[i]);
  return {
    window: part.window,
    top: labels(part.top),
    bottom: labels(part.bottom),
    left: labels(part.left),
    right: labels(part.right),
    pixels: some(part.pixels),
    areaM2: some(part.areaM2),
    runLength: some(part.runLength),
    runCol: some(part.runCol),
    runRow: some(part.runRow),
    small: part.small + part.pixels.length - kept.length,
  };
}

/** Joins the patches of windows that do not overlap, in any order, over their common sides. */
export function mergePatchParts(
  parts: readonly PatchPart[],
  minPixels: number,
): { count: number; patches: WholePatch[] } {
  const first: number[] = [];
  let total = 0;
  for (const part of parts) {
    first.push(total - 1);
    total += part.pixels.length;
  }
  const parent = Int32Array.from({ length: total }, (_, i) => i);
  const rootOf = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]];
    return i;
  };
  const join = (a: number, b: number) => {
    const [low, high] = [rootOf(a), rootOf(b)].sort((x, y) => x - y);
    parent[high] = low;
  };
  parts.forEach((a, i) =>
    parts.forEach((b, j) => {
      const [wa, wb] = [a.window, b.window];
      if (wa.row + wa.height === wb.row)
        for (let c = Math.max(wa.col, wb.col); c < Math.min(wa.col + wa.width, wb.col + wb.width); c++) {
          const [above, below] = [a.bottom[c - wa.col], b.top[c - wb.col]];
          if (above && below) join(first[i] + above, first[j] + below);
        }
      if (wa.col + wa.width === wb.col)
        for (let r = Math.max(wa.row, wb.row); r < Math.min(wa.row + wa.height, wb.row + wb.height); r++) {
          const [west, east] = [a.right[r - wa.row], b.left[r - wb.row]];
          if (west && east) join(first[i] + west, first[j] + east);
        }
    }),
  );
  const whole = new Map<number, WholePatch & { run: number }>();
  parts.forEach((part, i) =>
    part.pixels.forEach((pixels, n) => {
      const root = rootOf(first[i] + n + 1);
      const patch = whole.get(root) ?? { pixels: 0, areaM2: 0, col: 0, row: 0, run: 0 };
      patch.pixels += pixels;
      patch.areaM2 += part.areaM2[n];
      if (part.runLength[n] > patch.run) {
        patch.run = part.runLength[n];
        patch.col = part.runCol[n];
        patch.row = part.runRow[n];
      }
      whole.set(root, patch);
    }),
  );
  const all = [...whole.values()].map(({ pixels, areaM2, col, row }) => ({ pixels, areaM2, col, row }));
  return {
    count: all.length + parts.reduce((sum, part) => sum + part.small, 0),
    patches: all.filter(p => p.pixels >= minPixels).sort((a, b) => b.areaM2 - a.areaM2),
  };
}
