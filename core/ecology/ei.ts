import type { EcologyIndexRecipe } from './ecology-recipes.ts';

import type { Evidence } from '#core/foundation/evidence.ts';
import type { Text } from '#core/foundation/text.ts';
import { inEnglish } from '#core/words/said.ts';
import type { EiRules } from './ei-rules.ts';
import { eiInputs, eqiInputs, type IndexInput } from './ei-inputs.ts';
import type { IndexStandard } from './ecology-names.ts';

/** A region in a year: values by input id; what is not there is missing. */
export interface IndexRow {
  region: string;
  year: number | null;
  values: Record<string, number>;
}

export interface IndexTerm {
  input: string;
  name: Text;
  unit: string;
  value: number | null;
  /** What the value is multiplied with in the end. */
  weight: number;
  coefficient: number | null;
  evidence: Evidence;
}

export interface SubIndex {
  id: string;
  name: Text;
  /** Of the total; `inverse`: 100 − value is weighted. */
  weight: number;
  inverse: boolean;
  formula: string;
  value: number | null;
  /** Before it was capped. */
  uncapped: number | null;
  evidence: Evidence;
  terms: IndexTerm[];
  missing: string[];
}

export interface IndexGrade {
  level: string;
  label: string;
  labelEn: string;
  color: string;
  evidence: Evidence;
}

export interface IndexChange {
  since: number;
  delta: number;
  label: Text;
  /** better, worse, or neither where nothing clear changed. */
  direction: 'better' | 'worse' | 'same';
  evidence: Evidence;
}

export interface RegionIndex {
  region: string;
  year: number | null;
  standard: IndexStandard;
  subIndices: SubIndex[];
  total: number | null;
  /** Before the restriction of the environment. */
  unrestricted: number | null;
  grade: IndexGrade | null;
  change: IndexChange | null;
  /** Ids of inputs that are needed and not there. */
  missing: string[];
  /** The weakest of what was used. */
  evidence: Evidence;
  warnings: string[];
}

/** Results of several regions and years under one standard. */
export interface IndexResult {
  kind: 'ecology-index';
  standard: IndexStandard;
  name: Text;
  note: Text;
  inputs: IndexInput[];
  rows: IndexRow[];
  regions: RegionIndex[];
  recipe: EcologyIndexRecipe;
}

const rank: Evidence[] = ['verified-2', 'verified-1', 'to-confirm'];
const weakest = (...all: Evidence[]): Evidence =>
  all.reduce((a, b) => (rank.indexOf(b) > rank.indexOf(a) ? b : a), 'verified-2');

/**
 * Every region and year; the change is against the year before of the same region. Throws RangeError for values that
 * cannot be.
 */
export function ecologyIndices(
  rules: EiRules,
  standard: IndexStandard,
  rows: readonly IndexRow[],
): RegionIndex[] {
  const made = rows.map(row => (standard === 'EI' ? eiOf(rules, row) : eqiOf(rules, row)));
  const { changes } = standard === 'EI' ? rules.ei : rules.eqi;
  for (const region of made) {
    const earlier = made
      .filter(
        m =>
          m.region === region.region &&
          m.year !== null &&
          region.year !== null &&
          m.year < region.year &&
          m.total !== null,
      )
      .sort((a, b) => b.year! - a.year!)[0];
    if (!earlier || region.total === null) continue;
    const delta = region.total - earlier.total!;
    const step = changes.list.findIndex(c => Math.abs(delta) >= c.from);
    region.change = {
      since: earlier.year!,
      delta,
      label: changes.list[step].label,
      direction: step === changes.list.length - 1 ? 'same' : delta > 0 ? 'better' : 'worse',
      evidence: changes.evidence,
    };
  }
  return made;
}

