import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';

/** Where one compressed tile is in the spool. */
export interface Spooled {
  at: number;
  bytes: number;
}

/** Compressed tiles waiting for their place in the final file, on disk beside it. */
export class TileSpool {
  readonly #path: string;
  readonly #fd: number;
  #end = 0;

  constructor(path: string) {
    this.#path = path;
    this.#fd = openSync(path, 'w+');
  }

  add(bytes: Uint8Array): Spooled {
    const at = this.#end;
    writeFully(this.#fd, bytes, at);
    this.#end += bytes.length;
    return { at, bytes: bytes.length };
  }

  read(tile: Spooled, into: Uint8Array): Uint8Array {
    const target = into.length >= tile.bytes ? into.subarray(0, tile.bytes) : new Uint8Array(tile.bytes);
    for (let done = 0; done < tile.bytes;) {
      const n = readSync(this.#fd, target, done, tile.bytes - done, tile.at + done);
      if (n === 0) throw new Error('the spool ended early');
      done += n;
    }
    return target;
  }

  remove(): void {
    closeSync(this.#fd);
    rmSync(this.#path, { force: true });
  }
}

/** A full disk may take a part of the bytes before it refuses the rest. */
export function writeFully(fd: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length;) done += writeSync(fd, bytes, done, bytes.length - done, at + done);
}
