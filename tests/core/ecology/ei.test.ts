import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countedWater, ecologyIndices } from '#core/ecology/ei.ts';
import { eiInputs } from '#core/ecology/ei-inputs.ts';
import { eiRulesSchema } from '#core/ecology/ei-rules.ts';

const rules = eiRulesSchema.parse(JSON.parse(readFileSync('resources/rules/ei.json', 'utf8')));

/** Every input 0, but a region of 1000 km² with rain and water. */
const nothing = Object.fromEntries(
  eiInputs(rules)
    .filter(i => !i.optional)
    .map(i => [i.id, 0]),
);
const base: Record<string, number> = {
  ...nothing,
  area_km2: 1000,
  precipitation_mm: 1000,
  water_resources_mean_mm3: 100,
};
const ei = (values: Record<string, number>) =>
  ecologyIndices(rules, 'EI', [{ region: '甲县', year: 2020, values: { ...base, ...values } }])[0];
const sub = (values: Record<string, number>, id: string) =>
  ei(values).subIndices.find(s => s.id === id)!.value;

describe('EI of HJ 192-2015', () => {
  it('has weights that sum to one, at every level', () => {
    const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
    expect(sum(Object.values(rules.ei.weights))).toBeCloseTo(1, 12);
    expect(sum(rules.ei.habitat.groups.map(g => g.weight))).toBeCloseTo(1, 12);
    for (const g of rules.ei.habitat.groups)
      expect(sum(g.classes.map(c => c.weight)), g.id).toBeCloseTo(1, 12);
    expect(sum(rules.ei.pollution.items.map(i => i.weight))).toBeCloseTo(1, 12);
    expect(sum(Object.values(rules.ei.stress.weights))).toBeCloseTo(1, 12);
    expect(sum(Object.values(rules.eqi.weights))).toBeCloseTo(1, 12);
  });

  it('makes each sub-index as the standard writes it', () => {
    // 300 km² closed forest of 1000: HQ = 511.2642131067 · 0.35 · 0.60 · 0.3 = 32.2096; with BI 40 the mean of both.
    expect(sub({ land_forest_closed: 300, biodiversity_index: 40 }, 'biodiversity')).toBeCloseTo(
      (40 + 511.2642131067 * 0.35 * 0.6 * 0.3) / 2,
      10,
    );
    expect(sub({ land_forest_closed: 300, biodiversity_from_habitat: 1 }, 'biodiversity')).toBeCloseTo(
      511.2642131067 * 0.35 * 0.6 * 0.3,
      10,
    );
    expect(sub({ ndvi_mean: 6000 }, 'vegetation')).toBeCloseTo(0.0121165124 * 6000, 10);
    expect(sub({ river_km: 200, water_km2: 50, water_resources_mm3: 120 }, 'water')).toBeCloseTo(
      (84.3704083981 * 0.2 + 591.7908642005 * 0.05 + 86.3869548281 * 0.12) / 3,
      10,
    );
    expect(
      sub({ erosion_heavy_km2: 100, erosion_moderate_km2: 50, land_built_urban: 30, land_built_rural: 20, stress_other_km2: 10 }, 'stress'), // prettier-ignore
    ).toBeCloseTo(236.0435677948 * (0.4 * 0.1 + 0.2 * 0.05 + 0.2 * 0.05 + 0.2 * 0.01), 10);
    expect(sub({ cod_t: 5000, so2_t: 8000, dust_t: 900 }, 'pollution')).toBeCloseTo(
      0.2 * 4.3937397289 * 5 + 0.2 * 0.0648660287 * 8 + 0.1 * 4.0904459321 * 0.9,
      10,
    );
  });

  it('weighs them, with stress and pollution the other way round', () => {
    // All else 0: 0.15 · 100 + 0.10 · 100 of the two inverse sub-indices.
    expect(ei({}).total).toBeCloseTo(25, 10);
    expect(ei({}).grade!.label).toBe('较差');
    expect(ei({ ndvi_mean: 5000 }).total).toBeCloseTo(25 + 0.25 * 0.0121165124 * 5000, 10);
  });

  it('counts less water the more a year exceeds the mean', () => {
    const ratio = { full: 1.4, none: 2.4 };
    expect([100, 140, 190, 240, 300].map(now => countedWater(now, 100, ratio))).toEqual([
      100,
      140,
      expect.closeTo(50, 9),
      0,
      0, // prettier-ignore
    ]);
  });

  it('names what is missing, gives what can be had, and no total', () => {
    const { subIndices, total, missing, grade } = ecologyIndices(rules, 'EI', [
      { region: '甲县', year: null, values: { ndvi_mean: 5000, area_km2: 1000 } },
    ])[0];
    expect(total).toBeNull();
    expect(grade).toBeNull();
    expect(subIndices.map(s => s.value === null)).toEqual([true, false, true, true, true]);
    expect(missing).toContain('biodiversity_index');
    expect(missing).not.toContain('ndvi_mean');
  });

  it('caps at 100 and says so', () => {
    const region = ei({ cod_t: 1e6 });
    expect(region.subIndices[4].value).toBe(100);
    expect(region.warnings.join()).toContain('counts as 100');
  });

  it('falls a grade under restriction', () => {
    const good = { ndvi_mean: 8000, land_forest_closed: 700, biodiversity_index: 90, river_km: 800, water_km2: 100, water_resources_mm3: 130 }; // prettier-ignore
    const free = ei(good);
    expect(free.grade!.label).toBe('优');
    expect(ei({ ...good, restriction_level: 1 }).total).toBe(free.total);
    expect(ei({ ...good, restriction_level: 2 })).toMatchObject({ total: 74.9, grade: { label: '良' } });
    expect(ei({ ...good, restriction_level: 3 })).toMatchObject({ total: 54.9, grade: { label: '一般' } });
  });

  it('refuses numbers that cannot be', () => {
    expect(() => ei({ land_forest_closed: 1200 })).toThrow(/add up to 1200.000 km²/);
    expect(() => ei({ ndvi_mean: 0.6 })).toThrow(/0–10000/);
    expect(() => ei({ river_km: -1 })).toThrow(/河流长度 \(river_km\) -1/);
    expect(() => ei({ precipitation_mm: 0 })).toThrow(/divided by it/);
  });

  it('stays within 0–100 for anything that can be', () => {
    const inputs = eiInputs(rules).filter(i => !i.optional && i.group !== 'land' && !base[i.id]);
    fc.assert(
      fc.property(
        fc.record(Object.fromEntries(inputs.map(i => [i.id, fc.double({ min: i.id === 'ndvi_mean' ? 2 : 0, max: i.max ?? 1e7, noNaN: true })]))), // prettier-ignore
        values => {
          const { total } = ei(values);
          expect(total).toBeGreaterThanOrEqual(0);
          expect(total).toBeLessThanOrEqual(100);
        },
      ),
    );
  });
});

