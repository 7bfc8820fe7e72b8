import type { Window } from '#core/grid/grid.ts';
import type { Samples } from '#host/raster/tiff/codec/samples.ts';
import type { Breathe, MaskKind } from './block-reader.ts';

/** A resolution of a file, in pixels. */
export interface RasterLevel {
  width: number;
  height: number;
}

/** What bands are read from: a file, or several that are one together. */
export interface RasterFile<Level extends RasterLevel> {
  readonly path: string;
  readonly image: Level;
  readonly overviews: readonly Level[];
  readonly maskKind: MaskKind;
  close(): void;
  readWindow(level: Level, window: Window, wanted: readonly number[]): Promise<Samples[]>;
  readMask(level: Level, window: Window, samples?: readonly number[]): Promise<Uint8Array | null>;
  samplePixels(
    level: Level,
    cols: Int32Array,
    rows: Int32Array,
    wanted: readonly number[],
    step?: number,
    breathe?: Breathe,
  ): Promise<Float64Array[]>;
  sampleMask(
    level: Level,
    cols: Int32Array,
    rows: Int32Array,
    step?: number,
    samples?: readonly number[],
  ): Promise<Uint8Array | null>;
}

/** The coarsest level whose pixels are no wider than `step` full-resolution pixels. */
export function levelFor<Level extends RasterLevel>(file: RasterFile<Level>, step: number): Level {
  let best = file.image;
  for (const overview of file.overviews)
    if (file.image.width / overview.width <= step * 1.01) best = overview;
  return best;
}
