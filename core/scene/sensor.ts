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
      /** One file with all bands in the order of `bands`. */
      stack: z.string().optional(),
      /** Band ids that must be there too. */
      together: z.array(z.string()).optional(),
      /** A pattern that the product's metadata file must match. */
      metadata: z.string().optional(),
      why: z.string(),
    }),
  ),
  radiometry: radiometry.nullable(),
  quantity: z.enum(['radiance', 'code']).optional(),
  /** DN that means no data even where the file declares none. */
  fillDn: z.number().nullable(),
  classification: z.enum(classificationKinds).nullable(),
  /** What the numbers are where nothing scales them. */
  note: textSchema.optional(),
});
export type Sensor = z.infer<typeof sensorSchema>;

export interface Recognition {
  sensor: Sensor;
  why: string;
  /** Band id per file position; null for a file of the product that is no band of this sensor. */
  bandIds: (string | null)[];
  /** From the file names, YYYYMMDD or YYYYMMDDThhmmss. */
  date: string | null;
  stacked: boolean;
}

/**
 * Which sensor the files come from, by base names and the text of a metadata file beside them; null where no table
 * fits. `samples` is the number of bands of each file.
 */
export function recogniseSensor(
  sensors: readonly Sensor[],
  names: readonly string[],
  samples: readonly number[],
  metadata: string,
): Recognition | null {
  for (const sensor of sensors) {
    for (const rule of sensor.recognise) {
      if (rule.metadata && !new RegExp(rule.metadata).test(metadata)) continue;
      if (rule.stack) {
        const match =
          names.length === 1 &&
          samples[0] === sensor.bands.length &&
          new RegExp(rule.stack, 'i').exec(names[0]);
        if (match)
          return {
            sensor,
            why: rule.why,
            bandIds: sensor.bands.map(b => b.id),
            date: match.groups?.date ?? null,
            stacked: true,
          };
        continue;
      }
      const pattern = new RegExp(rule.file ?? '(?!)', 'i');
      const matches = names.map(name => pattern.exec(name));
      const bandIds = matches.map(match => {
        const wanted = match?.groups?.band?.toUpperCase();
        return sensor.bands.find(b => b.id === wanted)?.id ?? null;
      });
      if (bandIds.every(id => id === null)) continue;
      if (rule.together && !rule.together.every(id => bandIds.includes(id))) continue;
      const date = matches.find(m => m?.groups?.date)?.groups?.date ?? null;
      return { sensor, why: rule.why, bandIds, date, stacked: false };
    }
  }
  return null;
}
