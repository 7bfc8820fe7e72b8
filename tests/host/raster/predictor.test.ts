import fc from 'fast-check';
import { expect, it } from 'vitest';
import { scratch } from '#core/wasm/scratch.ts';
import {
  applyFloatPredictor,
  pickSample,
  undoFloatPredictor,
  undoHorizontalPredictor,
} from '#host/raster/tiff/codec/predictor.ts';

it('undoes differences of every row on its own', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 50 }),
      fc.infiniteStream(fc.nat(65535)),
      (rows, perRow, words) => {
        const original = Uint16Array.from({ length: rows * perRow }, () => words.next().value as number);
        const stored = original.slice();
        for (let row = 0; row < rows; row++)
          for (let i = (row + 1) * perRow - 1; i > row * perRow; i--) stored[i] -= stored[i - 1];
        undoHorizontalPredictor(stored, rows, perRow, 1);
        expect(stored).toEqual(original);
      },
    ),
  );
});

it('undoes and applies the float predictor of every row on its own', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 70 }).map(n => (n % 2 ? n : n * 8)),
      fc.infiniteStream(fc.float({ noNaN: true })),
      (rows, perRow, values) => {
        const original = Float32Array.from({ length: rows * perRow }, () => values.next().value as number);
        const words = new Uint8Array(original.buffer.slice(0));
        const stored = new Uint8Array(words.length);
        for (let row = 0; row < rows; row++) {
          const from = row * perRow * 4;
          // Plane 0 holds the most significant bytes; then differences along the whole row.
          for (let i = 0; i < perRow; i++)
            for (let byte = 0; byte < 4; byte++)
              stored[from + byte * perRow + i] = words[from + i * 4 + 3 - byte];
          for (let i = perRow * 4 - 1; i > 0; i--) stored[from + i] -= stored[from + i - 1];
        }
        expect(undoFloatPredictor(stored.slice(), rows, perRow, 1, 4)).toEqual(words);
        scratch.use(stored.length * 2, 2, () => {
          const placed = scratch.take(stored.length);
          placed.set(stored);
          expect(undoFloatPredictor(placed, rows, perRow, 1, 4)).toEqual(words);
        });
        applyFloatPredictor(words, rows, perRow, 1, 4);
        expect(words).toEqual(stored);
      },
    ),
  );
});

it('picks samples that lie side by side, and sums them along their row', () => {
  fc.assert(
    fc.property(
      fc.record({
        rows: fc.integer({ min: 1, max: 4 }),
        perRow: fc.integer({ min: 1, max: 27 }),
        inBlock: fc.integer({ min: 1, max: 5 }),
        size: fc.constantFrom(1 as const, 2 as const, 4 as const),
      }),
      fc.boolean(),
      fc.infiniteStream(fc.nat(255)),
      ({ rows, perRow, inBlock, size }, differences, random) => {
        const Type = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array }[size];
        const words = new Type(rows * perRow * inBlock);
        new Uint8Array(words.buffer).forEach((_, i, all) => (all[i] = random.next().value as number));
        for (let sample = 0; sample < inBlock; sample++) {
          const expected = new Type(rows * perRow);
          for (let row = 0; row < rows; row++)
            for (let col = 0, sum = 0; col < perRow; col++) {
              const word = words[(row * perRow + col) * inBlock + sample];
              sum = differences ? sum + word : word;
              expected[row * perRow + col] = sum;
            }
          const output = new Type(expected.length);
          pickSample(words, output, { rows, perRow, inBlock, sample }, differences);
          expect(output).toEqual(expected);
        }
      },
    ),
  );
});
