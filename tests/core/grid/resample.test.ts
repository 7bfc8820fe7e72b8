import { describe, expect, it } from 'vitest';
import { gatherBox, sampleAt, type SourcePiece } from '#core/grid/resample.ts';

/** Three by two pixels at the origin; the one of value 6 holds nothing. */
const piece: SourcePiece = {
  values: [1, 2, 3, 4, 5, 6],
  valid: Uint8Array.of(1, 1, 1, 1, 1, 0),
  col: 0,
  row: 0,
  width: 3,
  height: 2,
};

describe('sampleAt', () => {
  it('nearest takes the pixel that a place lies in; an edge belongs to the right and lower one', () => {
    expect(sampleAt(piece, 0.99, 0.99, 'nearest')).toBe(1);
    expect(sampleAt(piece, 1, 1, 'nearest')).toBe(5);
    expect(sampleAt(piece, 2.5, 1.5, 'nearest')).toBeNaN();
    expect(sampleAt(piece, -0.01, 0.5, 'nearest')).toBeNaN();
    expect(sampleAt(piece, 3, 0.5, 'nearest')).toBeNaN();
  });

  it('bilinear weighs the four centres around a place, leaving out what is not valid', () => {
    expect(sampleAt(piece, 1, 1, 'bilinear')).toBe((1 + 2 + 4 + 5) / 4);
    expect(sampleAt(piece, 1.75, 0.5, 'bilinear')).toBe(0.75 * 2 + 0.25 * 3);
    // Around (1.75, 1.25) the weights of 2, 3 and 5 are 0.75·0.25, 0.25·0.25 and 0.75·0.75; 6 does not count.
    const [a, b, c] = [0.75 * 0.25, 0.25 * 0.25, 0.75 * 0.75];
    expect(sampleAt(piece, 1.75, 1.25, 'bilinear')).toBeCloseTo((2 * a + 3 * b + 5 * c) / (a + b + c), 12);
  });

  it('cubic keeps a plane as it is', () => {
    const side = 8;
    const values = Float64Array.from(
      { length: side * side },
      (_, i) => 3 * (i % side) + 5 * Math.floor(i / side),
    );
    const plane = {
      values,
      valid: new Uint8Array(side * side).fill(1),
      col: 0,
      row: 0,
      width: side,
      height: side,
    };
    expect(sampleAt(plane, 4.2, 3.9, 'cubic')).toBeCloseTo(3 * 3.7 + 5 * 3.4, 12);
  });
});

describe('gatherBox', () => {
  it('averages by the part of each pixel inside', () => {
    // Columns 0.5 … 2, row 0: half of 1 and all of 2.
    expect(gatherBox(piece, 0.5, 0, 2, 1, 'average')).toBeCloseTo((0.5 * 1 + 2) / 1.5, 12);
    expect(gatherBox(piece, 2, 1, 3, 2, 'average')).toBeNaN();
  });

  it('takes the commonest value, the first of equals', () => {
    const classes = { ...piece, values: [1, 2, 2, 1, 3, 9] };
    expect(gatherBox(classes, 0, 0, 3, 2, 'mode')).toBe(2);
  });
});
