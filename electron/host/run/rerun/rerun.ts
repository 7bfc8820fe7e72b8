import { dirname, resolve } from 'node:path';
import type { BloomResult } from '#core/bloom/bloom-result.ts';
import type { RedlineResult } from '#core/redline/redline-result.ts';
import type { Recipe } from '#core/foundation/recipe.ts';
import { compareOutcomes, outcomeOf, outcomeOfAny, type OutcomeDifference } from '#core/review/outcome.ts';
import {
  changeOptionsSchema,
  defaultChangeOptions,
  type ChangeOptions,
} from '#core/redline/change-options.ts';
import { thresholdMethods, type ThresholdChoice } from '#core/bloom/thresholds/threshold-choice.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { sceneOptionsSchema } from '#core/scene/scene-options.ts';
import type { Scene } from '#core/scene/scene.ts';
import type { Zone } from '#core/zones/zone.ts';
import { assessBloom } from '#host/run/bloom/assess-bloom.ts';
import { assessRedline } from '#host/run/redline/assess-redline.ts';
import { hashZones } from '#host/recipe/recipe.ts';
import { recordedMask } from '#host/recipe/recorded-mask.ts';
import { softwareVersion } from '#host/files/software-version.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import { planBloom } from '#host/run/bloom/plan-bloom.ts';
import { tallyBloom } from '#host/run/bloom/tally-bloom.ts';
import type { Progress } from '#host/files/progress.ts';
import { readZones } from '#host/formats/read-zones.ts';
import type { Outlines } from '#host/recipe/outlines.ts';
import { isIntact, type SealedRecord } from '#host/recipe/sealed-record.ts';
import { openChecked } from '#host/raster/check-radiometry.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { findInputs, type FoundInput } from '#host/recipe/find-inputs.ts';
import { resultsAgain } from './result-again.ts';

export interface RerunInput {
  /** Where the record was read: inputs are looked for around it, too. */
  product: string;
  record: SealedRecord;
  /** Folders in which inputs may lie now. */
  lookIn: readonly string[];
  /** The outlines, where neither the record nor its inputs have them. */
  zonesFile?: string;
  pool: RasterPool | null;
}

/** What running a recipe again showed. */
export interface Rerun {
  /** The same inputs, rules and numbers, and the record as it was sealed. */
  identical: boolean;
  /** False where the record was changed after it was written. */
  sealIntact: boolean;
  inputs: { path: string; now: string | null; same: boolean }[];
  /** Rules whose version is another one now; `now` is null for a rule that is gone. */
  rules: { id: string; recorded: string; now: string | null }[];
  software: { recorded: string; now: string };
  differences: OutcomeDifference[];
  /** How many numbers were compared. */
  compared: number;
  warnings: string[];
}

/**
 * Computes a record's result again and compares. Throws `not-found` naming the inputs that are nowhere, and what
 * assessing throws.
 */
export async function rerun(input: RerunInput, progress: Progress = {}): Promise<Rerun> {
  const { record } = input;
  const folders = [...input.lookIn, dirname(resolve(input.product))];
  const inputs = await findInputs(record.inputs, folders, progress);
  const missing = inputs.filter(i => i.path === null);
  if (missing.length > 0)
    throw new BloomlineError(
      'not-found',
      missing.map(i => i.recorded.path).join(', '),
      'inputs of the recipe are not where they were; give folders to look in with --look-in',
    );
  const result = await assessAgain(input, inputs, progress);
  const found =
    'kind' in result && (result.kind === 'bloom' || result.kind === 'redline')
      ? outcomeOf(result as BloomResult | RedlineResult)
      : outcomeOfAny(result);
  const differences = compareOutcomes(record.outcome, found);
  const rules = changedRules(record, result.recipe);
  const sealIntact = isIntact(record);
  return {
    identical: sealIntact && differences.length === 0 && rules.length === 0 && inputs.every(i => i.same),
    sealIntact,
    inputs: inputs.map(({ recorded, path, same }) => ({ path: recorded.path, now: path, same })),
    rules,
    software: { recorded: record.software.version, now: softwareVersion() },
    differences,
    compared: Object.keys(record.outcome).length,
    warnings: result.recipe.warnings.filter(w => !record.warnings.includes(w)),
  };
}

