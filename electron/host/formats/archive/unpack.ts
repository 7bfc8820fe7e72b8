import { createHash } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { crc32 } from 'node:zlib';
import { Gunzip, Inflate } from 'fflate';
import { asWriteError } from '#host/files/atomic-file.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { userFolder } from '#host/files/user-folder.ts';
import { ArchiveDamage, type ArchivedFile, type ArchiveEntry } from './archive-entry.ts';
import { extended, padded, tarHeader } from './tar.ts';

/** Unpacked packages of this user; the ones used longest ago go when they take more together. */
const limitBytes = 60 * 2 ** 30;
/** What one archive may unpack to; a small file that unpacks to a thousand times its size is made to fill disks. */
const mostBytes = 40 * 2 ** 30;
const mostRatio = 200;
const ratioFrom = 2 ** 28;
const mostFiles = 100_000;
/** Left free on the disk. */
const spareBytes = 2 ** 30;
const chunkBytes = 4 * 2 ** 20;
const listName = 'files.json';

const cacheFolder = () => join(userFolder(), 'unpacked');

/**
 * The files of a packed archive, unpacked once and found again by `key`. They lie under numbers: nothing is written
 * under a name from inside. Entries of a zip are given; a packed tar is read from its beginning. What a kill left half
 * done is made anew. Throws ArchiveDamage and `disk-full`.
 */
