import type { MaskRef } from '#core/bloom/bloom-request.ts';
import type { ParseArgsOptionsConfig } from 'node:util';

import type { MaskOptions } from '#core/mask/mask-options.ts';

import { cloudsOption, numberOption, UsageError } from './arguments.ts';

export const maskCommandOptions = {
  mask: { type: 'string', multiple: true },
  'shore-buffer': { type: 'string' },
  'min-valid': { type: 'string' },
} as const satisfies ParseArgsOptionsConfig;

interface MaskValues {
  clouds?: string;
  mask?: string[];
  'shore-buffer'?: string;
  'min-valid'?: string;
}

const maskParts =
  'clouds=auto|none, low-clouds, all-water, keep-dilated, glint=<limit>, water=<index><<threshold>, vegetation=<file>, corrections=<file>';

/** Parts of `--mask` by name; a part without `=` is a switch. */
function partsOf(values: MaskValues): Map<string, string> {
  return new Map(
    (values.mask ?? [])
      .flatMap(text => text.split(','))
      .map(part => {
        const [name, ...rest] = part.trim().split('=');
        return [name, rest.join('=')];
      }),
  );
}

/** Files that a mask is made from, for the recipe. */
export function maskFilesOf(values: MaskValues): string[] {
  const parts = partsOf(values);
  return ['vegetation', 'corrections'].flatMap(name => (parts.get(name) ? [parts.get(name)!] : []));
}

/** The mask that `--clouds`, `--mask`, `--shore-buffer` and `--min-valid` ask for, with the shapes of its files. */
export function maskRefOf(values: MaskValues): MaskRef {
  const parts = partsOf(values);
  for (const name of parts.keys())
    if (
      ![
        'clouds',
        'all-water',
        'low-clouds',
        'keep-dilated',
        'glint',
        'water',
        'vegetation',
        'corrections',
      ].includes(name)
    )
      throw new UsageError(`--mask ${name}: expected ${maskParts}`);
  const options: MaskOptions = { clouds: cloudsOption(parts.get('clouds') ?? values.clouds) };
  if (parts.has('low-clouds')) options.lowClouds = true;
  if (parts.has('all-water')) options.allWater = true;
  if (parts.has('keep-dilated')) options.dilatedClouds = false;
  const glint = parts.get('glint');
  if (glint !== undefined) options.glint = { limit: within('mask glint', glint, 0, 2) };
  const water = parts.get('water');
  if (water !== undefined) {
    const match = /^(.+)<(-?[\d.]+)$/.exec(water.trim());
    if (!match) throw new UsageError(`--mask water=${water}: expected an index and a threshold, NDWI<0`);
    options.water = { index: match[1].trim(), threshold: numberOption('mask water', match[2])! };
  }
  if (values['shore-buffer'] !== undefined)
    options.shoreBufferM = within('shore-buffer', values['shore-buffer'], 0, 20_000);
  if (values['min-valid'] !== undefined) {
    const share = numberOption('min-valid', values['min-valid'])!;
    if (share < 0 || share > 1) throw new UsageError(`--min-valid ${share}: expected a share from 0 to 1`);
    options.minValidShare = share;
  }
  const plants = parts.get('vegetation');
  const file = parts.get('corrections');
  return {
    options,
    ...(plants ? { vegetation: { file: plants } } : {}),
    corrections: file ? { file } : [],
  };
}

function within(name: string, text: string, above: number, most: number): number {
  const value = numberOption(name, text)!;
  if (!(value > above && value <= most))
    throw new UsageError(`--${name} ${value}: expected a number above ${above}, at most ${most}`);
  return value;
}
