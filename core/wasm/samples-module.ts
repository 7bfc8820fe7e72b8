import { assemble, Code, type ValueType, type WasmFunction } from './code.ts';
import {
  bytes128,
  FunctionBuilder,
  load128,
  load16,
  load32,
  load8,
  simd,
  type Value,
} from './function-builder.ts';

/** Shuffle that moves bytes up by so many places and fills with bytes of the first (zero) operand. */
const moveUp = (bytes: number) =>
  Array.from({ length: 16 }, (_, byte) => (byte < bytes ? byte : 16 + byte - bytes));

/** Shuffle that takes units of `size` bytes in turn from two vectors, from their lower or upper half. */
const zip = (size: number, half: 0 | 1) =>
  Array.from({ length: 16 }, (_, byte) => {
    const unit = Math.floor(byte / size);
    return (unit % 2) * 16 + half * 8 + Math.floor(unit / 2) * size + (byte % size);
  });

/**
 * Functions over rows that lie one after another at `at`:
 * `undo16(at, rows, perRow)` for predictor 2: `perRow` 16-bit words (a multiple of 8), each stored as the difference from
 * the one before it, become the words themselves;
 * `undoFloat32(at, out, rows, perRow)` for predictor 3: `perRow` floats (a multiple of 16) whose bytes were split by
 * significance, most significant first, and differenced, come to `out` in little endian;
 * `applyFloat32(at, out, rows, perRow)` the other way;
 * `pick8`, `pick16` and `pick32(at, out, rows, perRow, stride, keep)`: words that lie `stride` bytes apart come to `out` one
 * after another; with `keep` −1 each is the sum of those of its row so far, with 0 it is copied.
 */
export function samplesModule(): Uint8Array<ArrayBuffer> {
  return assemble([undo16(), undoFloat32(), applyFloat32(), pick(8), pick(16), pick(32)]);
}

function pick(size: 8 | 16 | 32): WasmFunction {
  const f = new FunctionBuilder(`pick${size}`, ['i32', 'i32', 'i32', 'i32', 'i32', 'i32']);
  const [at, out, rows, perRow, stride, keep] = f.parameters;
  const end = f.local('i32');
  const sum = f.local('i32');
  const load = { 8: load8, 16: load16, 32: load32 }[size];
  f.while(rows, () => {
    f.set(end, out.add(perRow.mul(size / 8)));
    f.set(sum, 0);
    f.while(out.lt(end), () => {
      f.set(sum, sum.and(keep).add(load(at)));
      f.store(size, out, sum);
      f.set(at, at.add(stride));
      f.set(out, out.add(size / 8));
    });
    f.set(rows, rows.sub(1));
  });
  return f.end();
}

function undo16(): WasmFunction {
  const parameters: ValueType[] = ['i32', 'i32', 'i32'];
  const [at, rows, perRow] = [0, 1, 2];
  const [end, words, carry] = [3, 4, 5];
  const code = new Code();
  code.while(
    c => c.get(rows),
    c => {
      c.get(at).get(perRow).i32(1).raw(0x74, 0x6a).set(end); // at + (perRow << 1)
      c.i32x4(0).set(carry);
      c.while(
        loop => loop.get(at).get(end).raw(0x48),
        loop => {
          loop.get(at).memory('v128.load').set(words);
          // Running sums of eight by doubling.
          for (const bytes of [2, 4, 8])
            loop
              .get(words)
              .i32x4(0)
              .get(words)
              .simd('i8x16.shuffle', ...moveUp(bytes))
              .simd('i16x8.add')
              .set(words);
          loop.get(words).get(carry).simd('i16x8.add').tee(words);
          loop.simd('i16x8.extract_lane_u', 7).simd('i16x8.splat').set(carry);
          loop.get(at).get(words).memory('v128.store');
          loop.get(at).i32(16).raw(0x6a).set(at);
        },
      );
      c.get(rows).i32(1).raw(0x6b).set(rows);
    },
  );
  return { name: 'undo16', parameters, locals: ['i32', 'v128', 'v128'], code };
}

