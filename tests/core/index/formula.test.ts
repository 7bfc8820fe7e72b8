import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BloomlineError } from '#core/foundation/errors.ts';
import { compileKernel } from '#core/index/compile-kernel.ts';
import { compileShader, type ShaderExpression } from '#core/index/compile-shader.ts';
import { indexSchema } from '#core/index/index-definition.ts';
import { layersOf, parseFormula } from '#core/index/formula.ts';

const wavelengths: Record<string, number> = {
  G: 560,
  PC: 620,
  R: 665,
  CF: 681.25,
  RE1: 705,
  RE2: 740,
  N: 865,
  N2: 865,
  S0: 1240,
  S1: 1610,
};
const wl = (role: string) => wavelengths[role] ?? null;

function evaluate(formula: string, values: Record<string, number>): number {
  const kernel = compileKernel(formula, wl);
  const out = new Float64Array(1);
  kernel.run(
    kernel.layers.map(l => Float64Array.of(values[l])),
    out,
  );
  return out[0];
}

/** What OpenLayers' shader computes from the expression. */
function shade(e: ShaderExpression, bands: number[]): number {
  if (typeof e === 'number') return e;
  const [op, ...rest] = e;
  const value = (x: unknown) => shade(x as ShaderExpression, bands);
  if (op === 'band') return bands[Number(rest[0]) - 1];
  if (op === 'abs' || op === 'sqrt') return Math[op](value(rest[0]));
  if (op === 'case')
    return (rest[0] as string[])[0] === '<'
      ? Math.min(value(rest[1]), value(rest[2]))
      : Math.max(value(rest[1]), value(rest[2]));
  const [a, b] = [value(rest[0]), value(rest[1])];
  return op === '+' ? a + b : op === '-' ? a - b : op === '*' ? a * b : op === '/' ? a / b : a ** b;
}

describe('formulas', () => {
  it('compute by the rules of arithmetic', () => {
    expect(evaluate('(N - R) / (N + R)', { N: 0.4, R: 0.1 })).toBeCloseTo(0.3 / 0.5, 15);
    expect(evaluate('2 + 3 * b1 ^ 2', { b1: 4 })).toBe(50);
    expect(evaluate('-b1 ^ 2', { b1: 3 })).toBe(-9);
    expect(evaluate('2 ^ 3 ^ b1', { b1: 2 })).toBe(512);
    expect(evaluate('b1 - 2 - 3', { b1: 10 })).toBe(5);
    expect(evaluate('max(b1, 2, 3) + min(b1, 0) - abs(-b1) + sqrt(4) + exp(0) + log(1)', { b1: 1 })).toBe(
      3 + 0 - 1 + 2 + 1 + 0,
    );
    expect(evaluate('1.5e-1 * G', { G: 2 })).toBeCloseTo(0.3, 15);
  });

  it('measure the FAI above the baseline: factor (865 − 665) / (1610 − 665) = 0.2116', () => {
    const fai = 'N - (R + (S1 - R) * (wl(N) - wl(R)) / (wl(S1) - wl(R)))';
    expect(evaluate(fai, { N: 0.2, R: 0.05, S1: 0.03 })).toBeCloseTo(
      0.2 - (0.05 + (0.03 - 0.05) * (200 / 945)),
      14,
    );
  });

  it('tell B the role from b1 the band', () => {
    expect(layersOf(parseFormula('B + b1 + B2 + g'))).toEqual(['B', 'b1', 'b2', 'G']);
  });

  it.each([
    ['', 'at the end'],
    ['(N - R', '")"'],
    ['N R', 'operator'],
    ['N + foo', 'role'],
    ['N + @', 'character 5'],
    ['1 + 2', 'at least one band'],
    ['constructor(N)', 'function'],
    ['wl(b1) + N', 'role inside wl'],
    [`${'('.repeat(100)}N${')'.repeat(100)}`, 'nested'],
    ['N; process.exit()', 'unexpected ";"'],
  ])('refuse %j naming the place', (formula, words) => {
    expect(() => parseFormula(formula)).toThrow(BloomlineError);
    expect(() => parseFormula(formula)).toThrow(words);
  });

  it('never run anything but arithmetic, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), text => {
        try {
          const kernel = compileKernel(text, wl);
          kernel.run(
            kernel.layers.map(() => Float64Array.of(1)),
            new Float64Array(1),
          );
        } catch (error) {
          expect(error instanceof BloomlineError || error instanceof RangeError).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('every index of the tables', () => {
  const table = (JSON.parse(readFileSync('resources/indices/indices.json', 'utf8')) as unknown[]).map(row =>
    indexSchema.parse(row),
  );

  it.each(table.map(i => [i.id, i.formula] as const))(
    '%s gives the same on the map as in the tables',
    (_, formula) => {
      const kernel = compileKernel(formula, wl);
      const shader = compileShader(formula, wl);
      fc.assert(
        fc.property(
          fc.array(fc.double({ min: 0.01, max: 0.8, noNaN: true }), { minLength: 6, maxLength: 6 }),
          reflectances => {
            const out = new Float64Array(1);
            kernel.run(
              kernel.layers.map((_l, i) => Float64Array.of(reflectances[i])),
              out,
            );
            const shown = shade(shader, reflectances);
            expect(Math.abs(shown - out[0])).toBeLessThan(1e-9 * Math.max(1, Math.abs(out[0])));
          },
        ),
        { numRuns: 50 },
      );
    },
  );

  it.each(table.map(i => [i.id, i] as const))('%s has a threshold on a whole step', (_, index) => {
    const steps = (index.range.max - index.range.min) / index.range.step;
    expect(Math.abs(steps - Math.round(steps))).toBeLessThan(1e-6);
    for (const { value } of index.thresholds) {
      const at = (value - index.range.min) / index.range.step;
      expect(Math.abs(at - Math.round(at))).toBeLessThan(1e-6);
    }
  });
});
