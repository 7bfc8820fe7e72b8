import { readFile } from 'node:fs/promises';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { readZip, ZipError } from './read-zip.ts';

/** What macOS and its archives add to every folder. */
const added = /(^|\/)(__MACOSX\/|\._)/;

/** Of a file that people bring: more is no table, no zones and no photos of a day. */
const mostEntries = 20_000;
const mostBytes = 2 ** 31;

/** A zip that was read once: its files, and the wanted ones of them unpacked. */
export interface Zip {
  names: string[];
  /**
   * The files that are wanted, by name; `isWanted` may throw to refuse one. Unwanted ones are not unpacked. Throws
   * `zones-unreadable` for what is damaged, or unpacks to more than `most` bytes, 2 GB where it is left out.
   */
  unpack(isWanted: (name: string, bytes: number) => boolean, most?: number): Record<string, Uint8Array>;
}

/** Throws `zones-unreadable` for what is no zip. */
export const openZip = async (path: string): Promise<Zip> => zipOf(path, await readFile(path));

/** The same of bytes that are in memory. */
export function zipOf(path: string, bytes: Uint8Array): Zip {
  const files = told(path, () => readZip(bytes, mostEntries)).filter(
    ({ name }) => !added.test(name) && !name.endsWith('/'),
  );
  return {
    names: files.map(file => file.name),
    unpack: (isWanted, most = mostBytes) => {
      const wanted = files.filter(file => isWanted(file.name, file.bytes));
      return told(path, () => {
        if (wanted.reduce((sum, file) => sum + file.bytes, 0) > most)
          throw new ZipError('too-large', `${Math.round(most / 2 ** 20)} MB`);
        return Object.fromEntries(wanted.map(file => [file.name, file.read()]));
      });
    },
  };
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
