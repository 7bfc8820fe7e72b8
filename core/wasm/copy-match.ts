import { load128, load8, simd, type FunctionBuilder, type Local, type Value } from './function-builder.ts';

/** Matches from nearer than this run into themselves within one piece. */
const piece = 16;

/**
 * What `copyMatch` looks up for distances below sixteen: how the bytes before a place repeat over a piece, and how far that
 * reaches in whole repetitions.
 */
export const repeatBytes = piece * piece + piece;

export function fillRepeats(table: Uint8Array): void {
  for (let distance = 1; distance < piece; distance++) {
    for (let i = 0; i < piece; i++) table[distance * piece + i] = i % distance;
    table[piece * piece + distance] = piece - (piece % distance);
  }
}

/**
 * Copies `length` bytes (at least one) from `distance` bytes before `out`, where the copy may run into itself; `repeats` is
 * the address of `fillRepeats`. Writes up to 15 bytes more.
 */
export function copyMatch(
  f: FunctionBuilder,
  { out, from, distance, length }: Record<'out' | 'from' | 'distance' | 'length', Local>,
  repeats: Value,
): void {
  const n = f.local('i32');
  const step = f.local('i32');
  const bytes = f.local('v128');
  f.set(n, 0);
  f.if(
    distance.ge(piece),
    () =>
      f.loop(more => {
        f.store(128, out.add(n), load128(from.add(n)));
        f.set(n, n.add(piece));
        f.jumpIf(more, n.lt(length));
      }),
    () => {
      const pattern = load128(repeats.add(distance.shl(4)));
      f.set(bytes, simd('v128', 'i8x16.swizzle', [load128(from), pattern]));
      f.set(step, load8(repeats.add(distance), piece * piece));
      f.loop(more => {
        f.store(128, out.add(n), bytes);
        f.set(n, n.add(step));
        f.jumpIf(more, n.lt(length));
      });
    },
  );
}
