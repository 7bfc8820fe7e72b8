import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxOf } from '#core/zones/rings.ts';
import {
  boxOfBlob,
  decodeGeometry,
  decodeWkb,
  encodePoint,
  encodePolygons,
} from '#host/formats/geopackage/geopackage-geometry.ts';
import { square } from './files.ts';

const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const ring = fc
  .array(
    fc.tuple(number, number).map(pair => [...pair]),
    { minLength: 3, maxLength: 8 },
  )
  .map(points => [...points, points[0]]);
const polygons = fc.array(fc.array(ring, { minLength: 1, maxLength: 3 }), { maxLength: 4 });

describe('a geometry blob', () => {
  it('gives back any polygons and their box', () => {
    fc.assert(
      fc.property(polygons, fc.integer({ min: -1, max: 100000 }), (geometry, srs) => {
        const blob = encodePolygons(geometry, srs);
        expect(decodeGeometry(blob)).toEqual({
          srsId: srs,
          geometry: geometry.length > 0 ? { type: 'polygon', polygons: geometry } : { type: 'empty' },
        });
        expect(boxOfBlob(blob)).toEqual(boxOf(geometry));
      }),
    );
  });

  it('gives back any point', () => {
    fc.assert(
      fc.property(number, number, (x, y) => {
        const blob = encodePoint(x, y, 4490);
        expect(decodeGeometry(blob).geometry).toEqual({ type: 'point', point: [x, y] });
        expect(boxOfBlob(blob)).toEqual([x, y, x, y]);
      }),
    );
  });

  it('that is cut anywhere is refused, never read past its end', () => {
    const blob = encodePolygons([[square(0, 0, 1)], [square(5, 5, 1), square(5.2, 5.2, 0.1)]], 4490);
    for (let length = 0; length < blob.length; length++)
      expect(() => decodeGeometry(blob.subarray(0, length))).toThrow(RangeError);
  });

  it('of random bytes never hangs or reads outside', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), bytes => {
        try {
          decodeGeometry(Uint8Array.from([0x47, 0x50, 0, 1, ...bytes]));
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });
});

describe('well-known binary', () => {
  it('is read in big-endian order', () => {
    const wkb = Buffer.alloc(21);
    wkb.writeUInt32BE(1, 1);
    wkb.writeDoubleBE(119.5, 5);
    wkb.writeDoubleBE(32.5, 13);
    expect(decodeWkb(wkb)).toEqual({ type: 'point', point: [119.5, 32.5] });
  });

  it.each([
    ['ISO Z', 1003, 3],
    ['ISO M', 2003, 3],
    ['ISO ZM', 3003, 4],
    ['extended Z', 0x80000003, 3],
    ['extended ZM', 0xc0000003, 4],
  ])('skips what is not x and y: %s', (_, type, dimensions) => {
    const points = square(1, 2, 3);
    const wkb = Buffer.alloc(13 + points.length * dimensions * 8, 0x7f);
    wkb[0] = 1;
    wkb.writeUInt32LE(type, 1);
    wkb.writeUInt32LE(1, 5);
    wkb.writeUInt32LE(points.length, 9);
    points.forEach(([x, y], i) => {
      wkb.writeDoubleLE(x, 13 + i * dimensions * 8);
      wkb.writeDoubleLE(y, 21 + i * dimensions * 8);
    });
    expect(decodeWkb(wkb)).toEqual({ type: 'polygon', polygons: [[points]] });
  });
});
