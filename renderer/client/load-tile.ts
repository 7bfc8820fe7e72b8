import { tileSize } from '#core/grid/tile-grid.ts';
import { errorOf } from './host-error.ts';

export interface TileRequest {
  sceneId: number;
  /** Roles, or b<n>. */
  layers: readonly string[];
  /** `auto`, `none`, or a prepared mask. */
  mask: string;
  /** Changes when the scene's description changes, so that no stale tile is shown. */
  version: number;
}

/** Pixel-interleaved, 256 · 256 · (layers + 1): the layers in physical units, then the validity reason. */
export async function loadTile(
  { sceneId, layers, mask, version }: TileRequest,
  [z, x, y]: readonly [number, number, number],
  signal: AbortSignal,
): Promise<Float32Array> {
  const query = new URLSearchParams({ layers: layers.join(','), mask, v: String(version) });
  const answer = await fetch(`/tiles/${sceneId}/${z}/${x}/${y}?${query}`, { signal });
  if (!answer.ok) throw await errorOf(answer);
  const pixels = new Float32Array(await answer.arrayBuffer());
  const expected = tileSize * tileSize * (layers.length + 1);
  if (pixels.length !== expected) {
    throw new RangeError(`a tile of ${layers.length} layers has ${expected} values, not ${pixels.length}`);
  }
  return pixels;
}
