import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Parameter } from '#core/plots/site.ts';
import { nameSchema } from '#core/foundation/schemas.ts';
import { resourcesFolder } from '#host/files/resources.ts';

const schema = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]*$/),
    name: nameSchema,
    unit: z.string(),
    plausible: z.strictObject({ min: z.number(), max: z.number() }).refine(p => p.min < p.max),
    decimals: z.number().int().min(0).max(6),
    aliases: z.array(z.string().min(1)).optional(),
  }),
);

/** The ground parameters of resources/parameters.json. Throws where the file breaks its rules or names one twice. */
export function loadParameters(file: string = join(resourcesFolder(), 'parameters.json')): Parameter[] {
  const parameters = schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const ids = new Set(parameters.map(p => p.id));
  if (ids.size !== parameters.length)
    throw new RangeError('resources/parameters.json names a parameter twice');
  return parameters;
}
