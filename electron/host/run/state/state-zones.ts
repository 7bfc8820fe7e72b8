import { classOf, type StateRules } from '#core/ecology/state-rules.ts';
import type { StateIndicator } from '#core/ecology/ecology-names.ts';
import {
  changeAreas,
  type StateIndicatorInfo,
  type StateTransition,
  type StateValue,
  type StateZone,
} from '#core/ecology/state.ts';
import { validityReasons } from '#core/bands/validity.ts';
import type { Text } from '#core/foundation/text.ts';
import type { StatePair, StateSums, StateZoneSums } from '#host/raster/lanes/state-lane.ts';
import type { StatePlan } from '#host/raster/lanes/state-pixels.ts';
import type { StateRun, StateTally } from './run-state.ts';

const km2 = 1e-6;

const names: Record<StateIndicator, Text> = {
  NDVI: { zh: '归一化植被指数 NDVI', en: 'NDVI' },
  EVI: { zh: '增强型植被指数 EVI', en: 'EVI' },
  FVC: { zh: '植被覆盖度 FVC', en: 'Vegetation cover FVC' },
  RSEI: { zh: '遥感生态指数 RSEI', en: 'Remote sensing ecological index RSEI' },
  'RSEI-3': { zh: 'RSEI-3(无地表温度的变体)', en: 'RSEI-3 (variant without temperature)' },
  quality: { zh: '生态系统质量(HJ 1172)', en: 'Ecosystem quality (HJ 1172)' },
};

export function indicatorInfos(
  indicators: readonly StateIndicator[],
  rules: StateRules,
  plan: StatePlan,
): StateIndicatorInfo[] {
  return indicators.map(id => {
    const list = rules.classes[id === 'RSEI-3' ? 'RSEI' : id];
    return {
      id,
      name: names[id],
      formula: formulaOf(id, plan),
      classes: list.classes.map(({ label, color }, n) => ({
        label,
        color,
        min: n === 0 ? null : list.limits[n - 1],
        max: list.limits[n] ?? null,
      })),
      rule: list.id,
      ruleName: list.name,
      evidence: list.evidence,
    };
  });
}

function formulaOf(id: StateIndicator, { formulas }: StatePlan): string {
  if (id === 'NDVI' || id === 'EVI') return formulas[id];
  if (id === 'FVC') return '(NDVI − NDVI_soil) / (NDVI_veg − NDVI_soil)';
  if (id === 'quality') return '(LAI + FVC + GPP relative densities) / 3 × 100';
  const components = id === 'RSEI' ? 'NDVI, Wet, NDBSI, LST' : 'NDVI, Wet, NDBSI';
  return `(PC1 − min) / (max − min), PC1 of ${components} scaled to 0–1; Wet = ${formulas.WET}; NDBSI = (SI + IBI) / 2; SI = ${formulas.SI}; IBI = ${formulas.IBI}`;
}

/** Results per zone, in the order of the zones, and of all zones together. */
export function zonesOf(
  { zones, whole }: StateTally,
  run: StateRun,
  rules: StateRules,
): { zones: StateZone[]; whole: StateZone } {
  const { placed, together } = run;
  return {
    zones: zones.map((sum, i) => {
      const { name, problem } = placed[i];
      const zone = {
        ...zoneOf(name, sum, run, rules),
        ...(together.partOf[i] ? { partOf: together.partOf[i] } : {}),
      };
      return problem ? { ...zone, problem: { code: problem.code, message: problem.message } } : zone;
    }),
    whole: zoneOf('', whole, run, rules),
  };
}

function zoneOf(name: string, sum: StateZoneSums, run: StateRun, rules: StateRules): StateZone {
  return {
    zone: name,
    areaKm2: sum.areaM2 * km2,
    seen: run.plans.map((_, d) => ({
      validKm2: sum.validM2[d] * km2,
      areaByReasonKm2: Object.fromEntries(
        [...sum.reasonM2[d]].flatMap((area, code) =>
          code > 0 && area > 0 ? [[validityReasons[code], area * km2]] : [],
        ),
      ),
    })),
    indicators: run.indicators.map((_, k) => ({
      values: sum.sums[k].map(s => valueOf(s, run.limits[k])),
      transitions: sum.pairs[k].map((pair, p) => transitionOf(pair, run.pairs[p], run.limits[k], rules)),
      trend: null,
    })),
  };
}

function valueOf(sum: StateSums, limits: readonly number[]): StateValue {
  const any = sum.areaM2 > 0;
  return {
    mean: any ? sum.mean : null,
    std: any ? Math.sqrt(sum.squares / sum.areaM2) : null,
    min: any ? sum.min : null,
    max: any ? sum.max : null,
    validKm2: sum.areaM2 * km2,
    waterKm2: sum.waterM2 * km2,
    outOfRangeKm2: sum.outOfRangeM2 * km2,
    gradeKm2: [...sum.gradeM2].map(area => area * km2),
    grade: any ? classOf(limits, sum.mean) : null,
  };
}

function transitionOf(
  pair: StatePair,
  [from, to]: readonly [number, number],
  limits: readonly number[],
  rules: StateRules,
): StateTransition {
  const count = limits.length + 1;
  const matrix = Array.from({ length: count }, (_, row) =>
    [...pair.matrixM2.subarray(row * count, (row + 1) * count)].map(area => area * km2),
  );
  return {
    from,
    to,
    km2: matrix,
    changeKm2: changeAreas(rules.gradeChange.steps, matrix),
    meanChange: pair.changeM2 > 0 ? pair.change / pair.changeM2 : null,
  };
}
