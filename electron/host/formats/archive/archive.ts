import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { BloomlineError } from '#core/foundation/errors.ts';
import { type Said, say } from '#core/words/said.ts';
import { fileError } from '#host/files/file-error.ts';
import { ArchiveDamage, type ArchivedFile, type ArchiveEntry, type ReadBytes } from './archive-entry.ts';
import { leadsOut } from './leads-out.ts';
import { bodyOf, listZip, ZipError } from './read-zip.ts';
import { readTar } from './tar.ts';
import { unpackedFiles } from './unpack.ts';

/** Archives that scenes come in, by their names. */
export const archiveEnding = /\.(tar|tar\.gz|tgz|zip)$/i;
export const isArchiveName = (name: string): boolean => archiveEnding.test(name);
export const isPackedTar = (name: string): boolean => /\.t(ar\.)?gz$/i.test(name);

const mostEntries = 100_000;
const kept = 16;
const known = new Map<string, ArchivedFile[]>();

/**
 * The files of an archive. A tar and what is stored in a zip are read where they lie; a packed tar and a zip with
 * packed files are unpacked once. Throws `archive-unreadable`, `disk-full`, `not-found`.
 */
export function filesOf(archive: string): ArchivedFile[] {
  const { size, mtimeMs, ino } = statOf(archive);
  const key = `${archive}|${size}|${mtimeMs}|${ino}`;
  let files = known.get(key);
  // What was unpacked may have been cleared since.
  if (!files || isPackedTar(archive) || files.some(f => f.place.path !== archive)) {
    files = told(archive, () => list(archive, key)).map(file => ({
      ...file,
      name: plainName(archive, file.name),
    }));
    if (known.size >= kept) known.delete(known.keys().next().value!);
    known.set(key, files);
  }
  return files;
}

function list(archive: string, key: string): ArchivedFile[] {
  if (isPackedTar(archive)) return unpackedFiles(archive, key, null);
  const file = openSync(archive, 'r');
  try {
    const { size } = fstatSync(file);
    const read: ReadBytes = (offset, length) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      for (let done = 0; done < bytes.length;) {
        const n = readSync(file, bytes, done, bytes.length - done, offset + done);
        if (n === 0) throw new ArchiveDamage('cut', archive);
        done += n;
      }
      return bytes;
    };
    const entries = /\.zip$/i.test(archive) ? zipEntries(read, size) : readTar(read, size);
    if (entries.some(e => e.at.method === 'deflated')) return unpackedFiles(archive, key, entries);
    return entries.map(e => ({
      name: e.name,
      bytes: e.bytes,
      place: { path: archive, offset: e.at.offset },
    }));
  } finally {
    closeSync(file);
  }
}

function zipEntries(read: ReadBytes, size: number): ArchiveEntry[] {
  return listZip(read, size, mostEntries)
    .filter(head => !head.name.endsWith('/') && !/(^|\/)(__MACOSX\/|\._)/.test(head.name))
    .map(head => {
      if (head.encrypted) throw new ArchiveDamage('locked', head.name);
      if (head.method !== 0 && head.method !== 8)
        throw new ArchiveDamage('method', `${head.name}: ${head.method}`);
      const method = head.method === 0 ? 'stored' : 'deflated';
      return {
        name: head.name,
        bytes: head.bytes,
        at: { offset: bodyOf(read, size, head), packed: head.packed, method, crc: head.crc },
      };
    });
}

function statOf(archive: string) {
  try {
    const file = openSync(archive, 'r');
    try {
      return fstatSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw fileError(archive, error);
  }
}

/** Throws for names that lead out of a folder: nothing good has them. */
function plainName(archive: string, name: string): string {
  const plain = name.replace(/^(\.\/)+/, '');
  if (leadsOut(plain))
    throw new BloomlineError('archive-unreadable', archive, say('archive.leads-out', { name }));
  return plain;
}

function told<T>(archive: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const what = error instanceof Error ? error.message : '';
    const kind = error instanceof ArchiveDamage ? error.kind : error instanceof ZipError ? error.kind : null;
    if (kind === null) throw error;
    const said: Record<typeof kind, Said> = {
      'no-zip': say('vector.not-zip'),
      damaged: say('archive.damaged', { what }),
      cut: say('archive.cut', { what }),
      locked: say('archive.locked', { what }),
      method: say('archive.method', { what }),
      'too-large': say('archive.too-large', { what }),
    };
    throw new BloomlineError('archive-unreadable', archive, said[kind], { cause: error });
  }
}
