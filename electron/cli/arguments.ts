import { joinMethods, type JoinMethod } from '#core/scene/joined.ts';
import { bandRoleFacts, bandRoles } from '#core/scene/band-roles.ts';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { mostAerosol } from '#core/intake/aerosol.ts';
import { levels } from '#core/intake/levels.ts';
import { aerosolModels } from '#core/intake/tables.ts';
import {
  preparationOptionsSchema,
  sceneOptionsSchema,
  type BandMap,
  type PreparationOptions,
  type SceneOptions,
} from '#core/scene/scene-options.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import type { Clouds } from '#host/raster/reader/scene-reader.ts';
import { keepSources } from '#host/files/protected-files.ts';
import { useOwnDatums } from '#host/files/datum-table.ts';
import type { ReadZonesOptions } from '#host/formats/read-zones.ts';
import { UsageError } from './usage-error.ts';
import { compressions, type Compression } from '#host/raster/tiff/write/encode-tile.ts';

export { UsageError };

/** From counts to reflectance. */
export const ladderOptions = {
  level: { type: 'string' },
  'sun-zenith': { type: 'string' },
  'sun-elevation': { type: 'string' },
  'view-zenith': { type: 'string' },
  'view-azimuth': { type: 'string' },
  ozone: { type: 'string' },
  'water-vapour': { type: 'string' },
  height: { type: 'string' },
  aerosol: { type: 'string' },
  aod: { type: 'string' },
} as const satisfies ParseArgsOptionsConfig;

export const sceneOptions = {
  bands: { type: 'string' },
  scale: { type: 'string' },
  offset: { type: 'string' },
  nodata: { type: 'string' },
  join: { type: 'string' },
  dem: { type: 'string' },
  geoid: { type: 'string' },
  reference: { type: 'string' },
  ...ladderOptions,
} as const satisfies ParseArgsOptionsConfig;

export const zoneOptions = {
  zones: { type: 'string' },
  layer: { type: 'string' },
  'zone-name': { type: 'string' },
  'zones-crs': { type: 'string' },
  'swap-axes': { type: 'boolean' },
  clouds: { type: 'string' },
} as const satisfies ParseArgsOptionsConfig;

/** How a file of zones is read: `--layer`, `--zone-name`, `--zones-crs`, `--swap-axes`. */
export function zoneReading(values: {
  layer?: string;
  'zone-name'?: string;
  'zones-crs'?: string;
  'swap-axes'?: boolean;
}): ReadZonesOptions {
  const said = values['zones-crs'];
  const code = said === undefined ? null : /^(?:EPSG:)?(\d{4,6})$/i.exec(said);
  if (said !== undefined && !code)
    throw new UsageError(`--zones-crs ${said}: expected an EPSG code such as 4490 or EPSG:4549`);
  return {
    layer: values.layer,
    nameField: values['zone-name'],
    ...(code ? { crs: Number(code[1]) } : {}),
    ...(values['swap-axes'] ? { swapAxes: true } : {}),
  };
}

/** The zones that `--zones`, `--layer` and `--zone-name` mean, and those of a lake. */
export const zonesRef = (values: {
  zones?: string;
  layer?: string;
  'zone-name'?: string;
  'zones-crs'?: string;
  'swap-axes'?: boolean;
  lake?: string;
}) => ({
  file: required('zones', values.zones),
  ...zoneReading(values),
  lake: values.lake,
});

export const commonOptions = { json: { type: 'boolean' } } as const satisfies ParseArgsOptionsConfig;

/** Options that take several values until the next option: `--scene a.tif b.tif` is `--scene a.tif --scene b.tif`. */
const manyValued = ['--scene', '--before', '--after', '--mask', '--look-in', '--inputs'];

