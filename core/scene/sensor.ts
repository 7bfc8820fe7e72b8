import { z } from 'zod';
import { evidenceSchema, textSchema } from '#core/foundation/schemas.ts';
import { bandRoles } from './band-roles.ts';
import { classificationKinds } from './scene.ts';

const radiometry = z.strictObject({ scale: z.number(), offset: z.number() });

/** A row of resources/sensors. Patterns are matched without regard to letter case against base names. */
export const sensorSchema = z.strictObject({
  id: z.string(),
  name: textSchema,
  evidence: evidenceSchema,
  source: z.string(),
  bands: z.array(
    z.strictObject({
      id: z.string(),
      role: z.enum(bandRoles).nullable(),
      wavelengthNm: z.number().nullable(),
      /** Over the sensor's own; null where only metadata can tell. */
      radiometry: radiometry.nullable().optional(),
      quantity: z.enum(['radiance', 'code']).optional(),
    }),
  ),
  recognise: z.array(
    z.strictObject({
      /** One band per file: groups `band` and, where the name has it, `date`. */
      file: z.string().optional(),
      /** One file with all bands in the order of `bands`, without those of the files beside it. */
      stack: z.string().optional(),
      /** The stack's bands where they are not those of the table in its order. */
      order: z.array(z.string()).optional(),
      /** Files that come with the stack, and what their samples are from the first; none: the file is left out. */
      beside: z.array(z.strictObject({ file: z.string(), bands: z.array(z.string()) })).optional(),
      /** Bands told by their descriptions, in any order and any number of files: group `band`. */
      described: z.string().optional(),
      /** A pattern that the name of one of the files must match. */
      named: z.string().optional(),
      /** Band ids that must all be there. */
      together: z.array(z.string()).optional(),
      /** Band ids of which one must be there. */
      any: z.array(z.string()).optional(),
      /** Band ids of which none may be there. */
      without: z.array(z.string()).optional(),
      /** A pattern that the product's metadata file must match. */
      metadata: z.string().optional(),
      /** Over the sensor's own where the pixels are of this type, and why. */
      radiometry: z
        .partialRecord(z.enum(['UInt16', 'Int16']), radiometry.extend({ why: z.string() }))
        .optional(),
      why: z.string(),
    }),
  ),
  radiometry: radiometry.nullable(),
  quantity: z.enum(['radiance', 'code']).optional(),
  /** Of the product's reflectance. */
  level: z.enum(['toa', 'surface']).optional(),
  /** DN that means no data even where the file declares none. */
  fillDn: z.number().nullable(),
  classification: z.enum(classificationKinds).nullable(),
  /** What the numbers are where nothing scales them. */
  note: textSchema.optional(),
});
export type Sensor = z.infer<typeof sensorSchema>;

type Rule = Sensor['recognise'][number];

/** What a file tells a sensor by. */
export interface NamedFile {
  /** Base name. */
  name: string;
  samples: number;
  /** By sample, as far as the file describes them. */
  descriptions?: readonly (string | null)[];
}

export interface Recognition {
  sensor: Sensor;
  why: string;
  /** Band id by file and sample; null for one that is no band of this sensor. */
  bands: (string | null)[][];
  /** Positions of files that come with the bands and are none of them: panchromatic ones. */
  leftOut: number[];
  /** From the file names, YYYYMMDD or YYYYMMDDThhmmss. */
  date: string | null;
  /** Over the sensor's own, by pixel type. */
  radiometry?: Rule['radiometry'];
}

/** Names of bands are compared without leading zeros, blanks and dashes: B04 is B4, "red edge" is RedEdge. */
export const bandKey = (name: string): string =>
  name
    .toUpperCase()
    .replace(/[ _-]/g, '')
    .replace(/B0+(?=\d)/, 'B');

/**
 * Which sensor the files come from, by base names, descriptions of bands, and the text of a metadata file beside them;
 * null where no table fits. Names of files come first: descriptions may be of several sensors.
 */
export function recogniseSensor(
  sensors: readonly Sensor[],
  files: readonly NamedFile[],
  metadata: string,
): Recognition | null {
  const rules = sensors.flatMap(sensor => sensor.recognise.map(rule => ({ sensor, rule })));
  const byName = rules.filter(({ rule }) => !rule.described);
  const byDescription = rules.filter(({ rule }) => rule.described);
  for (const { sensor, rule } of [...byName, ...byDescription]) {
    if (rule.metadata && !new RegExp(rule.metadata).test(metadata)) continue;
    if (rule.named && !files.some(f => new RegExp(rule.named!, 'i').test(f.name))) continue;
    const found = rule.stack ? asStack(sensor, rule, files) : bandByBand(sensor, rule, files);
    if (found) return { sensor, why: rule.why, radiometry: rule.radiometry, ...found };
  }
  return null;
}

type Found = Pick<Recognition, 'bands' | 'leftOut' | 'date'>;

function asStack(
  sensor: Sensor,
  { stack, order, beside = [] }: Rule,
  files: readonly NamedFile[],
): Found | null {
  const extra = beside.flatMap(b => b.bands);
  const stacked = order ?? sensor.bands.map(b => b.id).filter(id => !extra.includes(id));
  let date: string | null = null;
  let stacks = 0;
  const bands = files.map(({ name, samples }) => {
    const match = samples === stacked.length ? new RegExp(stack!, 'i').exec(name) : null;
    if (match) {
      stacks++;
      date = match.groups?.date ?? null;
      return stacked;
    }
    const companion = beside.find(b => new RegExp(b.file, 'i').test(name));
    return companion && Array.from({ length: samples }, (_, i) => companion.bands[i] ?? null);
  });
  if (stacks !== 1 || !bands.every(ids => ids !== undefined)) return null;
  const leftOut = bands.flatMap((ids, i) => (ids.every(id => id === null) ? [i] : []));
  return { bands, leftOut, date };
}

function bandByBand(sensor: Sensor, rule: Rule, files: readonly NamedFile[]): Found | null {
  const pattern = new RegExp(rule.file ?? rule.described ?? '(?!)', 'i');
  const matches = files.map(({ name, samples, descriptions }) =>
    rule.file
      ? [pattern.exec(name), ...new Array<null>(samples - 1).fill(null)]
      : Array.from({ length: samples }, (_, i) => pattern.exec(descriptions?.[i]?.trim() ?? '')),
  );
  const told = matches.map(samples => samples.map(match => bandKey(match?.groups?.band ?? '')));
  const there = (id: string) => told.some(samples => samples.includes(bandKey(id)));
  if (rule.together && !rule.together.every(there)) return null;
  if (rule.any && !rule.any.some(there)) return null;
  if (rule.without?.some(there)) return null;
  const taken = new Set<string>();
  const bands = told.map(samples =>
    samples.map(key => {
      const id = sensor.bands.find(b => bandKey(b.id) === key)?.id;
      // A stack that names a band twice means its first.
      if (!id || (rule.described && taken.has(id))) return null;
      taken.add(id);
      return id;
    }),
  );
  const measured = sensor.bands.filter(b => taken.has(b.id) && b.wavelengthNm !== null);
  if (taken.size === 0 || (rule.described && measured.length === 0)) return null;
  const date = matches.flat().find(match => match?.groups?.date)?.groups?.date ?? null;
  return { bands, leftOut: [], date };
}
