import type { WasmFunction } from './code.ts';
import { bytes128, FunctionBuilder, load128, load8, simd, type Value } from './function-builder.ts';

const modulus = 65521;
/** Bytes between two divisions: the sums of so many stay below 2³². */
const piece = 4096;

/** `adler32(at, end)`: the checksum of RFC 1950, sixteen bytes a turn. */
export function adler32(): WasmFunction {
  const f = new FunctionBuilder('adler32', ['i32', 'i32'], 'i32');
  const [at, end] = f.parameters;
  const a = f.local('i32');
  const b = f.local('i32');
  const stop = f.local('i32');
  const size = f.local('i32');
  const bytes = f.local('v128');
  /** Sum of bytes; sum of that sum before every turn; bytes times their distance from the turn's end. */
  const sum = f.local('v128');
  const sums = f.local('v128');
  const weighted = f.local('v128');

  const plus = (x: Value, y: Value) => simd('v128', 'i32x4.add', [x, y]);
  const weights = (first: number) => bytes128([0, 1, 2, 3, 4, 5, 6, 7].flatMap(i => [first - i, 0]));
  const across = (v: Value) =>
    [0, 1, 2, 3].map(lane => simd('i32', 'i32x4.extract_lane', [v], lane)).reduce((x, y) => x.add(y));

  f.set(a, 1);
  f.while(end.sub(at).ge(16), () => {
    f.set(size, end.sub(at).and(-16));
    f.if(size.gt(piece), () => f.set(size, piece));
    f.set(stop, at.add(size));
    f.set(b, b.add(a.mul(size)));
    for (const each of [sum, sums, weighted]) f.set(each, bytes128(Array<number>(16).fill(0)));
    f.loop(more => {
      f.set(bytes, load128(at));
      f.set(sums, plus(sums, sum));
      const pairs = simd('v128', 'i16x8.extadd_pairwise_i8x16_u', [bytes]);
      f.set(sum, plus(sum, simd('v128', 'i32x4.extadd_pairwise_i16x8_u', [pairs])));
      for (const half of ['low', 'high'] as const) {
        const words = simd('v128', `i16x8.extend_${half}_i8x16_u`, [bytes]);
        f.set(
          weighted,
          plus(weighted, simd('v128', 'i32x4.dot_i16x8_s', [words, weights(half === 'low' ? 16 : 8)])),
        );
      }
      f.set(at, at.add(16));
      f.jumpIf(more, at.lt(stop));
    });
    f.set(a, a.add(across(sum)).rem(modulus));
    f.set(b, b.add(across(sums).shl(4)).add(across(weighted)).rem(modulus));
  });
  f.while(at.lt(end), () => {
    f.set(a, a.add(load8(at)).rem(modulus));
    f.set(b, b.add(a).rem(modulus));
    f.set(at, at.add(1));
  });
  f.return(b.shl(16).or(a));
  return f.end();
}
