import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTrivialPin } from '#core/review/trivial-pin.ts';

describe('PINs that are guessed within a few tries', () => {
  it.each([
    ...['000000', '111111', '121212', '123123', 'abcabc', 'aaaaaaaa'],
    ...['123456', '654321', '456789', '567890', 'abcdef', '987654321'],
    ...['198503', '19850312', '850312', '031985', '31121999', '202612'],
    ...['password', 'Passw0rd', 'qwerty', '5201314', '1qaz2wsx', 'admin123'],
  ])('%s', pin => expect(isTrivialPin(pin)).toBe(true));

  it('the own name', () => expect(isTrivialPin('wangshen1', 'wangshen')).toBe(true));

  it.each(['739155-lake', 'reed-482017', '482017', '940628-x', '730194', '湖边的芦苇九丛'])('not %s', pin =>
    expect(isTrivialPin(pin, '王审')).toBe(false),
  );

  it('every run and repeat of any length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 6, max: 12 }), (digit, length) => {
        expect(isTrivialPin(String(digit).repeat(length))).toBe(true);
        const run = Array.from({ length: Math.min(length, 10) }, (_, i) => (digit + i) % 10).join('');
        expect(isTrivialPin(run)).toBe(true);
      }),
    );
  });
});
