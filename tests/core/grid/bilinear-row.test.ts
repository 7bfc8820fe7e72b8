import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bilinearRow, sampleAt } from '#core/grid/resample.ts';

it('a row of bilinear pixels is what each place gives by itself', () => {
  const side = 6;
  const place = fc.oneof(
    fc.double({ min: 1, max: 13, noNaN: true }),
    fc.integer({ min: 2, max: 24 }).map(n => n / 2),
  );
  const cell = fc.tuple(fc.integer({ min: 0, max: 65535 }), fc.integer({ min: 0, max: 9 }));
  fc.assert(
    fc.property(
      fc.array(cell, { minLength: side * side, maxLength: side * side }),
      fc.array(fc.tuple(place, place), { minLength: 1, maxLength: 20 }),
      (cells, places) => {
        const source = {
          values: Uint16Array.from(cells, c => c[0]),
          valid: Uint8Array.from(cells, c => (c[1] > 1 ? 1 : 0)),
          col: 3,
          row: 4,
          width: side,
          height: side,
        };
        const [cols, rows] = [0, 1].map(i => Float64Array.from([...places.map(p => p[i]), NaN]));
        const out = new Float64Array(places.length + 2).fill(NaN);
        bilinearRow(source, cols, rows, places.length + 1, out, 1);
        expect([out[0], out.at(-1)]).toEqual([NaN, NaN]);
        places.forEach(([c, r], i) => {
          const alone = sampleAt(source, c, r, 'bilinear');
          if (Number.isNaN(alone)) expect(out[i + 1]).toBeNaN();
          else expect(out[i + 1]).toBeCloseTo(alone, 6);
        });
      },
    ),
  );
});
