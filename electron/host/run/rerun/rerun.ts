import { isRasterPath } from '#host/raster/raster-name.ts';
import { dirname, resolve } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { Outlines, Recipe } from '#core/recipe/recipe.ts';
import type { ZonesRef } from '#core/recipe/request.ts';
import { compareOutcomes, outcomeOf, outcomeOfAny, type OutcomeDifference } from '#core/review/outcome.ts';
import type { AssessmentResult } from '#core/review/assessment.ts';
import type { ReadRecord } from '#core/review/records.ts';
import { say } from '#core/words/said.ts';
import type { Progress } from '#host/files/progress.ts';
import { softwareVersion } from '#host/files/software-version.ts';
import { readZones } from '#host/formats/read-zones.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { findInputs, type FoundInput } from '#host/recipe/find-inputs.ts';
import { hashZones } from '#host/recipe/recipe.ts';
import { resultKinds } from '#host/run/kinds/result-kinds.ts';
import type { AnyResult, MadeAgain } from '#host/run/kinds/result-kind.ts';
import { fileResolver } from '#host/run/resolvers.ts';

export interface RerunInput {
  /** Where the record was read: inputs are looked for around it, too. */
  product: string;
  record: ReadRecord;
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
  /** Rules whose version is another one now; `now` is null for a rule that is gone, `recorded` for one that is new. */
  rules: { id: string; recorded: string | null; now: string | null }[];
  software: { recorded: string; now: string };
  differences: OutcomeDifference[];
  /** How many numbers were compared. */
  compared: number;
  warnings: string[];
}

/**
 * Computes a record's result again and compares its numbers; `use` gets it for more.
 * Throws `not-found` naming the inputs that are nowhere, and what
 * assessing throws.
 */
export async function rerun(
  input: RerunInput,
  progress: Progress = {},
  use: (made: MadeAgain) => void | Promise<void> = () => undefined,
): Promise<Rerun> {
  const { record } = input;
  const folders = [...input.lookIn, dirname(resolve(input.product))];
  const inputs = await findInputs(record.inputs, folders, progress);
  const missing = inputs.filter(i => i.path === null);
  if (missing.length > 0)
    throw new BloomlineError(
      'not-found',
      missing.map(i => i.recorded.path).join(', '),
      say('rerun.inputs-moved'),
    );
  const result = await runAgain(input, inputs, progress, use);
  const differences = compareOutcomes(record.outcome, outcomeOfRun(result));
  const rules = [
    ...changedRules(record, result.recipe),
    // A rule that is new has changed nothing where the numbers are the same.
    ...(differences.length > 0 ? newRules(record, result.recipe) : []),
  ];
  const { intact: sealIntact } = record;
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

const assessmentKinds: readonly string[] = ['bloom', 'redline'];

const isAssessment = (result: AnyResult): result is AnyResult & AssessmentResult =>
  assessmentKinds.includes(result.recipe.kind);

const outcomeOfRun = (result: AnyResult) => (isAssessment(result) ? outcomeOf(result) : outcomeOfAny(result));

async function runAgain(
  input: RerunInput,
  inputs: readonly FoundInput[],
  progress: Progress,
  use: (made: MadeAgain) => void | Promise<void>,
): Promise<AnyResult> {
  const { record, product, pool } = input;
  const kind = resultKinds.find(k => k.kind === record.kind);
  if (!kind) throw new BloomlineError('bad-input', product, say('rerun.no-such-kind', { kind: record.kind }));
  const moved = new Map(inputs.map(i => [i.recorded.path, i.path]));
  const now = {
    path: (recorded: string) => moved.get(recorded) ?? recorded,
    zones: await zonesAgain(input, inputs),
    plants: record.plants ? { outlines: record.plants, subject: record.assessment.name, files: [] } : null,
  };
  const means = { resolver: fileResolver, pool, progress };
  const running = kind.again(record.whole, now, means, async made => {
    await use(made);
    return made.result;
  });
  if (!running) throw new BloomlineError('bad-input', product, say('rerun.too-old'));
  return running;
}

const notRasters = (inputs: readonly FoundInput[]): string[] =>
  inputs.flatMap(i => (i.path !== null && !isRasterPath(i.path) ? [i.path] : []));

/** The zones of then; a result without zones names none. */
async function zonesAgain(input: RerunInput, inputs: readonly FoundInput[]): Promise<ZonesRef> {
  const { record } = input;
  const { name: subject } = record.assessment;
  const { zones: names, zonesSha256: sha256 } = record.parameters;
  const files = notRasters(inputs);
  const none: Outlines = { crs: null, zones: [] };
  const outlines = names.length > 0 ? await outlinesOf(input, names, sha256, files) : none;
  return { outlines, subject, files };
}

/** The outlines of the record, of its zone file, or of the file that was given, whichever has the hash of then. */
async function outlinesOf(
  { record, zonesFile, product }: RerunInput,
  names: readonly string[],
  sha256: string,
  files: readonly string[],
): Promise<Outlines> {
  const fits = ({ zones }: Outlines) => hashZones(zones) === sha256;
  if (record.outlines && fits(record.outlines)) return record.outlines;
  for (const path of zonesFile ? [zonesFile] : files) {
    const read = await readZones(path, {}).catch(() => null);
    const outlines = read && { crs: read.crs, zones: read.zones.filter(z => names.includes(z.name)) };
    if (outlines && fits(outlines)) return outlines;
  }
  throw new BloomlineError('not-found', zonesFile ?? product, say('rerun.no-outlines'));
}

/** Rules of ground points are not asked again. */
function changedRules(record: ReadRecord, now: Recipe): Rerun['rules'] {
  const versions = new Map(now.rules.map(r => [r.id, r.version]));
  return record.rules
    .filter(r => (versions.has(r.id) ? versions.get(r.id) !== r.version : !('ground' in record.parameters)))
    .map(r => ({ id: r.id, recorded: r.version, now: versions.get(r.id) ?? null }));
}

function newRules(record: ReadRecord, now: Recipe): Rerun['rules'] {
  const known = new Set(record.rules.map(r => r.id));
  return now.rules.filter(r => !known.has(r.id)).map(r => ({ id: r.id, recorded: null, now: r.version }));
}
