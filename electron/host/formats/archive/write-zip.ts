import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { writeAtomically } from '#host/files/atomic-file.ts';

export interface ZipContent {
  /** With forward slashes. */
  name: string;
  /** Of a file, or the bytes themselves. */
  from: string | Uint8Array;
}

/** What is compressed already is only put in. */
const packed = /\.(png|jpe?g|webp|heic|tiff?|pdf|docx|xlsx|zip|qgz)$/i;
const piece = 2 ** 20;

/**
 * Writes a zip piece by piece under a part name and renames it. Not for more than 4 GB, which the format of 1989
 * holds.
 */
export async function writeZip(path: string, contents: Iterable<ZipContent>): Promise<void> {
  await writeAtomically(path, part => {
    const out = openSync(part, 'w');
    try {
      const zip = new Zip((error, chunk) => {
        if (error) throw error;
        for (let at = 0; at < chunk.length;) at += writeSync(out, chunk, at);
      });
      for (const { name, from } of contents) {
        const entry = packed.test(name) ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
        zip.add(entry);
        if (typeof from === 'string') pushFile(entry, from);
        else entry.push(from, true);
      }
      zip.end();
    } finally {
      closeSync(out);
    }
  });
}

function pushFile(entry: ZipPassThrough | ZipDeflate, path: string): void {
  const file = openSync(path, 'r');
  try {
    for (;;) {
      // The compressor may keep what it is given.
      const bytes = Buffer.alloc(piece);
      const count = readSync(file, bytes, 0, piece, null);
      entry.push(bytes.subarray(0, count), count === 0);
      if (count === 0) return;
    }
  } finally {
    closeSync(file);
  }
}
