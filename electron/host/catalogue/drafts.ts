import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeOwnFolder, writeInWorkspace } from '#host/files/atomic-file.ts';

/** Forms that were begun and not saved: files beside the catalogue, for they are nobody's data yet. */
const fileOf = (directory: string, key: string) =>
  join(directory, 'drafts', `${key.replaceAll(':', '_')}.json`);

export function readDraft(directory: string, key: string): unknown {
  try {
    return JSON.parse(readFileSync(fileOf(directory, key), 'utf8')) as unknown;
  } catch {
    return null; // none, or one that cannot be read any more
  }
}

/** Keeps a draft; null forgets it. */
export async function writeDraft(directory: string, key: string, draft: unknown): Promise<void> {
  const file = fileOf(directory, key);
  if (draft === null) return rm(file, { force: true });
  await makeOwnFolder(join(directory, 'drafts'));
  await writeInWorkspace(file, part => writeFile(part, JSON.stringify(draft)));
}