function applyFloat32(): WasmFunction {
  const f = new FunctionBuilder('applyFloat32', ['i32', 'i32', 'i32', 'i32']);
  const [at, out, rows, perRow] = f.parameters;
  const end = f.local('i32');
  const to = f.local('i32');
  const low = [f.local('v128'), f.local('v128')];
  const high = [f.local('v128'), f.local('v128')];
  const bytes = f.local('v128');
  const before = f.local('v128');
  const shuffle = (a: Value, b: Value, lanes: number[]) => simd('v128', 'i8x16.shuffle', [a, b], ...lanes);
  /** Every second byte of two vectors, from the first or the second on. */
  const every = (first: 0 | 1) => Array.from({ length: 16 }, (_, i) => 2 * i + first);
  const planeOf = (n: number) =>
    n < 2 ? shuffle(low[0], low[1], every(n as 0 | 1)) : shuffle(high[0], high[1], every((n - 2) as 0 | 1));
  f.while(rows, () => {
    // Words of four bytes become planes, most significant first.
    f.set(to, out);
    f.set(end, out.add(perRow));
    f.while(to.lt(end), () => {
      const words = (half: number) => [load128(at, half * 32), load128(at, half * 32 + 16)] as const;
      const pairs = (first: number) =>
        Array.from({ length: 8 }, (_, i) => [4 * i + first, 4 * i + first + 1]).flat();
      for (const half of [0, 1]) {
        f.set(low[half], shuffle(...words(half), pairs(0)));
        f.set(high[half], shuffle(...words(half), pairs(2)));
      }
      for (const n of [3, 2, 1, 0]) f.store(128, to.add(perRow.mul(3 - n)), planeOf(n));
      f.set(at, at.add(64));
      f.set(to, to.add(16));
    });
    // Differences along the whole row.
    f.set(to, out);
    f.set(end, out.add(perRow.shl(2)));
    f.set(before, bytes128(Array<number>(16).fill(0)));
    f.while(to.lt(end), () => {
      f.set(bytes, load128(to));
      const shifted = shuffle(
        before,
        bytes,
        Array.from({ length: 16 }, (_, i) => 15 + i),
      );
      f.store(128, to, simd('v128', 'i8x16.sub', [bytes, shifted]));
      f.set(before, bytes);
      f.set(to, to.add(16));
    });
    f.set(out, end);
    f.set(rows, rows.sub(1));
  });
  return f.end();
}

function undoFloat32(): WasmFunction {
  const parameters: ValueType[] = ['i32', 'i32', 'i32', 'i32'];
  const [at, out, rows, perRow] = [0, 1, 2, 3];
  const [p, end, bytes, carry, low, high] = [4, 5, 6, 7, 8, 9];
  const code = new Code();
  code.while(
    c => c.get(rows),
    c => {
      c.get(at).set(p);
      c.get(at).get(perRow).i32(2).raw(0x74, 0x6a).set(end); // at + (perRow << 2)
      c.i32x4(0).set(carry);
      c.while(
        loop => loop.get(p).get(end).raw(0x48),
        loop => {
          loop.get(p).memory('v128.load').set(bytes);
          for (const n of [1, 2, 4, 8])
            loop
              .get(bytes)
              .i32x4(0)
              .get(bytes)
              .simd('i8x16.shuffle', ...moveUp(n))
              .simd('i8x16.add')
              .set(bytes);
          loop.get(bytes).get(carry).simd('i8x16.add').tee(bytes);
          loop.simd('i8x16.extract_lane_u', 15).simd('i8x16.splat').set(carry);
          loop.get(p).get(bytes).memory('v128.store');
          loop.get(p).i32(16).raw(0x6a).set(p);
        },
      );
      // Planes of bytes, most significant first, back to words of four.
      c.get(at).set(p);
      c.get(at).get(perRow).raw(0x6a).set(end);
      const plane = (loop: Code, n: number) =>
        loop.get(p).get(perRow).i32(n).raw(0x6c, 0x6a).memory('v128.load');
      c.while(
        loop => loop.get(p).get(end).raw(0x48),
        loop => {
          for (const half of [0, 1] as const) {
            plane(loop, 3);
            plane(loop, 2)
              .simd('i8x16.shuffle', ...zip(1, half))
              .set(low);
            plane(loop, 1);
            plane(loop, 0)
              .simd('i8x16.shuffle', ...zip(1, half))
              .set(high);
            for (const part of [0, 1] as const) {
              loop.get(out);
              loop
                .get(low)
                .get(high)
                .simd('i8x16.shuffle', ...zip(2, part));
              loop.memory('v128.store', half * 32 + part * 16);
            }
          }
          loop.get(out).i32(64).raw(0x6a).set(out);
          loop.get(p).i32(16).raw(0x6a).set(p);
        },
      );
      c.get(at).get(perRow).i32(2).raw(0x74, 0x6a).set(at);
      c.get(rows).i32(1).raw(0x6b).set(rows);
    },
  );
  return { name: 'undoFloat32', parameters, locals: ['i32', 'i32', 'v128', 'v128', 'v128', 'v128'], code };
}
