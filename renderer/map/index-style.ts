import { bloomExpression } from '#core/bloom/bloom-rule.ts';
import { reasonCode } from '#core/bands/validity.ts';
import type { RasterLook } from './raster-layer.ts';
import { bloomRamp, indexRamp } from '../state/palettes.ts';
import type { IndexLook } from '../state/layers.ts';
import { outsideZones } from './zone-clip.ts';

export interface IndexVariables {
  threshold: number;
  /** Values at the ends of the ramp. */
  low: number;
  high: number;
  look: IndexLook;
}

const lookNumber: Record<IndexLook, number> = { ramp: 0, 'bloom-over-ramp': 1, bloom: 2 };

const transparent = ['color', 0, 0, 0, 0];

/** Share 0–1 of the way from low to high. */
const along = (value: unknown, low: unknown, high: unknown) => [
  'clamp',
  ['/', ['-', value, low], ['-', high, low]],
  0,
  1,
];

const ramp = (share: unknown, colors: readonly string[]) => [
  'interpolate',
  ['linear'],
  share,
  ...colors.flatMap((color, i) => [i / (colors.length - 1), color]),
];

/**
 * Colours an index: bloom above the threshold, a ramp or nothing below, nothing where a pixel does not count.
 * Bloom is shown inside of the chosen zones; the ramp alone is shown everywhere.
 * `shader` numbers the tile's bands in the order of the index's needs; the reason follows them.
 */
export function indexStyle(
  shader: unknown,
  layerCount: number,
  variables: IndexVariables,
): RasterLook['style'] {
  const reason = ['band', layerCount + 1];
  const threshold = ['var', 'threshold'];
  const bloom = ramp(along(shader, threshold, ['var', 'high']), bloomRamp);
  const plain = ramp(along(shader, ['var', 'low'], ['var', 'high']), indexRamp);
  return {
    color: [
      'case',
      // What a person decided is drawn as decided, whatever the index says.
      ['all', ['==', reason, reasonCode.handBloom], ['>', ['var', 'look'], 0]],
      bloomRamp[1],
      ['all', ['!=', reason, 0], ['!=', reason, outsideZones]],
      transparent,
      ['all', ['>', ['var', 'look'], 0], ['==', reason, outsideZones]],
      transparent,
      ['!', ['<', ['abs', shader], 1e6]],
      transparent,
      ['all', ['>', ['var', 'look'], 0], bloomExpression(shader, threshold)],
      bloom,
      ['<', ['var', 'look'], 2],
      plain,
      transparent,
    ],
    variables: styleVariables(variables),
  } as RasterLook['style'];
}

/** The ramps need ends that differ. */
export const styleVariables = ({ threshold, low, high, look }: IndexVariables): Record<string, number> => ({
  threshold,
  low,
  high: Math.max(high, low + 1e-6, threshold + 1e-6),
  look: lookNumber[look],
});
