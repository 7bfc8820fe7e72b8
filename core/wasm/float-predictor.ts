import { floatPredictorCode } from './float-predictor.wasm.ts';
import { scratch } from './scratch.ts';

interface FloatPredictor {
  undoFloats(at: number, out: number, rows: number, perRow: number): void;
}
const floatPredictor = () => floatPredictorCode;

/**
 * Undoes predictor 3 of 32-bit floats, one sample per pixel, into `output`; `perRow` floats a row, a multiple of 16.
 * Both arrays lie in the scratch memory. Changes `bytes`.
 */
export function undoFloatDifferences32(
  bytes: Uint8Array,
  output: Uint8Array,
  rows: number,
  perRow: number,
): void {
  const { undoFloats } = scratch.functions<FloatPredictor>(floatPredictor);
  undoFloats(bytes.byteOffset, output.byteOffset, rows, perRow);
}
