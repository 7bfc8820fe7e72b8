import { z } from 'zod';
import { patchTrends } from '#core/redline/redline-result.ts';
import { activities, ledgerStates, type LedgerEntry, type LedgerShape } from '#core/redline/ledger.ts';
import { isoDate, language } from '#core/foundation/schemas.ts';
import { call, id, idSet, path } from './call.ts';
import type { Photo } from '#core/plots/site.ts';

export const ledgerFilterSchema = z.strictObject({
  state: z.enum(ledgerStates).optional(),
  zone: z.string().max(200).optional(),
  activity: z.enum([...activities, 'none']).optional(),
  trend: z.enum(patchTrends).optional(),
  text: z.string().max(200).optional(),
});
export type LedgerFilter = z.infer<typeof ledgerFilterSchema>;

const ids = idSet.min(1).max(20_000);

export const ledgerChangesSchema = z
  .strictObject({
    regionCode: z.string().trim().max(20),
    zoneCode: z.string().trim().max(80),
    activity: z.enum(activities).nullable(),
    trend: z.enum(patchTrends),
    interpreter: z.string().trim().max(40),
    checker: z.string().trim().max(40),
    checkDate: isoDate.nullable(),
    note: z.string().trim().max(2000),
  })
  .partial();
export type LedgerChanges = z.infer<typeof ledgerChangesSchema>;

/** What a field list that came back would change, or did change. */
export interface LedgerReturn {
  rows: {
    number: string;
    /** Null where the ledger has no such number. */
    entryId: number | null;
    /** Column, value here, value in the file. */
    changes: { field: string; from: string; to: string }[];
    /** Why the row cannot be taken over as it is. */
    problem: string | null;
    photos: string[];
  }[];
  applied: boolean;
  taken: number;
  photosTaken: number;
}

/** The ledger of suspected patches. */
export const ledgerCalls = {
  'ledger.list': call<{ entries: LedgerShape[]; zones: string[]; total: number }>().reads(
    z.strictObject({ filter: ledgerFilterSchema }),
  ),
  /** Takes the patches of a redline assessment over; those that are there already are updated. */
  'ledger.take': call<{ added: number; updated: number; gone: number; already: number }>()
    .needs('assess', 'plots')
    .writesWorkspace(z.strictObject({ assessmentId: id })),
  'ledger.change': call<LedgerEntry[]>()
    .needs('assess', 'plots')
    .writesWorkspace(z.strictObject({ ids, changes: ledgerChangesSchema })),
  /** All or nothing: one entry that may not take the step refuses it for all. */
  'ledger.step': call<LedgerEntry[]>()
    .needs('assess', 'plots')
    .writesWorkspace(z.strictObject({ ids, state: z.enum(ledgerStates), why: z.string().trim().max(500) })),
  'ledger.remove': call<null>()
    .needs('assess', 'plots')
    .writesWorkspace(z.strictObject({ ids, why: z.string().trim().min(1).max(500) })),
  'ledger.photos': call<Omit<Photo, 'siteId'>[]>().reads(z.strictObject({ entryId: id })),
  'ledger.export': call<{ path: string; bytes: number; entries: number }>()
    .signedIn()
    .writesFiles(
      z.strictObject({
        ids: idSet.max(20_000).optional(),
        format: z.enum(['gpkg', 'gpx', 'xlsx']),
        path,
        language,
      }),
    ),
  /** Reads a field list that came back; with `apply` takes it over as one step, photos beside it too. */
  'ledger.import': call<LedgerReturn>()
    .needs('assess', 'plots')
    .writesWorkspace(z.strictObject({ path, apply: z.boolean() })),
} as const;
