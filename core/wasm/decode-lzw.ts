import { lzwCode } from './lzw.wasm.ts';
import { scratch } from './scratch.ts';

interface Lzw {
  decodeLzw(at: number, end: number, out: number, outEnd: number): number;
}
const lzwModule = () => lzwCode;

/**
 * TIFF LZW, most significant bit first; how many bytes of `output` were written. Both arrays lie in the scratch
 * memory.
 */
export function decodeLzwInto(stored: Uint8Array, output: Uint8Array): number {
  const { decodeLzw } = scratch.functions<Lzw>(lzwModule);
  const [at, out] = [stored.byteOffset, output.byteOffset];
  return decodeLzw(at, at + stored.length, out, out + output.length);
}
