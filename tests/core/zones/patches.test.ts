import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyValidity } from '#core/mask/classify-validity.ts';
import { validityReasons } from '#core/bands/validity.ts';
import { connectedPatches } from '#core/zones/connected-patches.ts';
import { tracePatches } from '#core/zones/trace-patches.ts';
import { findCrossing } from '#core/zones/find-crossing.ts';
import { signedArea } from '#core/zones/rings.ts';

const mask = (...rows: string[]) => ({
  pixels: Uint8Array.from(rows.join(''), c => (c === '#' ? 1 : 0)),
  width: rows[0].length,
  height: rows.length,
});

describe('connectedPatches', () => {
  it('joins over sides, not over corners', () => {
    const { pixels, width, height } = mask('#..#', '##..', '..##');
    const { labels, count } = connectedPatches(pixels, width, height);
    expect(count).toBe(3);
    expect(Array.from(labels)).toEqual([1, 0, 0, 2, 1, 1, 0, 0, 0, 0, 3, 3]);
  });
});

describe('tracePatches', () => {
  it('outlines a ring with its hole', () => {
    const { pixels, width, height } = mask('###', '#.#', '###');
    const { labels } = connectedPatches(pixels, width, height);
    const [outer, hole] = tracePatches(labels, width, height, new Set([1])).get(1)!;
    expect(Math.abs(signedArea(outer))).toBe(9);
    expect(Math.abs(signedArea(hole))).toBe(1);
    expect(outer).toHaveLength(5);
  });

  it('gives polygons whose area is the number of pixels and that never cross themselves', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 60, maxLength: 60, max: 1 }), pixels => {
        const { labels, count } = connectedPatches(pixels, 10, 6);
        const wanted = new Set(Array.from({ length: count }, (_, i) => i + 1));
        for (const [label, polygon] of tracePatches(labels, 10, 6, wanted)) {
          const [outer, ...holes] = polygon.map(ring => Math.abs(signedArea(ring)));
          expect(outer - holes.reduce((a, b) => a + b, 0)).toBe(labels.filter(l => l === label).length);
          expect(findCrossing([polygon])).toBeNull();
        }
      }),
    );
  });
});

describe('classifyValidity', () => {
  const reasons = (kind: 'SCL' | 'QA_PIXEL' | 'BQA', classes: number[]) => {
    const validity = new Uint8Array(classes.length);
    classifyValidity(kind, classes, validity);
    return Array.from(validity, code => validityReasons[code]);
  };

  it('keeps vegetation, soil, water and dark areas of the scene classification', () => {
    expect(reasons('SCL', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])).toEqual([
      'nodata',
      'saturated',
      'valid',
      'cloud-shadow',
      'valid',
      'valid',
      'valid',
      'valid',
      'cloud',
      'cloud',
      'cirrus',
      'snow',
    ]);
  });

  it('reads the bits of QA_PIXEL', () => {
    // 21824 and 21952 are the usual clear land and clear water of Collection 2; 1 is fill.
    expect(reasons('QA_PIXEL', [21824, 21952, 1, 1 << 1, 1 << 3, 1 << 4, 1 << 2, 1 << 5])).toEqual([
      'valid',
      'valid',
      'nodata',
      'cloud',
      'cloud',
      'cloud-shadow',
      'cirrus',
      'snow',
    ]);
  });

  it('does not overwrite an earlier reason', () => {
    const validity = Uint8Array.of(1);
    classifyValidity('SCL', [9], validity);
    expect(validity[0]).toBe(1);
  });
});
