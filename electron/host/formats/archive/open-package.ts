import { readFileSync, statSync } from 'node:fs';
import { BloomlineError } from '#core/foundation/errors.ts';
import { type Said, say } from '#core/words/said.ts';
import { leadsOut } from './leads-out.ts';
import { readZip, ZipError, type ZipEntry } from './read-zip.ts';
import { fileError } from '#host/files/file-error.ts';

/** Packages are held in memory; what is larger is not made by us. */
export const mostPackageBytes = 2 * 2 ** 30 - 1;
const mostEntries = 20_000;
/** Of all entries together when they are unpacked. */
const mostUnpackedBytes = 4 * 2 ** 30;

/** The entries of a package by name. Nothing is ever written under a name from inside. */
export interface OpenPackage {
  names: string[];
  /** Unpacks one entry; null where there is none or it is damaged. */
  read: (name: string) => Uint8Array | null;
}

/** Thrown apart from other damage: the end of the zip is not there. */
export const halfCopied = 'package.end-missing';

/**
 * Opens a zip without unpacking anything. Throws `not-found`, and `bad-input` for what is no zip, was cut short, has
 * names that lead out of a folder, names twice, or unpacks to more than 4 GB.
 */
export function openPackage(path: string): OpenPackage {
  const refuse = (what: Said, cause?: unknown): BloomlineError =>
    new BloomlineError('bad-input', path, what, { cause });
  const bytes = bytesOf(path, refuse);
  if (bytes.length < 4 || bytes.readUInt32LE(0) !== 0x04034b50) throw refuse(say('package.no-zip'));
  if (!endsWhole(bytes)) throw refuse(say(halfCopied));
  let entries: ZipEntry[];
  try {
    entries = readZip(bytes, mostEntries);
  } catch (error) {
    const tooMany = error instanceof ZipError && error.kind === 'too-large';
    throw refuse(tooMany ? say('package.unpacks-too-large') : say(halfCopied), error);
  }
  const names = entries.map(entry => entry.name);
  const unpacked = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  const bad = names.find(leadsOut);
  if (bad !== undefined) throw refuse(say('package.leads-out', { name: bad }));
  const seen = new Set<string>();
  const twice = names.find(name => seen.size === seen.add(name).size);
  if (twice !== undefined) throw refuse(say('package.entry-twice', { name: twice }));
  if (unpacked > mostUnpackedBytes) throw refuse(say('package.unpacks-too-large'));
  const byName = new Map(entries.map(entry => [entry.name, entry]));
  return {
    names: names.filter(name => !name.endsWith('/')),
    read: name => {
      try {
        return byName.get(name)?.read() ?? null;
      } catch {
        return null;
      }
    },
  };
}

function bytesOf(path: string, refuse: (what: Said) => BloomlineError): Buffer {
  try {
    if (statSync(path).size > mostPackageBytes) throw refuse(say('package.is-too-large'));
    return readFileSync(path);
  } catch (error) {
    throw error instanceof BloomlineError ? error : fileError(path, error);
  }
}

/** The list of entries stands at the very end, and is as long as it says: a zip inside of a zip has an end, too. */
function endsWhole(bytes: Buffer): boolean {
  const end = bytes.length - 22;
  return (
    end >= 0 &&
    bytes.readUInt32LE(end) === 0x06054b50 &&
    bytes.readUInt16LE(end + 20) === 0 &&
    bytes.readUInt32LE(end + 12) + bytes.readUInt32LE(end + 16) === end
  );
}
