import { readFile } from 'node:fs/promises';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { readZip, ZipError, type ZipEntry } from './read-zip.ts';

/** What macOS and its archives add to every folder. */
const added = /(^|\/)(__MACOSX\/|\._)/;

/** Of a file that people bring: more is no table, no zones and no photos of a day. */
const mostEntries = 20_000;
const mostBytes = 2 ** 31;

/**
 * The entries of a zip that are wanted, by name; `isWanted` may throw to refuse one. Unwanted ones are not unpacked.
 * Throws `zones-unreadable` for what is no zip, is damaged, or unpacks to more than 2 GB.
 */
export async function unzipEntries(
  path: string,
  isWanted: (name: string, bytes: number) => boolean,
): Promise<Record<string, Uint8Array>> {
  return unzip(
    path,
    await readFile(path),
    ({ name, bytes }) => !added.test(name) && !name.endsWith('/') && isWanted(name, bytes),
  );
}

/** The same of bytes that are in memory. */
export function unzip(
  path: string,
  bytes: Uint8Array,
  isWanted: (entry: ZipEntry) => boolean,
  most = mostBytes,
): Record<string, Uint8Array> {
  return told(path, () => {
    const wanted = readZip(bytes, mostEntries).filter(isWanted);
    if (wanted.reduce((sum, entry) => sum + entry.bytes, 0) > most)
      throw new ZipError('too-large', `${Math.round(most / 2 ** 20)} MB`);
    return Object.fromEntries(wanted.map(entry => [entry.name, entry.read()]));
  });
}

function told<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    const said = {
      'no-zip': say('vector.not-zip'),
      damaged: say('vector.zip-damaged', { what: error.message }),
      'too-large': say('vector.zip-too-large', { what: error.message }),
    }[error.kind];
    throw new BloomlineError('zones-unreadable', path, said, { cause: error });
  }
}
