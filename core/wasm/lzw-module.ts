import { assemble } from './code.ts';
import {
  FunctionBuilder,
  i32,
  load128,
  load64,
  load8,
  simd,
  type Local,
  type Value,
} from './function-builder.ts';

const clear = 256;
const end = 257;
const first = 258;
const mostStrings = 4096;

/** Bytes that `decodeLzw` needs for itself: a table of (place, length) by code, and the 256 single bytes. */
export const lzwTableBytes = (mostStrings + 8) * 8 + 256;

/**
 * A module with `decodeLzw(at, end, out, outEnd, table)`: TIFF LZW, most significant bit first with early change, from
 * [at, end) to [out, outEnd); returns how many bytes were written. It ends at the end code, at a code that means nothing, or
 * where input or room ends. A string of the table is a copy of earlier output, so decoding is copying, sixteen bytes at
 * a time; nothing is written past `outEnd`. `table` is scratch of lzwTableBytes.
 */
export function lzwModule(): Uint8Array<ArrayBuffer> {
  const f = new FunctionBuilder('decodeLzw', ['i32', 'i32', 'i32', 'i32', 'i32'], 'i32');
  const [at, inputEnd, out, outEnd, table] = f.parameters;
  const start = f.local('i32');
  /** Bits not yet used, from the top; and how many. */
  const bits = f.local('i64');
  const held = f.local('i64');
  const width = f.local('i64');
  const next = f.local('i32');
  const code = f.local('i32');
  const entry = f.local('i64');
  const from = f.local('i32');
  const length = f.local('i32');
  const to = f.local('i32');
  /** The string before: (place, length + 1) as the table holds it. */
  const previous = f.local('i64');
  const i = f.local('i32');

  /** The code before the first one that is a bit longer. */
  const widest = f.local('i32');
  const setWidth = (bits: Value | number) => {
    f.set(width, bits);
    f.set(widest, i32(1).shl(width.wrap()).sub(1));
  };

  const slot = (n: Value) => table.add(n.shl(3));
  f.set(start, out);
  f.set(i, 0);
  f.while(i.lt(256), () => {
    const byte = table.add((mostStrings + 8) * 8).add(i);
    f.store(8, byte, i);
    f.store(64, slot(i), byte.extend().or(i32(1).extend().shl(32)));
    f.set(i, i.add(1));
  });
  setWidth(9);
  f.set(next, first - 1);

  f.while(out.lt(outEnd), again => {
    f.if(held.lt(width), () => {
      f.if(
        at.add(8).le(inputEnd),
        () => {
          f.set(bits, bits.or(bigEndian64(at).shr(held)));
          f.set(at, at.add(held.xor(63).shr(3).wrap()));
          f.set(held, held.or(56));
        },
        () => {
          f.while(held.le(56).and(at.lt(inputEnd)), () => {
            f.set(bits, bits.or(load8(at).extend().shl(held.xor(63).sub(7))));
            f.set(at, at.add(1));
            f.set(held, held.add(8));
          });
          f.if(held.lt(width), () => f.return(out.sub(start)));
        },
      );
    });
    f.set(code, bits.shr(width.xor(63).add(1)).wrap());
    f.set(bits, bits.shl(width));
    f.set(held, held.sub(width));
    f.if(code.and(-2).eq(clear), () => {
      f.if(code.eq(end), () => f.return(out.sub(start)));
      setWidth(9);
      f.set(next, first - 1);
      f.jump(again);
    });
    // The string that this code completes is the one before it and this one's first byte; the code may be its own.
    f.if(code.gt(next), () => f.return(out.sub(start)));
    f.store(64, slot(next), previous);
    f.set(entry, load64(slot(code)));
    f.set(from, entry.wrap());
    f.set(length, entry.shr(32).wrap());
    f.set(to, out.add(length));
    f.if(
      to.add(16).le(outEnd),
      () => {
        f.store(128, out, load128(from));
        f.set(i, 16);
        f.while(i.lt(length), () => {
          f.store(128, out.add(i), load128(from.add(i)));
          f.set(i, i.add(16));
        });
        f.if(code.eq(next), () => f.store(8, to.sub(1), load8(out)));
      },
      () => {
        f.set(i, 0);
        f.if(to.gt(outEnd), () => f.set(to, outEnd));
        f.while(out.add(i).lt(to), () => {
          f.store(8, out.add(i), load8(from.add(i)));
          f.set(i, i.add(1));
        });
      },
    );
    f.set(previous, out.extend().or(length.add(1).extend().shl(32)));
    f.set(out, to);
    f.set(next, next.add(next.lt(mostStrings)));
    f.if(next.ge(widest), () => f.if(width.lt(12), () => setWidth(width.add(1))));
  });
  f.return(out.sub(start));
  return assemble([f.end()]);
}

/** Eight bytes, the first one most significant. */
function bigEndian64(address: Local): Value {
  const bytes = simd('v128', 'v128.load64_zero', [address], 0, 0);
  const turned = simd(
    'v128',
    'i8x16.shuffle',
    [bytes, bytes],
    ...[7, 6, 5, 4, 3, 2, 1, 0],
    ...Array<number>(8).fill(8),
  );
  return simd('i64', 'i64x2.extract_lane', [turned], 0);
}
