import type { SourceGrid } from '#core/grid/grid-transform.ts';
import type { Grid, Window } from '#core/grid/grid.ts';
import type { Resampling } from '#core/grid/resample.ts';

/** How parts that lie on other grids are brought onto that of the first; classes always by nearest pixel. */
export const joinMethods = ['nearest', 'bilinear', 'cubic'] as const satisfies readonly Resampling[];
export type JoinMethod = (typeof joinMethods)[number];

/** A file as a part of a band that several files make together. */
export interface JoinedPart {
  file: string;
  /** Its place in pixels of the joined band; where it lies on another grid, the box around it. */
  window: Window;
  /** Set where it lies on another grid than the joined band. */
  warp?: { from: SourceGrid; to: Grid; how: Resampling };
}

/** Several pictures of one pass as one: the files of its bands by the names that the bands have for them. */
export interface Joined {
  /** In the order of the seam rule: of parts that overlap, the first that has data there is taken. */
  parts: { name: string; files: string[]; window: Window }[];
  how: 'exact' | JoinMethod;
  files: Record<string, JoinedPart[]>;
}