describe('EQI of 2021', () => {
  const eqi = (pattern: number, fun: number, bio: number, stress: number, year = 2020) => ({
    region: '甲县',
    year,
    values: { eqi_pattern: pattern, eqi_function: fun, eqi_biodiversity: bio, eqi_stress: stress },
  });

  it('combines the first level, all of it to be confirmed', () => {
    const [region] = ecologyIndices(rules, 'EQI', [eqi(60, 50, 40, 20)]);
    expect(region.total).toBeCloseTo(0.36 * 60 + 0.35 * 50 + 0.19 * 40 + 0.1 * 80, 10);
    expect(region).toMatchObject({ grade: { label: '三类' }, evidence: 'to-confirm' });
  });

  it('keeps published values in their published class', () => {
    // China 59.77, Yixing 62.7, Anhui 63.75; Henan 54.76; its counties 38.44, 32.73, 57.38, 73.88.
    const classes = [59.77, 62.7, 63.75, 54.76, 38.44, 32.73, 57.38, 73.88].map(v => {
      const [region] = ecologyIndices(rules, 'EQI', [eqi(v, v, v, 100 - v)]);
      expect(region.total).toBeCloseTo(v, 9);
      return region.grade!.label;
    });
    expect(classes).toEqual(['二类', '二类', '二类', '三类', '四类', '四类', '二类', '一类']);
  });

  it('grades the change against the year before of the same region', () => {
    const changes = ecologyIndices(rules, 'EQI', [
      eqi(50, 50, 50, 50, 2018),
      eqi(50.5, 50.5, 50.5, 49.5, 2019),
      eqi(47, 47, 47, 53, 2020),
    ]).map(r => r.change && [r.change.since, r.change.label.zh, r.change.direction]);
    expect(changes).toEqual([null, [2018, '基本稳定', 'same'], [2019, '一般变化', 'worse']]);
  });
});
