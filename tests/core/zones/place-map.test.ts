import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectedPatches } from '#core/zones/connected-patches.ts';
import { mergePatchParts, patchPart } from '#core/zones/patch-parts.ts';
import { placeCodeAt, placeMap } from '#core/zones/place-map.ts';
import { edgesOf } from '#core/zones/project.ts';

const names = ['NW', 'N', 'NE', 'W', 'C', 'E', 'SW', 'S', 'SE'];
const scale = { col: [10, 0], row: [0, -10] } as const;
const rule = { middleShare: 1 / 3, shoreRadiusShare: 0.15 };
const circle = Array.from({ length: 361 }, (_, i) => {
  const angle = (i * Math.PI) / 180;
  return [500 + 400 * Math.cos(angle), 500 + 400 * Math.sin(angle)];
});

describe('parts of a zone', () => {
  it('are thirds of the way from the middle of a round lake to its sides, the shore a band along it', () => {
    const map = placeMap(edgesOf([[circle]]), scale, rule);
    const at = (col: number, row: number) => {
      const code = placeCodeAt(map, col, row);
      return `${names[code >> 1]}${code & 1 ? ' shore' : ''}`;
    };
    expect(at(500, 500)).toBe('C');
    expect(at(120, 500)).toBe('W shore');
    // A third of the radius of 400 pixels is 133; the band is 0.15 · 400 = 60 pixels wide.
    expect(at(500 - 140, 500)).toBe('W');
    expect(at(500 - 125, 500)).toBe('C');
    expect(at(500, 500 - 330)).toBe('N');
    expect(at(500, 500 - 350)).toBe('N shore');
    expect(at(700, 700)).toBe('SE');
    expect(at(300, 300)).toBe('NW');
  });

  it('follow the compass on a grid that is turned', () => {
    // Columns run north, rows run east.
    const map = placeMap(edgesOf([[circle]]), { col: [0, 10], row: [10, 0] }, rule);
    expect(names[placeCodeAt(map, 880, 500) >> 1]).toBe('N');
    expect(names[placeCodeAt(map, 500, 880) >> 1]).toBe('E');
  });

  it('keep the band as wide as asked where pixels are no squares', () => {
    // 1000 × 100 pixels of 10 m × 100 m are a square of 10 km: a band of 0.15 · 10 km / √π = 846 m.
    const square = [[0, 0], [1000, 0], [1000, 100], [0, 100], [0, 0]]; // prettier-ignore
    const map = placeMap(edgesOf([[square]]), { col: [10, 0], row: [0, -100] }, rule);
    const shore = (col: number, row: number) => (placeCodeAt(map, col, row) & 1) === 1;
    expect([shore(75, 50), shore(95, 50), shore(500, 7), shore(500, 9)]).toEqual([true, false, true, false]);
  });
});

describe('patches of several windows', () => {
  it('are those of the whole picture, however it is cut', () => {
    const width = 13;
    const height = 9;
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: width * height, maxLength: width * height, max: 1 }),
        fc.integer({ min: 1, max: width - 1 }),
        fc.integer({ min: 1, max: height - 1 }),
        fc.integer({ min: 1, max: 4 }),
        (mask, cutCol, cutRow, minPixels) => {
          const areas = Float64Array.from(mask, (_, i) => i + 1);
          const parts = [
            [0, 0, cutCol, cutRow],
            [cutCol, 0, width - cutCol, cutRow],
            [0, cutRow, cutCol, height - cutRow],
            [cutCol, cutRow, width - cutCol, height - cutRow],
          ].map(([col, row, w, h]) => {
            const pick = <T extends Uint8Array | Float64Array>(all: T) =>
              all.filter((_, i) => {
                const [c, r] = [i % width, Math.floor(i / width)];
                return c >= col && c < col + w && r >= row && r < row + h;
              }) as T;
            return patchPart(pick(mask), pick(areas), { col, row, width: w, height: h }, minPixels);
          });
          const merged = mergePatchParts(parts, minPixels);
          const { labels, count } = connectedPatches(mask, width, height);
          const truth = Array.from({ length: count }, (_, n) => {
            const of = [...labels.keys()].filter(i => labels[i] === n + 1);
            return { pixels: of.length, areaM2: of.reduce((sum, i) => sum + areas[i], 0) };
          }).filter(p => p.pixels >= minPixels);
          expect(merged.count).toBe(count);
          expect(merged.patches.map(p => p.areaM2)).toEqual(truth.map(p => p.areaM2).sort((a, b) => b - a));
          for (const p of merged.patches)
            expect(mask[Math.floor(p.row) * width + Math.floor(p.col - 1e-9)]).toBe(1);
        },
      ),
      { numRuns: 300 },
    );
  });
});
