import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { waterRulesSchema } from '#core/foundation/rules.ts';
import { waterClassesOf, waterPeriod, type WaterClasses } from '#core/water/sections.ts';
import { sectionYears } from '#tests/fixtures/section-year.ts';

const python = '/usr/bin/python3';
const hasPython = spawnSync(python, ['-c', 'import numpy']).status === 0;
const rules = waterRulesSchema.parse(JSON.parse(readFileSync('resources/rules/water.json', 'utf8')));

interface Other {
  sections: {
    class: string | null;
    reached: boolean | null;
    /** Mean, values, censored ones, class, multiple of Ⅲ less 1. */
    items: Record<string, [number, number, number, string, number | null]>;
    main: string[];
  }[];
  shares: Record<'good' | 'fair' | 'bad', number | null>;
  rivers: Record<
    string,
    { by: string; class: string | null; condition: number; main?: string[]; shares?: Record<string, number> }
  >;
}

const months = (year: number) =>
  Array.from({ length: 12 }, (_, m) => `${year}-${String(m + 1).padStart(2, '0')}`);
const quarters = (year: number) => [1, 2, 3, 4].map(q => `${year}-Q${q}`);
const periods = [2024, 2025].flatMap(year => [...months(year), ...quarters(year), String(year)]);

/** As the other program, to the last figures that both can have. */
function asOther(found: WaterClasses): Other {
  return {
    sections: found.sections.map(({ quality, means, main }) => ({
      class: quality.class,
      reached: quality.reached,
      items: Object.fromEntries(
        quality.items.map(i => {
          const { n, censored } = means.find(m => m.parameter === i.parameter)!;
          return [i.parameter, [i.value, n, censored, i.class, i.exceedance]];
        }),
      ),
      main: main.map(i => i.parameter),
    })),
    shares: { good: found.shares.good, fair: found.shares.fair, bad: found.shares.bad },
    rivers: Object.fromEntries(
      found.rivers.map(r => [
        r.name,
        {
          by: r.by,
          class: r.class,
          condition: r.condition!.rank,
          ...(r.by === 'mean' ? { main: r.main.map(m => m.parameter) } : {}),
        },
      ]),
    ),
  };
}

const rounded = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, v: unknown) =>
    typeof v === 'number' ? Number(v.toPrecision(10)) : v,
  );

describe.skipIf(!hasPython)('two years of 110 sections, beside an evaluation in Python', () => {
  const sections = sectionYears(22, [2024, 2025]);
  const run = spawnSync(python, ['tests/fixtures/section_classes.py'], {
    input: JSON.stringify({ sections, periods }),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const other = JSON.parse(run.stdout || '{}') as Record<string, Other>;

  it.each(periods)('%s: classes, means, targets, pollutants and shares are equal', period => {
    const own = asOther(waterClassesOf(rules, sections, waterPeriod(period)!));
    const { rivers, ...rest } = other[period];
    expect(rounded({ sections: own.sections, shares: own.shares })).toEqual(rounded(rest));
    const bare = Object.entries(rivers).map(([name, { shares: _, ...river }]) => [name, river]);
    expect(own.rivers).toEqual(Object.fromEntries(bare));
  });

  it('the main pollutants of a river are those that exceed at most sections', () => {
    for (const period of periods)
      for (const { name, by, main } of waterClassesOf(rules, sections, waterPeriod(period)!).rivers) {
        if (by === 'mean') continue;
        const shares = other[period].rivers[name].shares!;
        for (const { parameter, share } of main) expect(share).toBeCloseTo(shares[parameter], 12);
        const most = Object.values(shares)
          .sort((a, b) => b - a)
          .slice(0, 3);
        expect(main.map(m => m.share)).toEqual(most);
      }
  });

  it('a period is compared with the one before and with that of a year ago', () => {
    const before: Record<string, string> = {
      '2025-01': '2024-12',
      '2025-07': '2025-06',
      '2025-Q1': '2024-Q4',
      '2025': '2024',
    };
    for (const [period, previous] of Object.entries(before)) {
      const found = waterClassesOf(rules, sections, waterPeriod(period)!);
      expect(found.previousPeriod!.shares).toMatchObject(other[previous].shares);
      expect(found.lastYear!.shares).toMatchObject(other[period.replace('2025', '2024')].shares);
      const { good, bad } = found.shares;
      const then = other[previous].shares;
      expect(found.previousPeriod!.difference).toBeCloseTo(
        100 * (good! - then.good! - (bad! - then.bad!)),
        9,
      );
    }
    expect(waterClassesOf(rules, sections, waterPeriod('2024')!).lastYear).toBeNull();
  });

  it('has all classes, and sections without one', () => {
    const classes = periods.flatMap(p => other[p].sections.map(s => s.class));
    expect(new Set(classes)).toEqual(new Set([null, 'Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', '劣Ⅴ']));
    expect(new Set(periods.flatMap(p => Object.values(other[p].rivers).map(r => r.by))).size).toBe(2);
  });
});
