import type { RasterLook } from './raster-layer.ts';
import type { Stretch } from '#core/contract/calls.ts';

const transparent = ['color', 0, 0, 0, 0];
/** The place of 'nodata' among the validity reasons. Clouds and saturated pixels belong to the picture. */
const nodata = 1;

const stretched = (band: number, range: number) => [
  '*',
  255,
  [
    'clamp',
    [
      '/',
      ['-', ['band', band], ['var', `min${range}`]],
      ['-', ['var', `max${range}`], ['var', `min${range}`]],
    ],
    0,
    1,
  ],
];

/** Three bands as red, green, blue, or one band as grey; the ranges are variables. */
export function compositeStyle(
  layerCount: number,
  ranges: Stretch['ranges'],
  gamma: number,
): RasterLook['style'] {
  const shown = layerCount >= 3 ? [1, 2, 3] : [1, 1, 1];
  const color = ['color', ...shown.map(band => stretched(band, band)), 1];
  return {
    color: ['case', ['==', ['band', layerCount + 1], nodata], transparent, color],
    gamma: ['var', 'gamma'],
    variables: compositeVariables(ranges, gamma),
  };
}

/**
 * Natural colour keeps its hues: each band loses its own haze at the dark end, and all three are divided by the same
 * width, so that grey stays grey.
 */
export function balanced(ranges: Stretch['ranges']): Stretch['ranges'] {
  const width = Math.max(...ranges.map(({ min, max }) => max - min));
  return ranges.map(({ min }) => ({ min, max: min + width }));
}

export function compositeVariables(ranges: Stretch['ranges'], gamma: number): Record<string, number> {
  const variables: Record<string, number> = { gamma };
  ranges.forEach(({ min, max }, i) => {
    variables[`min${i + 1}`] = min;
    variables[`max${i + 1}`] = max > min ? max : min + 1e-6;
  });
  return variables;
}