function eiOf(rules: EiRules, row: IndexRow): RegionIndex {
  const { ei } = rules;
  checkRow(row, eiInputs(rules), rules);
  const inputs = new Map(eiInputs(rules).map(i => [i.id, i]));
  const v = row.values;
  const has = (id: string) => v[id] !== undefined;
  const term = (id: string, weight: number, coefficient: number | null, evidence: Evidence): IndexTerm => {
    const { name, unit } = inputs.get(id)!;
    return { input: id, name, unit, value: v[id] ?? null, weight, coefficient, evidence };
  };
  const warnings: string[] = [];
  const sub = (
    id: keyof EiRules['ei']['weights'],
    name: Text,
    inverse: boolean,
    formula: string,
    terms: IndexTerm[],
    needs: string[],
    evidence: Evidence,
    value: () => number,
  ): SubIndex => {
    const missing = needs.filter(need => !has(need));
    const uncapped = missing.length > 0 ? null : value();
    const capped = uncapped !== null && uncapped > ei.cap.value;
    if (capped) warnings.push(inEnglish('ei.capped', { name: name.en, value: uncapped.toFixed(2) }));
    return {
      id,
      name,
      weight: ei.weights[id],
      inverse,
      formula,
      uncapped,
      value: uncapped === null ? null : Math.min(ei.cap.value, uncapped),
      evidence: weakest(evidence, ...(capped ? [ei.cap.evidence] : [])),
      terms,
      missing,
    };
  };

  const area = v.area_km2;
  const classes = ei.habitat.groups.flatMap(group =>
    group.classes.map(c => ({ ...c, share: group.weight * c.weight })),
  );
  const habitatTerms = classes.map(c => term(`land_${c.id}`, c.share, ei.habitat.coefficient, c.evidence));
  const hq = () =>
    (ei.habitat.coefficient * classes.reduce((sum, c) => sum + c.share * v[`land_${c.id}`], 0)) / area;
  const land = classes.map(c => `land_${c.id}`);
  const byHabitat = v.biodiversity_from_habitat === 1;
  const built = ei.habitat.groups.find(g => g.id === 'built')!.classes.map(c => `land_${c.id}`);
  const { water, stress, pollution } = ei;

  const subIndices = [
    sub(
      'biodiversity',
      { zh: '生物丰度指数', en: 'Biological richness' },
      false,
      byHabitat
        ? 'HQ (in the place of BI, as chosen); HQ = A_bio · Σ w · area / region'
        : '(BI + HQ) / 2; HQ = A_bio · Σ w · area / region',
      [
        ...habitatTerms,
        ...(byHabitat ? [] : [term('biodiversity_index', 0.5, null, ei.biodiversity.evidence)]),
      ],
      ['area_km2', ...land, ...(byHabitat ? [] : ['biodiversity_index'])],
      weakest(ei.habitat.evidence, ei.biodiversity.evidence),
      () => (byHabitat ? hq() : (v.biodiversity_index + hq()) / 2),
    ),
    sub(
      'vegetation',
      { zh: '植被覆盖指数', en: 'Vegetation cover' },
      false,
      'A_veg · mean P_i (NDVI on 0–10000)',
      [term('ndvi_mean', 1, ei.vegetation.coefficient, ei.vegetation.evidence)],
      ['ndvi_mean'],
      weakest(ei.vegetation.evidence, 'to-confirm'),
      () => ei.vegetation.coefficient * v.ndvi_mean,
    ),
    sub(
      'water',
      { zh: '水网密度指数', en: 'Water network density' },
      false,
      '(A_riv · length / region + A_lak · water / region + A_res · resources* / region) / 3',
      [
        term('river_km', 1 / 3, water.river, water.evidence),
        term('water_km2', 1 / 3, water.lake, water.evidence),
        term('water_resources_mm3', 1 / 3, water.resource, water.evidence),
        term('water_resources_mean_mm3', 1, null, water.ratio.evidence),
      ],
      ['area_km2', 'river_km', 'water_km2', 'water_resources_mm3', 'water_resources_mean_mm3'],
      weakest(water.evidence, water.ratio.evidence),
      () =>
        (water.river * v.river_km +
          water.lake * v.water_km2 +
          water.resource * countedWater(v.water_resources_mm3, v.water_resources_mean_mm3, water.ratio)) /
        area /
        3,
    ),
    sub(
      'stress',
      { zh: '土地胁迫指数', en: 'Land stress' },
      true,
      'A_ero · (0.4 heavy + 0.2 moderate erosion + 0.2 built-up + 0.2 other) / region',
      [
        term('erosion_heavy_km2', stress.weights.erosion_heavy_km2, stress.coefficient, stress.evidence),
        term(
          'erosion_moderate_km2',
          stress.weights.erosion_moderate_km2,
          stress.coefficient,
          stress.evidence,
        ),
        ...built.map(id => term(id, stress.weights.built, stress.coefficient, stress.evidence)),
        term('stress_other_km2', stress.weights.stress_other_km2, stress.coefficient, stress.evidence),
      ],
      ['area_km2', 'erosion_heavy_km2', 'erosion_moderate_km2', 'stress_other_km2', ...built],
      stress.evidence,
      () =>
        (stress.coefficient *
          (stress.weights.erosion_heavy_km2 * v.erosion_heavy_km2 +
            stress.weights.erosion_moderate_km2 * v.erosion_moderate_km2 +
            stress.weights.built * built.reduce((sum, id) => sum + v[id], 0) +
            stress.weights.stress_other_km2 * v.stress_other_km2)) /
        area,
    ),
    sub(
      'pollution',
      { zh: '污染负荷指数', en: 'Pollution load' },
      true,
      'Σ w · A · discharge / (annual rain, or region)',
      pollution.items.map(item => term(item.id, item.weight, item.coefficient, pollution.evidence)),
      ['area_km2', 'precipitation_mm', ...pollution.items.map(i => i.id)],
      weakest(pollution.evidence, 'to-confirm'),
      () =>
        pollution.items.reduce(
          (sum, item) => sum + (item.weight * item.coefficient * v[item.id]) / v[item.per],
          0,
        ),
    ),
  ];
  const unrestricted = totalOf(subIndices);
  const level = v.restriction_level ?? 0;
  const total = unrestricted === null ? null : restricted(unrestricted, level, rules);
  if (total !== null && total !== unrestricted)
    warnings.push(
      inEnglish('ei.restricted', { level, from: unrestricted!.toFixed(2), to: total.toFixed(2) }),
    );
  return regionOf(row, 'EI', subIndices, unrestricted, total, rules.ei, warnings);
}

