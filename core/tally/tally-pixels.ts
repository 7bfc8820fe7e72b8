import type { AreaRun } from '#core/grid/pixel-area.ts';
import type { DnScale } from '#core/scene/dn-scale.ts';
import type { PixelType } from '#core/scene/scene.ts';

/** How a layer's DN become values, and which DN is none. */
export interface LayerScale extends DnScale {
  type: PixelType;
  nodata: number | null;
}

/** Pixels of one window, row-major. */
export interface TallyPixels {
  /** DN of the formula's layers, in the files' own types, over the window or over a larger one around it. */
  layers: readonly ArrayLike<number>[];
  /** Where the window lies in the layers; absent where they are of the window itself. */
  inside?: Inside;
  scales: readonly LayerScale[];
  /** Fraction inside the zone by pixel of the window, or null where every pixel is wholly inside. */
  coverage: Float64Array | null;
  /** Ellipsoidal areas: runs within rows that cover the window. */
  areas: readonly AreaRun[];
  /** Codes of a cloud classification, as the layers lie, or null. Nodata in a layer goes before them. */
  classified: Uint8Array | null;
}

/** A window of `width` pixels a row in arrays of `stride` a row: its first pixel is number `first` there. */
export interface Inside {
  first: number;
  width: number;
  stride: number;
}

/** The place in the layers of pixel `at` of the window. */
export function placeInLayers(inside: Inside | undefined, at: number): number {
  if (!inside) return at;
  return inside.first + Math.floor(at / inside.width) * inside.stride + (at % inside.width);
}