export function unpackedFiles(
  archive: string,
  key: string,
  entries: readonly ArchiveEntry[] | null,
): ArchivedFile[] {
  const folder = join(cacheFolder(), createHash('sha256').update(key).digest('hex').slice(0, 24));
  const found = filesIn(folder);
  if (found) {
    const now = new Date();
    utimesSync(join(folder, listName), now, now);
    return found;
  }
  const part = `${folder}.part-${process.pid}-${threadId}`;
  rmSync(part, { recursive: true, force: true });
  try {
    mkdirSync(part, { recursive: true, mode: 0o700 });
    const writer = new Writer(part, archive, statSync(archive).size);
    if (entries) unpackZip(archive, entries, writer);
    else unpackTar(archive, writer);
    writeFileSync(join(part, listName), JSON.stringify(writer.files));
    // Another thread may have been faster: one of the two is as good as the other.
    if (!filesIn(folder)) {
      rmSync(folder, { recursive: true, force: true });
      renameSync(part, folder);
    }
  } catch (error) {
    throw error instanceof ArchiveDamage ? error : asWriteError(error, folder);
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
  forgetOldest(folder);
  return filesIn(folder) ?? [];
}

/** Null where the folder is not there, or one of its files is not as long as it was. */
function filesIn(folder: string): ArchivedFile[] | null {
  try {
    const listed = JSON.parse(readFileSync(join(folder, listName), 'utf8')) as {
      name: string;
      bytes: number;
    }[];
    const files = listed.map(({ name, bytes }, i) => ({
      name,
      bytes,
      place: { path: join(folder, String(i)), offset: 0 },
    }));
    return files.every(f => statSync(f.place.path).size === f.bytes) ? files : null;
  } catch {
    return null;
  }
}

/** Writes files by number, counted against what one archive may unpack to. */
class Writer {
  readonly files: { name: string; bytes: number }[] = [];
  readonly #folder: string;
  readonly #archive: string;
  readonly #archiveBytes: number;
  #file: number | null = null;
  /** Of what was written since `begin`. */
  crc = 0;
  #total = 0;
  #unchecked = 0;

  constructor(folder: string, archive: string, archiveBytes: number) {
    this.#folder = folder;
    this.#archive = archive;
    this.#archiveBytes = archiveBytes;
    this.#checkDisk(0);
  }

  begin(name: string): void {
    if (this.files.length >= mostFiles) throw new ArchiveDamage('too-large', `> ${mostFiles}`);
    this.#file = openSync(join(this.#folder, String(this.files.length)), 'wx', 0o600);
    this.crc = 0;
    this.files.push({ name, bytes: 0 });
  }

  write(bytes: Uint8Array): void {
    this.#total += bytes.length;
    const tooMuch =
      this.#total > mostBytes || (this.#total > ratioFrom && this.#total > this.#archiveBytes * mostRatio);
    if (tooMuch) throw new ArchiveDamage('too-large', `${Math.round(this.#total / 2 ** 30)} GB`);
    this.#unchecked += bytes.length;
    if (this.#unchecked > 64 * 2 ** 20) this.#checkDisk(bytes.length);
    this.crc = crc32(bytes, this.crc);
    for (let done = 0; done < bytes.length;) done += writeSync(this.#file!, bytes, done);
    this.files.at(-1)!.bytes += bytes.length;
  }

  end(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }

  #checkDisk(bytes: number): void {
    this.#unchecked = 0;
    const { bavail, bsize } = statfsSync(this.#folder);
    if (bavail * bsize < bytes + spareBytes)
      throw new BloomlineError('disk-full', this.#archive, say('archive.disk', { folder: cacheFolder() }));
  }
}

function unpackZip(archive: string, entries: readonly ArchiveEntry[], writer: Writer): void {
  const declared = entries.reduce((sum, e) => sum + e.bytes, 0);
  if (declared > mostBytes) throw new ArchiveDamage('too-large', `${Math.round(declared / 2 ** 30)} GB`);
  for (const { name, bytes, at } of entries) {
    writer.begin(name);
    let written = 0;
    const take = (chunk: Uint8Array) => {
      written += chunk.length;
      if (written > bytes) throw new ArchiveDamage('damaged', name);
      writer.write(chunk);
    };
    try {
      const inflate = at.method === 'deflated' ? new Inflate(take) : null;
      for (const { chunk, last } of chunksOf(archive, at.offset, at.packed))
        if (inflate) inflated(name, () => inflate.push(chunk, last));
        else take(chunk);
    } finally {
      writer.end();
    }
    if (written !== bytes || (at.crc !== undefined && writer.crc !== at.crc))
      throw new ArchiveDamage('damaged', name);
  }
}

/** Damage of the packed bytes is told as such; what the writer refuses stays what it is. */
function inflated(name: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (
      error instanceof ArchiveDamage ||
      error instanceof BloomlineError ||
      (error as { errno?: number }).errno
    )
      throw error;
    throw new ArchiveDamage('damaged', name);
  }
}

/** A packed tar flows through: headers and bodies are taken apart as they come. */
function unpackTar(archive: string, writer: Writer): void {
  const parser = new TarParser(writer);
  const size = statSync(archive).size;
  let crc = 0;
  let members = 1;
  let total = 0;
  const gunzip = new Gunzip(chunk => {
    crc = crc32(chunk, crc);
    total += chunk.length;
    parser.push(chunk);
  });
  gunzip.onmember = () => members++;
  try {
    for (const { chunk, last } of chunksOf(archive, 0, size))
      inflated(archive, () => gunzip.push(chunk, last));
    parser.finish();
  } finally {
    writer.end();
  }
  const trailer = [...chunksOf(archive, Math.max(0, size - 8), Math.min(8, size))][0]?.chunk;
  if (members > 1 || !trailer || trailer.length < 8) return;
  const view = new DataView(trailer.buffer, trailer.byteOffset, 8);
  if (view.getUint32(0, true) !== crc || view.getUint32(4, true) !== total % 2 ** 32)
    throw new ArchiveDamage('damaged', 'CRC-32');
}

class TarParser {
  readonly #writer: Writer;
  #held = new Uint8Array(0);
  /** Bytes of the body that are still to come, with its padding. */
  #body: { left: number; padding: number; kind: 'file' | 'skipped' | 'gnu-name' | 'pax' } | null = null;
  #extension: Uint8Array[] = [];
  #own: ReturnType<typeof extended> = {};
  #ended = false;

  constructor(writer: Writer) {
    this.#writer = writer;
  }

  push(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length && !this.#ended) {
      const body = this.#body;
      if (body && body.left > 0) {
        const part = chunk.subarray(at, at + body.left);
        if (body.kind === 'file') this.#writer.write(part);
        else if (body.kind !== 'skipped') this.#extension.push(part.slice());
        body.left -= part.length;
        at += part.length;
      } else if (body && body.padding > 0) {
        const skipped = Math.min(body.padding, chunk.length - at);
        body.padding -= skipped;
        at += skipped;
      } else {
        const taken = Math.min(512 - this.#held.length, chunk.length - at);
        this.#held = Buffer.concat([this.#held, chunk.subarray(at, at + taken)]);
        at += taken;
        if (this.#held.length === 512) this.#header();
      }
      if (this.#body?.left === 0 && this.#body.padding === 0) this.#endBody();
    }
  }

  #header(): void {
    const header = tarHeader(this.#held);
    this.#held = new Uint8Array(0);
    if (!header) {
      this.#ended = true;
      return;
    }
    const bytes = this.#own.bytes ?? header.bytes;
    const kind = header.extension ?? (header.isFile ? 'file' : 'skipped');
    if (header.extension && bytes > 2 ** 20) throw new ArchiveDamage('damaged', header.name);
    if (kind === 'file') this.#writer.begin(this.#own.name ?? header.name);
    this.#body = { left: bytes, padding: padded(bytes) - bytes, kind };
  }

  #endBody(): void {
    const { kind } = this.#body!;
    this.#body = null;
    if (kind === 'gnu-name' || kind === 'pax') {
      this.#own = { ...this.#own, ...extended(kind, Buffer.concat(this.#extension)) };
      this.#extension = [];
      return;
    }
    if (kind === 'file') this.#writer.end();
    this.#own = {};
  }

  finish(): void {
    if (this.#body || this.#held.length > 0)
      throw new ArchiveDamage('cut', this.#writer.files.at(-1)?.name ?? '');
  }
}

function* chunksOf(
  path: string,
  from: number,
  length: number,
): Generator<{ chunk: Uint8Array; last: boolean }> {
  const file = openSync(path, 'r');
  try {
    if (length === 0) yield { chunk: new Uint8Array(0), last: true };
    for (let done = 0; done < length;) {
      const chunk = new Uint8Array(Math.min(chunkBytes, length - done));
      const n = readSync(file, chunk, 0, chunk.length, from + done);
      if (n === 0) throw new ArchiveDamage('cut', path);
      done += n;
      yield { chunk: chunk.subarray(0, n), last: done === length };
    }
  } finally {
    closeSync(file);
  }
}

function forgetOldest(own: string): void {
  const folders = readdirSync(cacheFolder())
    .filter(name => !name.includes('.part-'))
    .map(name => join(cacheFolder(), name))
    .flatMap(path => {
      const list = statSync(join(path, listName), { throwIfNoEntry: false });
      const bytes = filesIn(path)?.reduce((sum, f) => sum + f.bytes, 0) ?? 0;
      return list ? [{ path, bytes, usedMs: list.mtimeMs }] : [];
    })
    .sort((a, b) => b.usedMs - a.usedMs);
  let total = 0;
  for (const { path, bytes } of folders) {
    total += bytes;
    if (total > limitBytes && path !== own) rmSync(path, { recursive: true, force: true });
  }
}
