import { ensureBytes, instantiate, newMemory } from '#core/wasm/instance.ts';
import { predictorModule } from '#core/wasm/predictor-module.ts';

interface Predictors {
  undo(at: number, rows: number, perRow: number): void;
  undoFloat(at: number, out: number, rows: number, perRow: number): void;
}

const memory = newMemory(65536);
let made: Predictors | null = null;
const predictors = () => (made ??= instantiate<Predictors>(predictorModule(), memory));

/** Undoes horizontal differencing of 16-bit words in place, one sample per pixel; `perRow` words a row, a multiple of 8. */
export function undoDifferences16(words: Uint16Array | Int16Array, rows: number, perRow: number): void {
  const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
  ensureBytes(memory, bytes.length);
  const scratch = new Uint8Array(memory.buffer, 0, bytes.length);
  scratch.set(bytes);
  predictors().undo(0, rows, perRow);
  bytes.set(scratch);
}

/** Undoes predictor 3 of 32-bit floats in place, one sample per pixel; `perRow` floats a row, a multiple of 16. */
export function undoFloatDifferences32(bytes: Uint8Array, rows: number, perRow: number): void {
  ensureBytes(memory, bytes.length * 2);
  new Uint8Array(memory.buffer, 0, bytes.length).set(bytes);
  predictors().undoFloat(0, bytes.length, rows, perRow);
  bytes.set(new Uint8Array(memory.buffer, bytes.length, bytes.length));
}
