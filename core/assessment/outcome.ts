import type { BloomResult, BloomZone, RedlineResult, RedlineZone } from './assessment.ts';

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
 * What of a result rests on its recipe alone. Ground points and the change since an earlier date rest on a catalogue that
 * goes on growing: they are not in it.
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

function bloomNumbers({ problem, grade, sensitivity, intensity, cover, where, ...zone }: BloomZone) {
  const { areaByReasonKm2, corrections, ...numbers } = zone;
  return {
    ...numbers,
    problem: problem?.code ?? null,
    grade: grade?.level ?? null,
    ...prefixed('sensitivity', sensitivity),
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
