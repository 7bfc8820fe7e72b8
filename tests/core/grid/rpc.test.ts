import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRpcTag, readRpcText, rpcPixel, rpcPlace, type Rpc } from '#core/grid/rpc.ts';
import { gdal, hasGdal, temporaryFolder } from '#tests/fixtures/gdal.ts';
import { rpbOf, skewedRpc } from '#tests/fixtures/rpc.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = temporaryFolder();

describe('rational polynomials', () => {
  it('a plain case by hand: half a scale from the middle, centres at .5', () => {
    const one = [1, ...Array<number>(19).fill(0)];
    const rpc: Rpc = {
      lineOffset: 50,
      sampleOffset: 40,
      latitudeOffset: 30,
      longitudeOffset: 118,
      heightOffset: 100,
      lineScale: 50,
      sampleScale: 40,
      latitudeScale: 0.1,
      longitudeScale: 0.2,
      heightScale: 500,
      lineNumerator: [0, 0, -1, ...Array<number>(17).fill(0)],
      lineDenominator: one,
      sampleNumerator: [0, 1, 0, 0.1, ...Array<number>(16).fill(0)],
      sampleDenominator: one,
    };
    // L = 0.1 / 0.2 = 0.5, P = 0.05 / 0.1 = 0.5, H = 250 / 500 = 0.5:
    // sample 40·(0.5 + 0.05) + 40, line 50·−0.5 + 50.
    const [column, row] = rpcPixel(rpc, 118.1, 30.05, 350);
    expect(column).toBeCloseTo(62.5, 9);
    expect(row).toBeCloseTo(25.5, 9);
  });

  it('there and back is the same place, at any height', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 600, noNaN: true }),
        fc.double({ min: 0, max: 500, noNaN: true }),
        fc.double({ min: -200, max: 3000, noNaN: true }),
        (column, row, height) => {
          const place = rpcPlace(skewedRpc, column, row, height)!;
          const [c, r] = rpcPixel(skewedRpc, place[0], place[1], height);
          expect(Math.hypot(c - column, r - row)).toBeLessThan(1e-5);
        },
      ),
    );
  });

  it('reads .rpb, _RPC.txt and the tag alike, and nothing where a number is missing', () => {
    expect(readRpcText(rpbOf(skewedRpc))).toEqual(skewedRpc);
    const names: [string, number | readonly number[]][] = [
      ['LINE_OFF', skewedRpc.lineOffset],
      ['SAMP_OFF', skewedRpc.sampleOffset],
      ['LAT_OFF', skewedRpc.latitudeOffset],
      ['LONG_OFF', skewedRpc.longitudeOffset],
      ['HEIGHT_OFF', skewedRpc.heightOffset],
      ['LINE_SCALE', skewedRpc.lineScale],
      ['SAMP_SCALE', skewedRpc.sampleScale],
      ['LAT_SCALE', skewedRpc.latitudeScale],
      ['LONG_SCALE', skewedRpc.longitudeScale],
      ['HEIGHT_SCALE', skewedRpc.heightScale],
      ['LINE_NUM_COEFF', skewedRpc.lineNumerator],
      ['LINE_DEN_COEFF', skewedRpc.lineDenominator],
      ['SAMP_NUM_COEFF', skewedRpc.sampleNumerator],
      ['SAMP_DEN_COEFF', skewedRpc.sampleDenominator],
    ];
    const text = names
      .flatMap(([name, value]) =>
        typeof value === 'number'
          ? [`${name}: ${value} pixels`]
          : value.map((n, i) => `${name}_${i + 1}: ${n}`),
      )
      .join('\r\n');
    expect(readRpcText(text)).toEqual(skewedRpc);
    expect(readRpcText(text.replace(/^SAMP_DEN_COEFF_7.*\r\n/m, ''))).toBeNull();
    expect(readRpcText('lineOffset = 3;')).toBeNull();
    expect(readRpcTag([-1, -1, ...names.flatMap(([, value]) => value)])).toEqual(skewedRpc);
  });

  it.skipIf(!hasGdal)('gdaltransform -rpc: the same pixels at 100 places and three heights', () => {
    const path = join(folder, 'scene.tif');
    gdal('gdal_create', ['-q', '-outsize', '600', '500', '-ot', 'Byte', path]);
    writeFileSync(join(folder, 'scene.rpb'), rpbOf(skewedRpc));
    for (const height of [0, 400, 2500]) {
      const places = Array.from({ length: 100 }, (_, i) => [
        117.97 + (i % 10) * 0.006,
        29.28 + Math.floor(i / 10) * 0.004,
      ]);
      const input = places.map(p => `${p[0]} ${p[1]} 0\n`).join('');
      const lines = gdal('gdaltransform', ['-i', '-rpc', '-to', `RPC_HEIGHT=${height}`, path], input)
        .trim()
        .split('\n');
      lines.forEach((line, i) => {
        const [column, row] = line.split(' ').map(Number);
        const own = rpcPixel(skewedRpc, places[i][0], places[i][1], height);
        expect(Math.hypot(own[0] - column, own[1] - row)).toBeLessThan(1e-4);
      });
      expect(lines).toHaveLength(100);
    }
  });
});
