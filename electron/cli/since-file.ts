import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { BloomResult } from '#core/bloom/bloom-result.ts';
import { changeSince, type EarlierZone } from '#core/bloom/bloom-change.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { evidenceSchema } from '#core/foundation/schemas.ts';
import { say } from '#core/words/said.ts';
import { bloomRules } from '#host/run/rules/rules.ts';
import { fileError } from '#host/files/file-error.ts';

const zoneSchema = z.object({
  zone: z.string(),
  bloomAreaKm2: z.number(),
  bloomShare: z.number().nullable(),
  grade: z
    .object({
      level: z.string(),
      label: z.string(),
      labelEn: z.string(),
      rule: z.string(),
      evidence: evidenceSchema,
      color: z.string(),
    })
    .nullable(),
});
const singleSchema = z.object({
  index: z.string(),
  zones: z.array(zoneSchema),
  recipe: z.object({
    parameters: z.object({
      scenes: z.array(z.object({ name: z.string(), acquired: z.string().nullable() })).min(1),
    }),
  }),
});
const seriesSchema = z.object({
  series: z.array(
    z.object({ acquired: z.string(), scene: z.string(), index: z.string(), zones: z.array(zoneSchema) }),
  ),
});

/** What an earlier run told, and where. */
export interface EarlierRun {
  path: string;
  dates: EarlierDate[];
}

interface EarlierDate {
  acquired: string;
  scene: string;
  index: string;
  zones: z.infer<typeof zoneSchema>[];
}

/** What `assess bloom … --json` printed earlier, of a scene or of a series. Throws `not-found` and `bad-input`. */
export function readEarlierRun(file: string): EarlierRun {
  const path = resolve(file);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code) throw fileError(path, error);
    throw unreadable(path);
  }
  const series = seriesSchema.safeParse(content);
  if (series.success) return { path, dates: series.data.series };
  const single = singleSchema.safeParse(content);
  if (!single.success) throw unreadable(path);
  const { index, zones, recipe } = single.data;
  const [{ name, acquired }] = recipe.parameters.scenes;
  if (acquired === null) throw new BloomlineError('bad-input', path, say('cli.since-scene-without-date'));
  return { path, dates: [{ acquired, scene: name, index, zones }] };
}

const unreadable = (path: string) => new BloomlineError('bad-input', path, say('cli.since-no-assessment'));

/**
 * Says of every zone what changed since the last date of an earlier run. Zones are found by name. Throws
 * `bad-input` where the file is of another index, knows none of the zones, or the scene has no date.
 */
export function addChangeSince(
  result: BloomResult,
  acquired: string | null,
  { path, dates }: EarlierRun,
): void {
  if (acquired === null) throw new BloomlineError('bad-input', path, say('cli.since-no-date'));
  const same = dates.filter(d => d.index === result.index);
  if (dates.length > 0 && same.length === 0)
    throw new BloomlineError(
      'bad-input',
      path,
      say('cli.since-other-index', { before: dates[0].index, now: result.index }),
    );
  const names = new Set(same.flatMap(d => d.zones.map(z => z.zone)));
  if (names.size > 0 && !result.zones.some(z => names.has(z.zone)))
    throw new BloomlineError(
      'bad-input',
      path,
      say('cli.since-other-zones', { names: [...names].slice(0, 12).join(', ') }),
    );
  for (const zone of result.zones) {
    const earlier = same.flatMap(({ acquired, scene, zones }): EarlierZone[] =>
      zones.filter(z => z.zone === zone.zone).map(z => ({ acquired, scene, zone: z })),
    );
    zone.change = changeSince(bloomRules(), zone, acquired, earlier);
  }
}
