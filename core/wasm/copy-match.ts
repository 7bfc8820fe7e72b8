import { load128, load8, load8Splat, type FunctionBuilder, type Local } from './function-builder.ts';

/**
 * Copies `length` bytes (at least one) from `distance` bytes before `out`, where the copy may run into itself. Writes up
 * to 15 bytes more.
 */
export function copyMatch(
  f: FunctionBuilder,
  { out, from, distance, length }: Record<'out' | 'from' | 'distance' | 'length', Local>,
): void {
  const n = f.local('i32');
  f.set(n, 0);
  f.if(
    distance.ge(16),
    () =>
      f.loop(more => {
        f.store(128, out.add(n), load128(from.add(n)));
        f.set(n, n.add(16));
        f.jumpIf(more, n.lt(length));
      }),
    () =>
      f.if(
        distance.eq(1),
        () =>
          f.loop(more => {
            f.store(128, out.add(n), load8Splat(from));
            f.set(n, n.add(16));
            f.jumpIf(more, n.lt(length));
          }),
        () =>
          f.loop(more => {
            f.store(8, out.add(n), load8(from.add(n)));
            f.set(n, n.add(1));
            f.jumpIf(more, n.lt(length));
          }),
      ),
  );
}
