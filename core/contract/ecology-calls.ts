import { z } from 'zod';
import { indexStandards } from '#core/ecology/ecology-names.ts';
import { language } from '#core/foundation/schemas.ts';
import { call, id, idSet, nothing, path } from './call.ts';
import {
  indexRequestSchema,
  serviceRequestSchema,
  stateRequestSchema,
  validationRequestSchema,
  type EcologyRecord,
  type EcologyRules,
  type EcologySummary,
  type IndexRow,
} from './ecology.ts';

/** State of the ecosystem, its indices and services, and validation with plots. */
export const ecologyCalls = {
  'ecology.rules': call<EcologyRules>().reads(nothing),
  'ecology.list': call<EcologySummary[]>().reads(nothing),
  'ecology.get': call<EcologyRecord>().reads(z.strictObject({ resultId: id })),
  'ecology.remove': call<null>()
    .needs('assess')
    .writesWorkspace(z.strictObject({ resultId: id })),
  /** Tables and recipe; `rasters` adds a GeoTIFF of classes per indicator and date of a state. */
  'ecology.export': call<{ directory: string; files: { path: string; bytes: number }[] }>()
    .signedIn()
    .writesFiles(z.strictObject({ resultId: id, directory: path, language, rasters: z.boolean() })),
  'ecology.state': call<EcologyRecord>().needs('assess').writesWorkspace(stateRequestSchema),
  'ecology.index': call<EcologyRecord>().needs('assess').writesWorkspace(indexRequestSchema),
  /** Rows of a table file for the form. */
  'ecology.read-table': call<{ rows: IndexRow[] }>().reads(
    z.strictObject({ path, standard: z.enum(indexStandards) }),
  ),
  /** Codes of a land-cover scene in the zones, with their areas, for a legend. */
  'ecology.codes': call<{ codes: { code: number; areaKm2: number }[] }>().reads(
    z.strictObject({ sceneId: id, zoneIds: idSet.min(1) }),
  ),
  'ecology.services': call<EcologyRecord>().needs('assess').writesWorkspace(serviceRequestSchema),
  'ecology.validate': call<EcologyRecord>().needs('assess').writesWorkspace(validationRequestSchema),
} as const;
