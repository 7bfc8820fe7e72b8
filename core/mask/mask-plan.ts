import type { CloudClasses } from './classify-validity.ts';

/** Code of a pixel that a person made valid again: no later step takes it out. Only inside of the mask's own steps. */
export const keptCode = 255;

/** Pixels whose centre lies inside (non-zero winding) get the code. */
export interface MaskArea {
  code: number;
  /** Sides in pixel coordinates: [x0, y0, x1, y1] after one another; outer rings one way, holes the other. */
  sides: Float64Array;
}

/** Pixels whose centre is nearer than `distanceM` to a side. */
export interface MaskShore {
  code: number;
  distanceM: number;
  sides: Float64Array;
  /** Three numbers a side, a b c: a step of (dc, dr) pixels is the vector (a·dc + b·dr, c·dr) in metres there. */
  metric: Float64Array;
}

/** Pixels where a formula lies above (or below) a limit get the code, unless all formulas of `unless` are above 0. */
export interface SpectralRule {
  code: number;
  formula: string;
  side: 'above' | 'below';
  limit: number;
  unless: string[];
}

/** A mask on one scene's grid, ready for pixels. Later areas paint over earlier ones; all of them go before clouds. */
export interface MaskPlan {
  /** The same for the same mask on the same grid. */
  id: string;
  /** Null where clouds stay in. */
  clouds: CloudClasses | null;
  shore: MaskShore | null;
  areas: MaskArea[];
  rules: SpectralRule[];
  /** Of the roles that rules name, nanometres. */
  wavelengths: Record<string, number>;
}

/** The cloud classification alone, nothing, or a plan. */
export type Masking = 'auto' | 'none' | MaskPlan;
