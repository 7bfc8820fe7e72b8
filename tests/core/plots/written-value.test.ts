import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commasOf, readLayer, readVertical, readWritten, type CommaUse } from '#core/plots/written-value.ts';

const number = (value: number, censored = '', unit: string | null = null) => ({ kind: 'number', number: value, censored, unit }); // prettier-ignore

describe('a cell of a laboratory', () => {
  it.each([
    ['<0.025', number(0.025, '<')],
    ['＜0.025', number(0.025, '<')],
    ['0.025L', number(0.025, '<')],
    ['0.025l', number(0.025, '<')],
    ['<0.01L', number(0.01, '<')],
    ['0.0003 L', number(0.0003, '<')],
    ['小于0.5', number(0.5, '<')],
    ['>24000', number(24000, '>')],
    ['＞２４０００', number(24000, '>')],
    ['７．８', number(7.8)],
    ['1.2e5', number(120000)],
    ['1.2×10^5', number(120000)],
    ['1.2×10⁵', number(120000)],
    ['3.5×10⁻³', number(0.0035)],
    ['1 200', number(1200)],
    ['0.05 mg/L', number(0.05, '', 'mg/l')],
    ['85%', number(85, '', '%')],
    ['未检出', { kind: 'below' }],
    ['ND', { kind: 'below' }],
    ['n.d.', { kind: 'below' }],
    ['－', { kind: 'dash' }],
    ['—', { kind: 'dash' }],
    ['——', { kind: 'dash' }],
    ['--', { kind: 'blank' }],
    ['/', { kind: 'blank' }],
    ['断流', { kind: 'reason', reason: '断流' }],
    ['未采', { kind: 'reason', reason: '未采' }],
    ['封冻', { kind: 'reason', reason: '封冻' }],
    ['0.05*', { kind: 'unreadable' }],
    ['32.8l.5', { kind: 'unreadable' }],
    ['晴', { kind: 'unreadable' }],
  ])('%s', (cell, expected) => {
    const read = readWritten(cell, 'thousands');
    expect(read.kind === 'number' && read.unit ? { ...read, unit: read.unit.toLowerCase() } : read).toEqual(
      expected,
    );
  });

  it('has its commas by what the column can only mean', () => {
    const use = (cells: string[]): CommaUse | null => {
      const { any, thousands, decimal } = commasOf(cells);
      return !any ? null : thousands ? 'thousands' : decimal ? 'decimal' : null;
    };
    expect(use(['12,500,000', '850,000'])).toBe('thousands');
    expect(use(['35,5', '22.1'])).toBe('decimal');
    expect(use(['0,025', '1,250'])).toBe('decimal');
    expect(use(['850,000'])).toBeNull();
    expect(readWritten('850,000', 'thousands')).toEqual(number(850000));
    expect(readWritten('1.234,5', 'decimal')).toEqual(number(1234.5));
    expect(readWritten('12,34', 'thousands').kind).toBe('unreadable');
  });

  it('keeps every number in every writing', () => {
    const wide = (text: string) => text.replace(/[!-~]/g, c => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 6 }), (digits, places) => {
        const value = Number((digits / 10 ** places).toFixed(places));
        const text = value.toFixed(places);
        const [whole, rest] = text.split('.');
        const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (rest ? `.${rest}` : '');
        for (const written of [text, wide(text), value.toExponential(), grouped])
          expect(readWritten(written, 'thousands')).toEqual(number(value === 0 ? Number(written) || 0 * digits : value)); // prettier-ignore
        expect(readWritten(text.replace('.', ','), 'decimal')).toMatchObject({ number: value });
        if (value > 0) expect(readWritten(`${text}L`, 'thousands')).toEqual(number(value, '<'));
      }),
    );
  });
});

describe('a place in the water', () => {
  it('is read from words and depths', () => {
    expect(['左', '左岸', '中泓', '右', '', '东'].map(readVertical)).toEqual(['left', 'left', 'middle', 'right', '', null]); // prettier-ignore
    expect(readLayer('表层')).toEqual({ layer: 'surface', depthM: null });
    expect(readLayer('水下0.5m')).toEqual({ layer: '', depthM: 0.5 });
    expect(readLayer('底')).toEqual({ layer: 'bottom', depthM: null });
    expect(readLayer('晴')).toBeNull();
  });
});