async function assessAgain(
  input: RerunInput,
  inputs: readonly FoundInput[],
  progress: Progress,
): Promise<object & { recipe: Recipe }> {
  const { record, pool } = input;
  const now = new Map(inputs.map(i => [i.recorded.path, i.path!]));
  const again = resultsAgain[record.kind];
  if (again) return otherAgain(input, inputs, again, progress);
  const scenes = await scenesOf(record, now);
  const { outlines, used } = await outlinesOf(input, inputs);
  const zones: ZoneSet = {
    zones: outlines.zones.map((zone): Zone => ({ ...zone, attributes: {} })),
    crs: outlines.crs,
    subject: record.assessment.name,
    files: used,
  };
  const { parameters } = record;
  if (record.kind === 'bloom') {
    const plants = (record.plants?.zones ?? []).map((zone): Zone => ({ ...zone, attributes: {} }));
    const mask = recordedMask(record, plants, record.plants?.crs ?? null);
    const plan = planBloom({ scene: scenes[0], zones, index: String(parameters.index), mask });
    const tallied = await tallyBloom(plan, pool, progress);
    return assessBloom(tallied, { threshold: thresholdOf(record) }, pool, progress);
  }
  if (record.kind === 'redline')
    return (
      await assessRedline(
        { before: scenes[0], after: scenes[1], zones },
        changeOptionsOf(record),
        null,
        pool,
        progress,
      )
    ).result;
  throw new BloomlineError(
    'bad-input',
    input.product,
    `recipes of the kind ${record.kind} cannot be run again; assessments, series and results about the ecosystem can`,
  );
}

/** Results that are kept with what was asked. */
async function otherAgain(
  input: RerunInput,
  inputs: readonly FoundInput[],
  again: NonNullable<(typeof resultsAgain)[Recipe['kind']]>,
  progress: Progress,
): Promise<object & { recipe: Recipe }> {
  const { record, pool } = input;
  if (!record.parameters.asked || !pool)
    throw new BloomlineError(
      'bad-input',
      input.product,
      'was made before such results could be run again; make it again with this version',
    );
  const now = new Map(inputs.map(i => [i.recorded.path, i.path!]));
  const hasZones = (record.parameters.zones as string[] | undefined)?.length;
  return again(
    {
      record,
      now: path => now.get(path) ?? path,
      // Scenes of a series are opened by the threads.
      scenes: record.kind === 'series' ? [] : await scenesOf(record, now),
      outlines: hasZones ? (await outlinesOf(input, inputs)).outlines : null,
      files: notRasters(inputs),
      pool,
    },
    progress,
  );
}

const notRasters = (inputs: readonly FoundInput[]): string[] =>
  inputs.map(i => i.path!).filter(path => !/\.(tiff?|vrt)$/i.test(path));

/** A method is used again where it rests on the pixels alone; else its number is taken. */
function thresholdOf({ parameters }: Recipe): ThresholdChoice {
  const { thresholdMethod, threshold } = parameters;
  const method = thresholdMethods.find(m => m === thresholdMethod);
  return method && method !== 'lake' && method !== 'ground' ? method : Number(threshold);
}

function changeOptionsOf({ parameters }: Recipe): ChangeOptions {
  const { thresholdMethod, threshold, index } = parameters;
  const recorded = Object.fromEntries(
    Object.keys(changeOptionsSchema.shape).map(name => [name, parameters[name]]),
  );
  return changeOptionsSchema.parse({
    ...recorded,
    index: index ?? defaultChangeOptions.index,
    threshold: thresholdMethod === 'fixed' ? threshold : thresholdMethod,
  });
}

async function scenesOf(record: Recipe, now: ReadonlyMap<string, string>): Promise<Scene[]> {
  const described = record.parameters.scenes as { name: string; files?: string[]; said?: unknown }[];
  const scenes: Scene[] = [];
  for (const { name, files, said } of described) {
    if (!files)
      throw new BloomlineError('bad-input', name, 'the recipe does not say which files the scene has');
    scenes.push(
      await openChecked(
        files.map(file => now.get(file) ?? file),
        sceneOptionsSchema.parse(said ?? {}),
      ),
    );
  }
  return scenes;
}

/** The outlines of the record, of its zone file, or of the file that was given, whichever has the hash of then. */
async function outlinesOf(
  { record, zonesFile, product }: RerunInput,
  inputs: readonly FoundInput[],
): Promise<{ outlines: Outlines; used: string[] }> {
  const wanted = record.parameters.zonesSha256;
  const used = notRasters(inputs);
  const fits = ({ zones }: Outlines) => hashZones(zones as Zone[]) === wanted;
  if (record.outlines && fits(record.outlines)) return { outlines: record.outlines, used };
  for (const path of zonesFile ? [zonesFile] : used) {
    const names = new Set(record.parameters.zones as string[]);
    const read = await readZones(path, {}).catch(() => null);
    const outlines = read && { crs: read.crs, zones: read.zones.filter(z => names.has(z.name)) };
    if (outlines && fits(outlines)) return { outlines, used };
  }
  throw new BloomlineError(
    'not-found',
    zonesFile ?? product,
    'the outlines of the zones of then are not in it: give the recipe.json beside the product, or the file of zones with --zones',
  );
}

/** Rules of ground points are not asked again. */
function changedRules(record: Recipe, now: Recipe): Rerun['rules'] {
  const versions = new Map(now.rules.map(r => [r.id, r.version]));
  return record.rules
    .filter(r => (versions.has(r.id) ? versions.get(r.id) !== r.version : !('ground' in record.parameters)))
    .map(r => ({ id: r.id, recorded: r.version, now: versions.get(r.id) ?? null }));
}
