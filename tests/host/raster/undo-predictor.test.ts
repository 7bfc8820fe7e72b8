import fc from 'fast-check';
import { expect, it } from 'vitest';
import { undoDifferences16, undoFloatDifferences32 } from '#services/raster/tiff/undo-predictor.ts';

it('undoes differences of every row on its own', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 6 }),
      fc.infiniteStream(fc.nat(65535)),
      (rows, eighths, words) => {
        const perRow = eighths * 8;
        const original = Uint16Array.from({ length: rows * perRow }, () => words.next().value as number);
        const stored = original.slice();
        for (let row = 0; row < rows; row++)
          for (let i = (row + 1) * perRow - 1; i > row * perRow; i--) stored[i] -= stored[i - 1];
        undoDifferences16(stored, rows, perRow);
        expect(stored).toEqual(original);
      },
    ),
  );
});

it('undoes the float predictor of every row on its own', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 4 }),
      fc.infiniteStream(fc.float({ noNaN: true })),
      (rows, sixteenths, values) => {
        const perRow = sixteenths * 16;
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
        undoFloatDifferences32(stored, rows, perRow);
        expect(stored).toEqual(words);
      },
    ),
  );
});