/** Parses a command's arguments; an unknown or incomplete option is a UsageError. */
export function parse<Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
  positionals = false,
) {
  const spread: string[] = [];
  let many: string | null = null;
  for (const [i, arg] of args.entries()) {
    if (many && !arg.startsWith('--')) {
      spread.push(many, arg);
      continue;
    }
    many = null;
    if (manyValued.includes(arg)) {
      if (args[i + 1] === undefined || args[i + 1].startsWith('--'))
        throw new UsageError(
          `${arg} needs ${arg === '--mask' ? 'a part of a mask, such as glint=0.05' : arg === '--inputs' ? 'name=raster or name=value' : 'a file or folder'}`,
        );
      many = arg;
    } else spread.push(arg);
  }
  try {
    // A negative number is a value here, not an option.
    const parsed = parseArgs({
      args: joinNegatives(spread),
      options: { language: { type: 'string' }, datums: { type: 'string' }, ...options },
      allowPositionals: positionals,
      strict: true,
    });
    const { datums } = parsed.values as { datums?: string };
    if (datums !== undefined) useOwnDatums(resolve(datums));
    keepSources(filesReadBy(parsed.values, parsed.positionals));
    return parsed;
  } catch (error) {
    if (error instanceof BloomlineError) throw error;
    throw new UsageError((error as Error).message.split('\n')[0]);
  }
}

/** Options that name what is written. */
const written = new Set(['out', 'to', 'into']);

/** Every file that the arguments name and that is there is read from: no product of the command takes its place. */
function filesReadBy(values: Readonly<Record<string, unknown>>, positionals: readonly string[]): string[] {
  const named = Object.entries(values).flatMap(([option, value]) => (written.has(option) ? [] : value));
  return [...named, ...positionals]
    .filter(text => typeof text === 'string')
    .flatMap(text => [text, text.slice(text.indexOf('=') + 1)])
    .filter(path => existsSync(path));
}

function joinNegatives(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const next = args[i + 1];
    if (/^--[\w-]+$/.test(args[i]) && next !== undefined && /^-[\d.]/.test(next)) {
      joined.push(`${args[i]}=${next}`);
      i++;
    } else joined.push(args[i]);
  }
  return joined;
}

/** A finite number, or undefined where the option was not given. */
export function numberOption(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value))
    throw new UsageError(`--${name} ${text}: expected a number`);
  return value;
}

export function required(name: string, value: string | undefined): string {
  if (value === undefined || value === '') throw new UsageError(`--${name} is needed`);
  return value;
}

/** The paths of `--scene`, at least one. */
export function requiredScene(paths: string[] | undefined): string[] {
  if (!paths?.length) throw new UsageError('--scene is needed');
  return paths;
}

export function cloudsOption(text: string | undefined): Clouds {
  if (text === undefined || text === 'auto') return 'auto';
  if (text === 'none') return 'none';
  throw new UsageError(`--clouds ${text}: expected auto or none`);
}

export function compressionOption(text: string | undefined): Compression {
  const compression = (text ?? 'deflate').toLowerCase() as Compression;
  if (!compressions.includes(compression))
    throw new UsageError(`--compress ${text}: expected ${compressions.join(', ')}`);
  return compression;
}

type LadderValues = { [Name in keyof typeof ladderOptions]?: string };

/** What the options of the ladder say, each checked as the scene's options are. */
function ladderOptionsOf(values: LadderValues): PreparationOptions {
  const elevation = numberOption('sun-elevation', values['sun-elevation']);
  if (elevation !== undefined && values['sun-zenith'] !== undefined)
    throw new UsageError('--sun-zenith and --sun-elevation say the same: give one');
  const sun = values['sun-zenith'];
  const given: [keyof typeof ladderOptions, string, unknown][] = [
    ['level', 'level', values.level],
    ['sun-zenith', 'sunZenith', sun === 'computed' ? sun : numberOption('sun-zenith', sun)],
    ['sun-elevation', 'sunZenith', elevation === undefined ? undefined : 90 - elevation],
    ['view-zenith', 'viewZenith', numberOption('view-zenith', values['view-zenith'])],
    ['view-azimuth', 'viewAzimuth', numberOption('view-azimuth', values['view-azimuth'])],
    ['ozone', 'ozone', numberOption('ozone', values.ozone)],
    ['water-vapour', 'waterVapour', numberOption('water-vapour', values['water-vapour'])],
    ['height', 'height', numberOption('height', values.height)],
    ['aerosol', 'aerosol', values.aerosol],
    ['aod', 'aod', numberOption('aod', values.aod)],
  ];
  const said: Record<string, unknown> = {};
  for (const [option, name, value] of given) {
    if (value === undefined) continue;
    const schema = preparationOptionsSchema.shape[name as keyof typeof preparationOptionsSchema.shape];
    if (!schema.safeParse(value).success)
      throw new UsageError(`--${option} ${values[option]}: expected ${ladderExpected[option]}`);
    said[name] = value;
  }
  return said;
}

