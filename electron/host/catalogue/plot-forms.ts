import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { siteKindIds } from '#core/plots/site.ts';
import type { PlotForm } from '#core/plots/plot-form.ts';
import { evidenceSchema, nameSchema } from '#core/foundation/schemas.ts';
import { resourcesFolder } from '#host/files/resources.ts';

const id = z.string().regex(/^[a-z][a-z0-9-]*$/);
const field = z.strictObject({
  id,
  name: nameSchema,
  type: z.enum(['text', 'number', 'choice', 'date', 'yes-no']),
  unit: z.string().optional(),
  plausible: z.strictObject({ min: z.number(), max: z.number() }).optional(),
  choices: z
    .array(
      z.strictObject({ id: z.string().min(1), name: nameSchema, aliases: z.array(z.string()).optional() }),
    )
    .optional(),
  required: z.boolean().optional(),
  aliases: z.array(z.string().min(1)).optional(),
});
const form = z.strictObject({
  kind: z.enum(siteKindIds),
  name: nameSchema,
  shape: z.enum(['point', 'square', 'polygon', 'track']),
  sideM: z.number().positive().nullable(),
  fields: z.array(field),
  quadrats: z.array(
    z.strictObject({
      kind: id,
      name: nameSchema,
      sideM: z.number().positive(),
      repeats: z.number().int().positive(),
      fields: z.array(field),
      source: z.string(),
      evidence: evidenceSchema,
    }),
  ),
  lists: z.array(
    z.strictObject({
      id,
      name: nameSchema,
      per: z.enum(['plot', 'quadrat']),
      columns: z.array(field).min(1),
    }),
  ),
  parameters: z.array(id),
  source: z.string(),
  evidence: evidenceSchema,
});

let forms: PlotForm[] | null = null;

/** The forms of resources/plots, one per kind of site. Throws where a file breaks its rules. */
export function plotForms(): PlotForm[] {
  return (forms ??= siteKindIds.map(kind =>
    form.parse(JSON.parse(readFileSync(join(resourcesFolder(), 'plots', `${kind}.json`), 'utf8'))),
  ));
}
