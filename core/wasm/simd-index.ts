import { indexModule } from '#core/wasm/index-module.ts';
import type { LoadedLayer } from '#core/wasm/pixel-code.ts';
import { scratch } from '#core/wasm/scratch.ts';
import { layersOf, parseFormula } from '#core/index/formula.ts';

/**
 * An index from DN as 32-bit floats, NaN where a layer is nodata or the value is not finite: `layers` and `out` lie
 * in the scratch memory and are of one length.
 */
export type SimdIndex = (layers: readonly ArrayBufferView[], out: Float32Array) => void;

interface Exports {
  run(n: number, out: number, ...layers: number[]): void;
}

/** Compiled for layers of these types and scales; null where SIMD lacks a function that the formula needs. */
export function compileSimdIndex(
  formula: string,
  wavelengthNm: (role: string) => number | null,
  layers: readonly LoadedLayer[],
): SimdIndex | null {
  const expression = parseFormula(formula);
  const maker = () => indexModule(expression, layersOf(expression), layers, wavelengthNm);
  if (!maker()) return null;
  const made = maker as () => Uint8Array<ArrayBuffer>;
  return (arrays, out) =>
    scratch
      .functions<Exports>(made)
      .run(out.length, out.byteOffset, ...arrays.map(array => array.byteOffset));
}
