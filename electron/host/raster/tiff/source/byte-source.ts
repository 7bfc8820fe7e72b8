import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { BloomlineError } from '#core/foundation/errors.ts';
import { checkRange } from './check-range.ts';
import { isUrl } from '#core/scene/is-url.ts';
import { say } from '#core/words/said.ts';
import { HttpSource } from './http-source.ts';
import { placeOf } from '#host/formats/archive/paths.ts';
import { fileError } from '#host/files/file-error.ts';

/** Bytes read by position: a file, or an address that answers range requests. One per thread. */
export interface ByteSource {
  readonly path: string;
  readonly bytes: number;
  readonly modifiedMs: number;
  /** Differs when the bytes do. */
  readonly version: string;
  /** Exactly `length` bytes at `offset`; a new buffer unless one is given. Throws `tiff-damaged` past the end. */
  read(offset: number, length: number, into?: Uint8Array): Uint8Array;
  /** Fetches ranges [offset, length] that will be read next, several at once; only where that is faster. */
  prefetch?(ranges: readonly (readonly [number, number])[]): void;
  close(): void;
}

/** Throws `not-found`, `not-allowed`, `not-a-tiff` (a folder) or `network`. */
export function openSource(path: string): ByteSource {
  if (isUrl(path)) return new HttpSource(path);
  const place = placeOf(path);
  return place ? new PartSource(path, place) : new FileSource(path);
}

/** A file that lies within another one: in a tar, or stored in a zip. */
class PartSource implements ByteSource {
  readonly path: string;
  readonly bytes: number;
  readonly modifiedMs: number;
  readonly version: string;
  readonly #whole: ByteSource;
  readonly #offset: number;

  constructor(path: string, place: { path: string; offset: number; bytes: number }) {
    this.path = path;
    this.bytes = place.bytes;
    this.#offset = place.offset;
    this.#whole = new FileSource(place.path);
    this.modifiedMs = this.#whole.modifiedMs;
    this.version = `${place.offset} ${place.bytes} ${this.#whole.version}`;
  }

  read(offset: number, length: number, into?: Uint8Array): Uint8Array {
    checkRange(this, offset, length);
    return this.#whole.read(this.#offset + offset, length, into);
  }

  close(): void {
    this.#whole.close();
  }
}

/** Bytes in memory, as a file. */
export function memorySource(path: string, bytes: Uint8Array): ByteSource {
  return {
    path,
    bytes: bytes.length,
    modifiedMs: 0,
    version: '',
    read(offset, length, into) {
      checkRange(this, offset, length);
      const part = bytes.subarray(offset, offset + length);
      if (!into || into.length < length) return part.slice();
      into.set(part);
      return into.subarray(0, length);
    },
    close() {},
  };
}

class FileSource implements ByteSource {
  readonly path: string;
  readonly bytes: number;
  readonly modifiedMs: number;
  readonly version: string;
  readonly #fd: number;

  constructor(path: string) {
    this.path = path;
    // To open a pipe would wait for whoever writes to it.
    const there = statSync(path, { throwIfNoEntry: false });
    if (there && !there.isFile()) throw new BloomlineError('not-a-tiff', path, say('files.no-file'));
    try {
      this.#fd = openSync(path, 'r');
    } catch (error) {
      throw fileError(path, error);
    }
    const stat = fstatSync(this.#fd);
    if (!stat.isFile()) {
      closeSync(this.#fd);
      throw new BloomlineError('not-a-tiff', path, say('files.no-file'));
    }
    this.bytes = stat.size;
    this.modifiedMs = stat.mtimeMs;
    this.version = `${stat.size} ${stat.mtimeMs}`;
  }

  read(offset: number, length: number, into?: Uint8Array): Uint8Array {
    checkRange(this, offset, length);
    const buffer = into && into.length >= length ? into.subarray(0, length) : new Uint8Array(length);
    let done = 0;
    while (done < length) {
      let n: number;
      try {
        n = readSync(this.#fd, buffer, done, length - done, offset + done);
      } catch (error) {
        throw fileError(this.path, error);
      }
      if (n === 0) throw new BloomlineError('tiff-damaged', this.path, say('files.shorter-while-read'));
      done += n;
    }
    return buffer;
  }

  close(): void {
    closeSync(this.#fd);
  }
}
