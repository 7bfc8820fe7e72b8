import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalsOfUnit, inUnit } from '#core/foundation/rounding.ts';
import { hm2Text, km2Text } from '#core/page/number-text.ts';
import { cellText } from '#core/report/report-table.ts';
import { km2, smallArea } from '#renderer/language/numbers.ts';

describe('one number has one text', () => {
  it('of an area, by its size', () => {
    const areas = [0, 0.0000044, 0.00123456, 0.0123456, 0.123456, 7.0956, 12.3456, 123.456, 2345.678];
    expect(areas.map(area => inUnit(area, 'km²'))).toEqual([
      '0.000',
      '0.000004',
      '0.00123',
      '0.0123',
      '0.123',
      '7.096',
      '12.35',
      '123.46',
      '2345.7',
    ]);
    expect([1.236, 12.36].map(area => inUnit(area, 'hm²'))).toEqual(['1.24', '12.4']);
    expect(inUnit(-0.0000001, 'km²')).toBe('0.000');
  });

  it('on a sheet, in a report and in the window', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e5, noNaN: true }), area => {
        const text = inUnit(area, 'km²');
        expect([km2Text(area), cellText(area, { unit: 'km²', decimals: 4 }), km2(area)]).toEqual([
          text,
          text,
          text,
        ]);
        expect(hm2Text(area * 1e4)).toBe(inUnit(area, 'hm²'));
        if (area > 1) expect(smallArea(area * 1e4)).toBe(`${inUnit(area, 'hm²')} hm²`);
        // Never more than a thousandth of the number away, nor half a square metre.
        expect(Math.abs(Number(text) - area)).toBeLessThanOrEqual(Math.max(5.1e-7, area * 5e-3));
      }),
      { seed: 5 },
    );
  });

  it('of other units as the column says', () => {
    expect(decimalsOfUnit(1.5, '%', 2)).toBe(2);
    expect(inUnit(1.5, undefined)).toBe('1.5');
  });
});
