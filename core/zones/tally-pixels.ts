import type { AreaRun } from '#core/grid/pixel-area.ts';
import type { PixelType } from '#core/scene/scene.ts';

/** How a layer's DN become values, and which DN is none. */
export interface LayerScale {
  type: PixelType;
  scale: number;
  offset: number;
  nodata: number | null;
}

/** Pixels of one window, row-major, all of the same length. */
export interface TallyPixels {
  /** DN of the formula's layers, in the files' own types. */
  layers: readonly ArrayLike<number>[];
  scales: readonly LayerScale[];
  /** Fraction inside the zone, or null where every pixel is wholly inside. */
  coverage: Float64Array | null;
  /** Ellipsoidal areas: runs that cover the window. */
  areas: readonly AreaRun[];
  /** Codes of a cloud classification, or null. Nodata in a layer goes before them. */
  classified: Uint8Array | null;
}
