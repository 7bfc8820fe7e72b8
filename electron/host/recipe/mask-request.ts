import type { Crs } from '#core/grid/grid.ts';
import type { Correction } from '#core/mask/correction.ts';
import type { MaskOptions } from '#core/mask/mask-options.ts';
import type { Zone } from '#core/zones/zone.ts';

/** A mask as it is asked for, with the shapes that it names. */
export interface MaskRequest {
  options: MaskOptions;
  /** Zones of standing plants. */
  vegetation: readonly Zone[];
  vegetationCrs: Crs | null;
  /** In the order in which they were made; longitude and latitude, CGCS2000. */
  corrections: readonly Correction[];
}

export const cloudsOnly = (clouds: MaskOptions['clouds']): MaskRequest => ({
  options: { clouds },
  vegetation: [],
  vegetationCrs: null,
  corrections: [],
});
