import type Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { writeInWorkspace } from '#host/files/atomic-file.ts';
import { endOf } from './journal.ts';

/** Key of the setting: a folder on another disk or machine, which the user names. */
export const secondPlaceKey = 'backup.second-place';

const anchorSchema = z.object({ time: z.string(), id: z.number().int(), hash: z.string() });
/** Where the journal ended when a copy was made, kept at the second place: what is rebuilt later does not fit it. */
export type Anchor = z.infer<typeof anchorSchema>;

export function secondPlaceOf(db: Database.Database): string | null {
  const value = db.prepare('SELECT value FROM setting WHERE key = ?').pluck().get(secondPlaceKey);
  const place: unknown = typeof value === 'string' ? JSON.parse(value) : null;
  return typeof place === 'string' && place !== '' ? place : null;
}

/** Workspaces of the same name do not share a folder there. */
export const folderAt = (place: string, workspace: string): string =>
  join(
    place,
    `${basename(resolve(workspace))}-${createHash('sha256').update(resolve(workspace)).digest('hex').slice(0, 8)}`,
  );

const anchorFile = 'journal-anchors.jsonl';

/** Copies a finished backup there and adds where the journal ends. The place itself must be there. */
export async function copyToSecondPlace(
  db: Database.Database,
  workspace: string,
  place: string,
  backup: string,
  keep: (names: string[]) => string[],
): Promise<void> {
  const folder = folderAt(place, workspace);
  if (!existsSync(folder)) await mkdir(folder, { mode: 0o700 });
  await writeInWorkspace(join(folder, basename(backup)), part => copyFile(backup, part));
  const anchor: Anchor = { time: new Date().toISOString(), ...endOf(db) };
  appendFileSync(join(folder, anchorFile), `${JSON.stringify(anchor)}\n`, { mode: 0o600 });
  const names = readdirSync(folder);
  const kept = new Set(keep(names));
  for (const name of names)
    if (name.endsWith('.gpkg') && !kept.has(name)) await rm(join(folder, name), { force: true });
}

/** Oldest first; lines that cannot be read are left out. Null where the place cannot be reached. */
export function anchorsAt(place: string, workspace: string): Anchor[] | null {
  if (!existsSync(place)) return null;
  const file = join(folderAt(place, workspace), anchorFile);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap(line => {
      try {
        return [anchorSchema.parse(JSON.parse(line))];
      } catch {
        return [];
      }
    });
}
