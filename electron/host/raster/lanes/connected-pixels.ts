import { pixelClass } from '#core/bloom/bloom-rule.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { intersectWindows, wholeWindow, type Window } from '#core/grid/grid.ts';
import { compileKernel } from '#core/index/compile-kernel.ts';
import { MaskPainter } from '#core/mask/mask-painter.ts';
import type { Masking } from '#core/mask/mask-plan.ts';
import type { Scene } from '#core/scene/scene.ts';
import { say } from '#core/words/said.ts';
import type { SceneReader } from '#host/raster/reader/scene-reader.ts';
import { readIndex } from './tally-lane.ts';

export interface ConnectedInput {
  scene: Scene;
  formula: string;
  wavelengths: Record<string, number>;
  mask: Masking;
  threshold: number;
  col: number;
  row: number;
  /** Sides of zones that bound it, in pixels; empty for the whole scene. */
  bounds: Float64Array[];
}

/** Pixels of the smallest window around them, 1 where they belong to it. */
export interface ConnectedPixels {
  window: Window;
  bytes: Uint8Array;
}

const tile = 256;
/** Pixels that one patch may have: 400 km² at 10 m. */
const mostPixels = 4_000_000;

/**
 * The four-connected patch of bloom around a pixel, at full resolution: valid, index above the threshold (or bloom by
 * hand), centre within the bounds. Throws `nothing-valid` where the pixel itself is no bloom, `bad-input` for a patch
 * without end.
 */
export async function connectedPixels(
  reader: SceneReader,
  { scene, formula, wavelengths, mask, threshold, col, row, bounds }: ConnectedInput,
  breathe: () => Promise<void>,
): Promise<ConnectedPixels> {
  const kernel = compileKernel(formula, role => wavelengths[role] ?? null);
  const painter = bounds.length
    ? new MaskPainter({ shore: null, areas: bounds.map(sides => ({ code: 1, sides })) })
    : null;
  const whole = wholeWindow(scene.grid);
  const tiles = new Map<number, { window: Window; open: Uint8Array }>();
  const load = async (key: number, c: number, r: number) => {
    await breathe();
    const [left, top] = [Math.floor(c / tile) * tile, Math.floor(r / tile) * tile];
    const window = intersectWindows(whole, { col: left, row: top, width: tile, height: tile })!;
    const { index, validity } = await readIndex(reader, kernel, window, mask);
    const inside = painter?.window(window);
    const open = Uint8Array.from(validity, (code, i) => {
      const bloom = pixelClass(code, index[i], threshold) === 'bloom';
      return bloom && (!inside || inside[i] === 1) ? 1 : 0;
    });
    const made = { window, open };
    tiles.set(key, made);
    return made;
  };
  const across = Math.ceil(scene.grid.width / tile);
  const taken: number[] = [];
  const stack: number[] = [];
  /** Puts a pixel on the stack, once: 1 becomes 2. Waits only where a tile is not there yet. */
  const visit = (c: number, r: number): Promise<void> | null => {
    if (c < 0 || r < 0 || c >= scene.grid.width || r >= scene.grid.height) return null;
    const key = Math.floor(r / tile) * across + Math.floor(c / tile);
    const look = ({ window, open }: { window: Window; open: Uint8Array }) => {
      const at = (r - window.row) * window.width + c - window.col;
      if (open[at] !== 1) return;
      open[at] = 2;
      stack.push(c, r);
    };
    const found = tiles.get(key);
    if (!found) return load(key, c, r).then(look);
    look(found);
    return null;
  };
  await visit(col, row);
  if (stack.length === 0) throw new BloomlineError('nothing-valid', scene.name, say('bloom.pixel-is-none'));
  let [left, top, right, bottom] = [col, row, col, row];
  while (stack.length > 0) {
    const r = stack.pop()!;
    const c = stack.pop()!;
    taken.push(c, r);
    if (taken.length > 2 * mostPixels)
      throw new BloomlineError(
        'bad-input',
        scene.name,
        say('bloom.too-many-connected', { count: mostPixels }),
      );
    left = Math.min(left, c);
    top = Math.min(top, r);
    right = Math.max(right, c);
    bottom = Math.max(bottom, r);
    for (const wait of [visit(c - 1, r), visit(c + 1, r), visit(c, r - 1), visit(c, r + 1)])
      if (wait) await wait;
  }
  const window = { col: left, row: top, width: right - left + 1, height: bottom - top + 1 };
  const bytes = new Uint8Array(window.width * window.height);
  for (let i = 0; i < taken.length; i += 2)
    bytes[(taken[i + 1] - window.row) * window.width + taken[i] - window.col] = 1;
  return { window, bytes };
}
