import type { ParseArgsOptionsConfig } from 'node:util';
import { BloomlineError } from '#core/foundation/errors.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { newCorrectionSchema, type Correction } from '#core/mask/correction.ts';
import type { MaskOptions } from '#core/mask/mask-options.ts';
import { projectPolygons } from '#core/zones/project.ts';
import type { MaskRequest } from '#host/recipe/mask-request.ts';
import { readZones, type ZoneFile } from '#host/formats/read-zones.ts';
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
  'clouds=auto|none, low-clouds, keep-dilated, glint=<limit>, water=<index><<threshold>, vegetation=<file>, corrections=<file>';

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

/** Zones, with the files of the mask among those that the recipe names. */
export const withMaskFiles = (zones: ZoneFile, values: MaskValues): ZoneFile => ({
  ...zones,
  files: [...zones.files, ...maskFilesOf(values)],
});

/** The mask that `--clouds`, `--mask`, `--shore-buffer` and `--min-valid` ask for, with the shapes of its files. */
export async function maskRequestOf(values: MaskValues): Promise<MaskRequest> {
  const parts = partsOf(values);
  for (const name of parts.keys())
    if (
      !['clouds', 'low-clouds', 'keep-dilated', 'glint', 'water', 'vegetation', 'corrections'].includes(name)
    )
      throw new UsageError(`--mask ${name}: expected ${maskParts}`);
  const options: MaskOptions = { clouds: cloudsOption(parts.get('clouds') ?? values.clouds) };
  if (parts.has('low-clouds')) options.lowClouds = true;
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
  const vegetation = plants ? await readZones(plants, {}) : null;
  const file = parts.get('corrections');
  return {
    options,
    vegetation: vegetation?.zones ?? [],
    vegetationCrs: vegetation?.crs ?? null,
    corrections: file ? await readCorrections(file) : [],
  };
}

function within(name: string, text: string, above: number, most: number): number {
  const value = numberOption(name, text)!;
  if (!(value > above && value <= most))
    throw new UsageError(`--${name} ${value}: expected a number above ${above}, at most ${most}`);
  return value;
}

/**
 * Corrections of a file: polygons with the fields `action` (bloom, clear, exclude, include), `reason` (of exclude) and
 * `note`; `author` and `time` where they are known. Throws `bad-input` naming the feature.
 */
async function readCorrections(path: string): Promise<Correction[]> {
  const { zones, crs } = await readZones(path, {});
  if (!crs)
    throw new BloomlineError(
      'crs-unknown',
      path,
      'its coordinate reference system is not defined (no .prj, or one that cannot be read)',
    );
  return zones.map(({ name, geometry, attributes }, i) => {
    const text = (key: string) => (attributes[key] == null ? null : String(attributes[key]));
    const read = newCorrectionSchema.safeParse({
      action: text('action'),
      ...(text('reason') ? { reason: text('reason') } : {}),
      note: text('note') ?? '',
      tool: 'file',
      geometry: projectPolygons(geometry, name, crs, cgcs2000, 1e-7),
    });
    if (!read.success)
      throw new BloomlineError(
        'bad-input',
        `${path} #${i + 1}`,
        `expected the fields action, reason and note of a correction; ${read.error.issues[0].path.join('.') || 'reason'}: ${read.error.issues[0].message}`,
      );
    const { reason, ...correction } = read.data;
    return {
      id: i + 1,
      ...correction,
      reason: reason ?? null,
      author: text('author') ?? '',
      time: text('time') ?? '',
    };
  });
}