/** Water that counts: this year's, less the more it exceeds the mean of many years. Both in 10⁶ m³. */
export function countedWater(now: number, mean: number, ratio: { full: number; none: number }): number {
  const r = now / mean;
  return r <= ratio.full ? now : r <= ratio.none ? mean * (ratio.none - r) : 0;
}

function restricted(total: number, level: number, { ei }: EiRules): number {
  const grade = gradeOf(total, ei.grades).index;
  if (level < 2 || grade >= ei.restriction.caps.length) return total;
  const cap = level >= 3 && grade === 0 ? ei.restriction.severeCap : ei.restriction.caps[grade];
  return Math.min(total, cap);
}

const firstLevel: [keyof EiRules['eqi']['weights'], Text, boolean][] = [
  ['pattern', { zh: '生态格局', en: 'Ecological pattern' }, false],
  ['function', { zh: '生态功能', en: 'Ecological function' }, false],
  ['biodiversity', { zh: '生物多样性', en: 'Biodiversity' }, false],
  ['stress', { zh: '生态胁迫', en: 'Ecological stress' }, true],
];

function eqiOf(rules: EiRules, row: IndexRow): RegionIndex {
  checkRow(row, eqiInputs(), rules);
  const { eqi } = rules;
  const subIndices = firstLevel.map(([id, name, inverse]): SubIndex => {
    const input = `eqi_${id}`;
    const value = row.values[input] ?? null;
    return {
      id,
      name,
      weight: eqi.weights[id],
      inverse,
      formula: inEnglish('ei.weights-given'),
      value,
      uncapped: value,
      evidence: eqi.evidence,
      terms: [{ input, name, unit: '', value, weight: 1, coefficient: null, evidence: eqi.evidence }],
      missing: value === null ? [input] : [],
    };
  });
  const total = totalOf(subIndices);
  return regionOf(row, 'EQI', subIndices, total, total, eqi, []);
}

function totalOf(subIndices: readonly SubIndex[]): number | null {
  if (subIndices.some(s => s.value === null)) return null;
  return subIndices.reduce((sum, s) => sum + s.weight * (s.inverse ? 100 - s.value! : s.value!), 0);
}

function regionOf(
  row: IndexRow,
  standard: IndexStandard,
  subIndices: SubIndex[],
  unrestricted: number | null,
  total: number | null,
  rule: { evidence: Evidence; grades: EiRules['ei']['grades'] },
  warnings: string[],
): RegionIndex {
  return {
    region: row.region,
    year: row.year,
    standard,
    subIndices,
    total,
    unrestricted,
    grade: total === null ? null : gradeOf(total, rule.grades).grade,
    change: null,
    missing: [...new Set(subIndices.flatMap(s => s.missing))],
    evidence: weakest(rule.evidence, ...subIndices.map(s => s.evidence)),
    warnings,
  };
}

function gradeOf(total: number, grades: EiRules['ei']['grades']): { index: number; grade: IndexGrade } {
  const index = grades.list.findIndex(g => g.min === null || total >= g.min);
  const { level, label, labelEn, color } = grades.list[index];
  return { index, grade: { level, label, labelEn, color, evidence: grades.evidence } };
}

/** Throws RangeError naming the region, the input and what it may be. */
function checkRow(row: IndexRow, inputs: readonly IndexInput[], rules: EiRules): void {
  const where = row.year === null ? row.region : `${row.region} ${row.year}`;
  for (const { id, name, min, max } of inputs) {
    const value = row.values[id];
    if (value === undefined) continue;
    if (!Number.isFinite(value) || value < min || value > (max ?? Infinity))
      throw new RangeError(
        `${where}: ${inEnglish('ei.not-within', { name: name.zh, id, value, min, max: max ?? '∞' })}`,
      );
  }
  const {
    area_km2: area,
    ndvi_mean: ndvi,
    precipitation_mm: rain,
    water_resources_mean_mm3: mean,
  } = row.values;
  for (const [name, value] of Object.entries({
    area_km2: area,
    precipitation_mm: rain,
    water_resources_mean_mm3: mean,
  }))
    if (value === 0) throw new RangeError(`${where}: ${inEnglish('ei.divides', { name })}`);
  if (ndvi !== undefined && ndvi > 0 && ndvi <= 1)
    throw new RangeError(`${where}: ${inEnglish('ei.ndvi-scale', { value: ndvi })}`);
  const land = rules.ei.habitat.groups.flatMap(g => g.classes).map(c => row.values[`land_${c.id}`] ?? 0);
  const sum = land.reduce((a, b) => a + b, 0);
  if (area !== undefined && sum > area * 1.01)
    throw new RangeError(`${where}: ${inEnglish('ei.areas-too-large', { sum: sum.toFixed(3), area })}`);
}
