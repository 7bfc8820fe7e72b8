import type { BloomResult, BloomZone } from '#core/bloom/bloom-result.ts';
import type { RedlineResult, RedlineZone } from '#core/redline/redline-result.ts';

/** The numbers and grades that a recipe must give again, by what they are: `西部湖区 · bloomAreaKm2`. */
export type Outcome = Record<string, number | string | null>;

/** One that came out differently; `found` undefined where it is not there any more, and the other way round. */
export interface OutcomeDifference {
  what: string;
  recorded: Outcome[string] | undefined;
  found: Outcome[string] | undefined;
}

/** Said by the name, or not resting on the recipe. */
const told = new Set(['zone', 'change']);

/**
 * What of a result rests on its recipe alone. Ground points and the change since an earlier date rest on a catalogue
 * that goes on growing: they are not in it.
 */
export function outcomeOf(result: BloomResult | RedlineResult): Outcome {
  const outcome: Outcome = {};
  const add = (zone: string, numbers: object) => {
    for (const [name, value] of Object.entries(numbers))
      if (!told.has(name) && (value === null || typeof value === 'number' || typeof value === 'string'))
        outcome[`${zone} · ${name}`] = value;
  };
  if (result.kind === 'bloom') {
    outcome.threshold = result.threshold;
    for (const zone of result.zones) add(zone.zone, bloomNumbers(zone));
    return outcome;
  }
  outcome.threshold = result.threshold;
  if (result.endmembers) add('endmembers', result.endmembers);
  for (const zone of result.zones) add(zone.zone, redlineNumbers(zone));
  for (const patch of result.patches)
    add(`${patch.zone} #${patch.id}`, {
      areaM2: patch.areaM2,
      overlapM2: patch.overlapM2,
      meanChange: patch.meanChange,
    });
  return outcome;
}

function bloomNumbers({
  problem,
  grade,
  sensitivity,
  intensity,
  cover,
  where,
  uncertainty,
  ...zone
}: BloomZone) {
  const { areaByReasonKm2, corrections, ...numbers } = zone;
  return {
    ...numbers,
    problem: problem?.code ?? null,
    grade: grade?.level ?? null,
    ...prefixed('sensitivity', sensitivity),
    ...(uncertainty ? { uncertaintyKm2: uncertainty.totalKm2 } : {}),
    ...prefixed('reason', areaByReasonKm2),
    ...prefixed('corrections', corrections ?? {}),
    ...Object.fromEntries((intensity?.classes ?? []).map(c => [`intensity ${c.label.en}`, c.areaKm2])),
    ...(cover ? { coveredKm2: cover.coveredKm2 } : {}),
    ...(where ? { patchCount: where.patchCount, where: where.words.zh } : {}),
  };
}

function redlineNumbers({ problem, before, after, transitions, ...numbers }: RedlineZone) {
  return {
    ...numbers,
    ...Object.fromEntries((transitions ?? []).map(t => [`${t.from} > ${t.to} m²`, t.areaM2])),
    problem: problem?.code ?? null,
    ...prefixed('before', before),
    ...prefixed('after', after),
  };
}

const prefixed = (prefix: string, numbers: object) =>
  Object.fromEntries(Object.entries(numbers).map(([name, value]) => [`${prefix} ${name}`, value as unknown]));

/** Numbers must be the same to the last digit: the same inputs and rules give the same sums everywhere. */
export function compareOutcomes(recorded: Outcome, found: Outcome): OutcomeDifference[] {
  return [...new Set([...Object.keys(recorded), ...Object.keys(found)])]
    .filter(what => !Object.is(recorded[what], found[what]))
    .map(what => ({ what, recorded: recorded[what], found: found[what] }));
}

/** Not numbers of the result: the recipe itself, files, texts for people. */
const aside = new Set([
  'recipe',
  'files',
  'inputs',
  'described',
  'warnings',
  'note',
  'rows',
  'scene',
  'scenes',
  'steps',
  'skipped',
]);

/** What names an item of a list. */
const naming = ['zone', 'region', 'date', 'id', 'name'] as const;

/**
 * The same of any other result (series, state, indices, services, validation): every number and word in it by its
 * place.
 */
export function outcomeOfAny(result: object): Outcome {
  const outcome: Outcome = {};
  const walk = (value: unknown, path: readonly string[]) => {
    if (value === null || typeof value === 'string') outcome[path.join(' · ')] = value as string | null;
    else if (typeof value === 'boolean') outcome[path.join(' · ')] = String(value);
    // JSON has neither NaN nor −0.
    else if (typeof value === 'number')
      outcome[path.join(' · ')] = Number.isFinite(value) ? value || 0 : String(value);
    else if (Array.isArray(value)) walkList(value, path);
    else if (typeof value === 'object' && !('zh' in value))
      for (const [name, part] of Object.entries(value)) if (!aside.has(name)) walk(part, [...path, name]);
  };
  const walkList = (items: readonly unknown[], path: readonly string[]) => {
    const seen = new Map<string, number>();
    items.forEach((item, i) => {
      const name = nameOf(item) ?? `#${i + 1}`;
      const times = (seen.get(name) ?? 0) + 1;
      seen.set(name, times);
      walk(item, [...path, times === 1 ? name : `${name} #${times}`]);
    });
  };
  walk(result, []);
  return outcome;
}

function nameOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null) return null;
  const found = naming.map(key => (item as Record<string, unknown>)[key]).find(v => typeof v === 'string');
  return (found as string | undefined) ?? null;
}
