import { openSync, closeSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { splitArrayPath } from '#host/files/array-path.ts';
import { filesOf, isArchiveName } from './archive.ts';

/*
 * A path may go on inside an archive: `LC08_….tar/LC08_…_B4.TIF`, `S2B_….zip/S2B_….SAFE/GRANULE`, and inside a
 * file of arrays: `MOD09GA….hdf/state_1km_1`, which is then that file. What looks for the files of a scene asks here;
 * for every other path these are the file system's own answers.
 */

export interface PathStat {
  isFolder: boolean;
  bytes: number;
  modifiedMs: number;
}

/** Null where nothing is there. An archive is a folder. */
export function statOf(given: string): PathStat | null {
  const path = withoutArray(given);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat) {
    const isFolder = stat.isDirectory() || (stat.isFile() && isArchiveName(path));
    return { isFolder, bytes: stat.size, modifiedMs: stat.mtimeMs };
  }
  const inside = insideOf(path);
  if (!inside) return null;
  const { mtimeMs } = statSync(inside.archive);
  const files = filesOf(inside.archive);
  const file = files.find(f => f.name === inside.name);
  if (file) return { isFolder: false, bytes: file.bytes, modifiedMs: mtimeMs };
  const isFolder = files.some(f => f.name.startsWith(`${inside.name}/`));
  return isFolder ? { isFolder, bytes: 0, modifiedMs: mtimeMs } : null;
}

export const isFolder = (path: string): boolean => statOf(path)?.isFolder ?? false;

/** What a folder or an archive holds, by name; an archive in a folder is a folder. Throws as `readdirSync` does. */
export function entriesIn(folder: string): { name: string; isFolder: boolean }[] {
  const stat = statSync(folder, { throwIfNoEntry: false });
  const byName = (a: { name: string }, b: { name: string }) =>
    a.name.localeCompare(b.name, 'en', { numeric: true });
  if (stat?.isDirectory())
    return readdirSync(folder, { withFileTypes: true })
      .map(e => ({
        name: e.name,
        isFolder: e.isDirectory() || (isArchiveName(e.name) && isFolder(join(folder, e.name))),
        isThere: e.isDirectory() || e.isFile() || e.isSymbolicLink(),
      }))
      .filter(e => e.isThere)
      .sort(byName);
  const inside = stat ? { archive: folder, name: '' } : insideOf(folder);
  if (!inside) return readdirSync(folder).map(name => ({ name, isFolder: false }));
  const prefix = inside.name === '' ? '' : `${inside.name}/`;
  const found = new Map<string, boolean>();
  for (const { name } of filesOf(inside.archive)) {
    if (!name.startsWith(prefix)) continue;
    const [first, ...rest] = name.slice(prefix.length).split('/');
    found.set(first, (found.get(first) ?? false) || rest.length > 0);
  }
  return [...found].map(([name, isFolder]) => ({ name, isFolder })).sort(byName);
}

const mostTextBytes = 64 * 2 ** 20;

/** The text of a small file, UTF-8. Throws `not-found`, `archive-unreadable`. */
export function textOf(path: string): string {
  const place = placeOf(path);
  if (!place) return readFileSync(path, 'utf8');
  const bytes = Buffer.alloc(Math.min(place.bytes, mostTextBytes));
  const file = openSync(place.path, 'r');
  try {
    for (let done = 0; done < bytes.length;) {
      const n = readSync(file, bytes, done, bytes.length - done, place.offset + done);
      if (n === 0)
        throw new BloomlineError('archive-unreadable', path, say('archive.cut', { what: basename(path) }));
      done += n;
    }
  } finally {
    closeSync(file);
  }
  return bytes.toString('utf8');
}

/** Where the bytes of a path inside an archive or of an array really are; null for every other path. */
export function placeOf(given: string): { path: string; offset: number; bytes: number } | null {
  const path = withoutArray(given);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat) return path === given ? null : { path, offset: 0, bytes: stat.size };
  const inside = insideOf(path);
  const file = inside && filesOf(inside.archive).find(f => f.name === inside.name);
  return file ? { ...file.place, bytes: file.bytes } : null;
}

/** The file on disk that a path is of: the archive, or the file of arrays, that it goes on inside. */
export function fileOnDisk(given: string): string {
  const path = withoutArray(given);
  return insideOf(path)?.archive ?? path;
}

const withoutArray = (path: string): string => splitArrayPath(path)?.file ?? path;

/** The archive that a path goes on in; null where there is none. */
function insideOf(path: string): { archive: string; name: string } | null {
  for (let above = dirname(path); above !== dirname(above); above = dirname(above)) {
    if (!isArchiveName(above)) continue;
    if (statSync(above, { throwIfNoEntry: false })?.isFile())
      return { archive: above, name: relative(above, path).split(sep).join('/') };
  }
  return null;
}
