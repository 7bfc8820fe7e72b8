import { inflateInfo, inflateModule, inflateScratchBytes } from './inflate-module.ts';
import { lzwModule } from './lzw-module.ts';
import { samplesModule } from './samples-module.ts';
import { workspace } from './workspace.ts';

// Every array below lies in the workspace.

/** Address of LZW's own tables in the workspace, behind those of inflate. */
const lzwAt = inflateScratchBytes;

interface Inflate {
  inflate(at: number, end: number, out: number, outEnd: number): number;
}

/**
 * Fills `output` from one zlib stream, its checksum verified. False where the stream is damaged or does not hold exactly
 * as many bytes; `output` then holds anything.
 */
export function inflateInto(stored: Uint8Array, output: Uint8Array): boolean {
  const { inflate } = workspace.functions<Inflate>(inflateModule, () => workspace.bytes().set(inflateInfo()));
  const out = output.byteOffset;
  const written = inflate(stored.byteOffset, stored.byteOffset + stored.length, out, out + output.length);
  return written === output.length;
}

interface Lzw {
  decodeLzw(at: number, end: number, out: number, outEnd: number, table: number): number;
}

/** TIFF LZW, most significant bit first; how many bytes of `output` were written. */
export function decodeLzwInto(stored: Uint8Array, output: Uint8Array): number {
  const { decodeLzw } = workspace.functions<Lzw>(lzwModule);
  const out = output.byteOffset;
  return decodeLzw(stored.byteOffset, stored.byteOffset + stored.length, out, out + output.length, lzwAt);
}

interface SampleFunctions {
  undo16(at: number, rows: number, perRow: number): void;
  undoFloat32(at: number, out: number, rows: number, perRow: number): void;
  applyFloat32(at: number, out: number, rows: number, perRow: number): void;
  pick8(at: number, out: number, rows: number, perRow: number, stride: number, sums: number): void;
  pick16(at: number, out: number, rows: number, perRow: number, stride: number, sums: number): void;
  pick32(at: number, out: number, rows: number, perRow: number, stride: number, sums: number): void;
}
const sampleFunctions = () => workspace.functions<SampleFunctions>(samplesModule);

/** Undoes predictor 2 of 16-bit words in place, one sample per pixel; `perRow` words a row, a multiple of 8. */
export function undoDifferences16(words: Uint16Array | Int16Array, rows: number, perRow: number): void {
  sampleFunctions().undo16(words.byteOffset, rows, perRow);
}

/** Undoes predictor 3 of 32-bit floats, one sample per pixel, into `output`; `perRow` a multiple of 16. Changes `bytes`. */
export function undoFloatDifferences32(
  bytes: Uint8Array,
  output: Uint8Array,
  rows: number,
  perRow: number,
): void {
  sampleFunctions().undoFloat32(bytes.byteOffset, output.byteOffset, rows, perRow);
}

/** Applies predictor 3 to 32-bit floats, one sample per pixel, into `output`; `perRow` a multiple of 16. */
export function applyFloatDifferences32(
  bytes: Uint8Array,
  output: Uint8Array,
  rows: number,
  perRow: number,
): void {
  sampleFunctions().applyFloat32(bytes.byteOffset, output.byteOffset, rows, perRow);
}

/**
 * Copies sample `sample` of `inBlock` that lie side by side as words of `size` bytes into `output`; with `differences` the
 * words are sums along the row (predictor 2 undone). `bytes` need not be aligned.
 */
export function pickSample(
  bytes: Uint8Array,
  output: ArrayBufferView,
  layout: { rows: number; perRow: number; inBlock: number; sample: number; size: 1 | 2 | 4 },
  differences: boolean,
): void {
  const { rows, perRow, inBlock, sample, size } = layout;
  const functions = sampleFunctions();
  const pick = size === 1 ? functions.pick8 : size === 2 ? functions.pick16 : functions.pick32;
  pick(
    bytes.byteOffset + sample * size,
    output.byteOffset,
    rows,
    perRow,
    inBlock * size,
    differences ? -1 : 0,
  );
}