const ladderExpected: Record<keyof typeof ladderOptions, string> = {
  level: levels.join(', '),
  'sun-zenith': 'degrees from 0 to 90, or computed',
  'sun-elevation': 'degrees from 0 to 90',
  'view-zenith': 'degrees from 0 to 90',
  'view-azimuth': 'degrees from -360 to 360',
  ozone: 'Dobson units from 0 to 1000',
  'water-vapour': 'centimetres from 0 to 10',
  height: 'metres from -500 to 9000',
  aerosol: aerosolModels.join(', '),
  aod: `an optical depth from 0 to ${mostAerosol}`,
};

export function sceneOptionsOf(
  values: LadderValues & {
    bands?: string;
    scale?: string;
    offset?: string;
    nodata?: string;
    acquired?: string;
    join?: string;
    dem?: string;
    geoid?: string;
    reference?: string;
  },
): SceneOptions {
  return {
    ...ladderOptionsOf(values),
    ...(values.bands !== undefined ? { bands: parseBands(values.bands) } : {}),
    ...(values.scale !== undefined ? { scale: numberOption('scale', values.scale) } : {}),
    ...(values.offset !== undefined ? { offset: numberOption('offset', values.offset) } : {}),
    ...(values.nodata !== undefined
      ? { nodata: /^nan$/i.test(values.nodata) ? NaN : numberOption('nodata', values.nodata) }
      : {}),
    ...(values.join !== undefined ? { join: joinOption(values.join) } : {}),
    ...demOption(values.dem, values.geoid),
    ...(values.reference !== undefined ? { reference: resolve(values.reference) } : {}),
    ...(values.acquired !== undefined ? { acquired: timeOption('acquired', values.acquired) } : {}),
  };
}

function demOption(file: string | undefined, geoid: string | undefined): Pick<SceneOptions, 'dem'> {
  if (file === undefined && geoid !== undefined) throw new UsageError('--geoid goes with --dem');
  if (file === undefined) return {};
  return {
    dem: { file: resolve(file), ...(geoid !== undefined ? { geoid: numberOption('geoid', geoid) } : {}) },
  };
}

function joinOption(text: string): JoinMethod {
  const method = joinMethods.find(m => m === text);
  if (!method) throw new UsageError(`--join ${text}: expected ${joinMethods.join(', ')}`);
  return method;
}

/** A date, or a time with its zone. */
function timeOption(name: string, text: string): string {
  if (!sceneOptionsSchema.shape.acquired.safeParse(text).success)
    throw new UsageError(
      `--${name} ${text}: expected a date such as 2020-07-18 or a time such as 2020-07-18T10:46:00+08:00`,
    );
  return text;
}

/** Words that people use for roles. */
const roleWords = new Map(
  bandRoles.flatMap(role => (bandRoleFacts[role].words ?? []).map(word => [word, role] as const)),
);

/** `red=3,nir=4` or `R=3,N=4` → role to band number. */
export function parseBands(text: string): BandMap {
  const map: BandMap = {};
  for (const part of text.split(',')) {
    const match = /^\s*([\w-]+)\s*=\s*(\d+)\s*$/.exec(part);
    const word = match?.[1].toLowerCase().replace(/[-_]/g, '') ?? '';
    const role = roleWords.get(word) ?? bandRoles.find(r => r.toLowerCase().replace('_', '') === word);
    if (!match || !role || Number(match[2]) < 1)
      throw new BloomlineError(
        'bad-input',
        `--bands ${text}`,
        say('cli.expected-pairs', {
          roles: [...roleWords.keys()].slice(0, 12).join(', '),
          part: part.trim(),
        }),
      );
    map[role] = Number(match[2]);
  }
  return map;
}
