import type { RasterLook } from './raster-layer.ts';
import { validityReasons } from '#core/bands/validity.ts';
import { reasonColors } from '../state/palettes.ts';

/** One colour per reason; valid pixels show what lies below. */
export function reasonStyle(layerCount: number): RasterLook['style'] {
  const classes = validityReasons.flatMap((reason, code) =>
    // Outside of the scene there is nothing to explain; it is left to the background.
    reason === 'valid' || reason === 'nodata' || reason === 'outside-scene'
      ? []
      : [code, reasonColors[reason]],
  );
  return {
    color: ['match', ['band', layerCount + 1], ...classes, ['color', 0, 0, 0, 0]],
    variables: {},
  } as RasterLook['style'];
}
