import { z } from 'zod';
import { sceneRefSchema, zonesRefSchema } from '#core/recipe/request.ts';
import { changeOptionsSchema } from './change-options.ts';

export const redlineRequestSchema = z.strictObject({
  kind: z.literal('redline'),
  before: sceneRefSchema,
  after: sceneRefSchema,
  zones: zonesRefSchema,
  options: changeOptionsSchema,
  /** True where patches are told apart as new or known by the catalogue's ledger. */
  ledger: z.boolean(),
});
export type RedlineRequest = z.infer<typeof redlineRequestSchema>;
