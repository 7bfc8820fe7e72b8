import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { userFileOf } from '#host/files/user-folder.ts';

const headSchema = z.object({
  /** Of the last line of the journal. */
  id: z.number().int().nonnegative(),
  hash: z.string(),
  /** Hash of the first line: which catalogue this is. */
  first: z.string(),
  time: z.string(),
  /** Highest number of an approval by year. */
  approvals: z.record(z.string(), z.number().int().positive()),
  /** Fingerprint of the workspace's key, where it has one. */
  workspaceKey: z.string().nullable().optional(),
});
/** Where the journal ended after the last write, kept outside the catalogue: one that ends earlier lost lines. */
export type JournalHead = z.infer<typeof headSchema>;

/** Beside the catalogue, and once more with the user's settings: a folder that was put back as a whole is seen too. */
const filesOf = (workspace: string): string[] => [
  join(workspace, 'journal-head.json'),
  userFileOf(workspace, 'journal-heads'),
];

/** The furthest head that is known; null where there is none. */
export function readHead(workspace: string): JournalHead | null {
  const heads = filesOf(workspace).flatMap(file => {
    try {
      return [headSchema.parse(JSON.parse(readFileSync(file, 'utf8')))];
    } catch {
      return []; // none yet, or not readable
    }
  });
  if (heads.length === 0) return null;
  const furthest = heads.reduce((a, b) => (b.id > a.id ? b : a));
  const approvals: Record<string, number> = {};
  for (const head of heads)
    for (const [year, last] of Object.entries(head.approvals))
      approvals[year] = Math.max(approvals[year] ?? 0, last);
  // The user's own folder is the harder one to get at.
  const workspaceKey =
    heads.findLast(h => h.first === furthest.first && h.workspaceKey)?.workspaceKey ?? null;
  return { ...furthest, approvals, workspaceKey };
}

/** The catalogue is what counts: a head that cannot be written keeps nobody from working. */
export function writeHead(workspace: string, head: JournalHead): void {
  // A workspace keeps its key: one that was put in its place does not take the place of what is remembered.
  const before = readHead(workspace);
  const known = before?.first === head.first ? before.workspaceKey : null;
  const kept = JSON.stringify({ ...head, workspaceKey: known ?? head.workspaceKey });
  for (const [i, file] of filesOf(workspace).entries()) {
    try {
      if (i > 0) mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      const part = `${file}.part-${process.pid}`;
      writeFileSync(part, kept, { mode: 0o600 });
      renameSync(part, file);
    } catch {
      // a read-only home, a folder that went away
    }
  }
}
