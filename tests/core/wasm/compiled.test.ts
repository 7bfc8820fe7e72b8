import { expect, it } from 'vitest';
import { floatPredictorCode } from '#core/wasm/float-predictor.wasm.ts';
import { lzwCode } from '#core/wasm/lzw.wasm.ts';
import { compileWasm } from '../../../scripts/compile-wasm.ts';

it.each([
  ['lzw', lzwCode],
  ['float-predictor', floatPredictorCode],
] as const)('%s: the committed module is what its source compiles to', async (source, committed) => {
  expect(committed).toEqual(new Uint8Array(await compileWasm(source)));
});
