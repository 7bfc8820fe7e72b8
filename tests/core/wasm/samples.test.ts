import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  applyFloatDifferences32,
  pickSample,
  undoDifferences16,
  undoFloatDifferences32,
} from '#core/wasm/decoders.ts';
import { workspace } from '#core/wasm/workspace.ts';

/** A copy in the workspace, whatever may lie behind it. */
const placed = (bytes: Uint8Array) => {
  const copy = workspace.take(bytes.length);
  copy.set(bytes);
  return copy;
};

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
        workspace.use(stored.byteLength, 1, () => {
          const { buffer, byteOffset } = placed(new Uint8Array(stored.buffer));
          const words = new Uint16Array(buffer, byteOffset, stored.length);
          undoDifferences16(words, rows, perRow);
          expect(words).toEqual(original);
        });
      },
    ),
  );
});

it('undoes and applies the float predictor of every row on its own', () => {
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
        workspace.use(stored.length * 2, 2, () => {
          const output = workspace.take(stored.length);
          undoFloatDifferences32(placed(stored), output, rows, perRow);
          expect(output).toEqual(words);
        });
        workspace.use(stored.length * 2, 2, () => {
          const output = workspace.take(stored.length);
          applyFloatDifferences32(placed(words), output, rows, perRow);
          expect(output).toEqual(stored);
        });
      },
    ),
  );
});

it('picks samples that lie side by side at any address, and sums them along their row', () => {
  fc.assert(
    fc.property(
      fc.record({
        rows: fc.integer({ min: 1, max: 4 }),
        perRow: fc.integer({ min: 1, max: 27 }),
        inBlock: fc.integer({ min: 1, max: 5 }),
        size: fc.constantFrom(1 as const, 2 as const, 4 as const),
        offset: fc.nat(5),
      }),
      fc.boolean(),
      fc.infiniteStream(fc.nat(255)),
      ({ rows, perRow, inBlock, size, offset }, differences, random) => {
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
          workspace.use(words.byteLength + offset + expected.byteLength, 2, () => {
            const bytes = workspace.take(words.byteLength + offset).subarray(offset);
            bytes.set(new Uint8Array(words.buffer));
            const { buffer, byteOffset } = workspace.take(expected.byteLength);
            const output = new Type(buffer, byteOffset, expected.length);
            pickSample(bytes, output, { rows, perRow, inBlock, sample, size }, differences);
            expect(output).toEqual(expected);
          });
        }
      },
    ),
  );
});
