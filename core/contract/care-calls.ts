import { z } from 'zod';
import { call, nothing, path } from './call.ts';

export interface Backups {
  entries: BackupEntry[];
  /** A folder on another disk or machine that gets every copy too. */
  secondPlace: string | null;
  /** Why it did not get the copy that was just made. */
  problem: string | null;
}

export interface BackupEntry {
  name: string;
  time: string;
  bytes: number;
}

/** Care of the catalogue: its backups and its examination. */
export const careCalls = {
  'backups.list': call<Backups>().reads(nothing),
  'backups.make': call<Backups>().signedIn().writesWorkspace(nothing),
  /** Null: no second place any more. */
  'backups.set-second-place': call<Backups>()
    .needs('people')
    .writesWorkspace(z.strictObject({ place: path.nullable() })),
  /** Puts a backup in the catalogue's place; what was there becomes a backup itself. */
  'backups.restore': call<null>()
    .needs('people')
    .writesWorkspace(z.strictObject({ name: z.string().min(1).max(200) })),
  'catalogue.examine': call<{ severity: 'error' | 'warning'; message: string }[]>().reads(nothing),
} as const;
