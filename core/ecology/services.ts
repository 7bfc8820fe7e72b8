import type { ServicesRecipe } from './ecology-recipes.ts';

import type { Evidence } from '#core/foundation/evidence.ts';
import type { Text } from '#core/foundation/text.ts';
import { classOf } from './state-rules.ts';
import type { ServiceRules } from './service-rules.ts';
import type { ServiceKind } from './ecology-names.ts';

/** A number of a place that a service is made from. `type` is one of the rule's words, given by a legend. */
export interface ServiceInput {
  id: string;
  name: Text;
  unit: string;
  min: number;
  max: number;
}

/** How a quantity came about: given, or by a formula from others. */
export interface ServiceStep {
  id: string;
  formula: string;
  from: string[];
}

export interface ServiceOutput {
  id: string;
  name: Text;
  /** Of the mean over area, and of the sum over area. */
  unit: string;
  totalUnit: string;
  /** Total per km² and unit of the mean. */
  perKm2: number;
}

const input = (id: string, zh: string, en: string, unit: string, min: number, max: number): ServiceInput => ({
  id,
  name: { zh, en },
  unit,
  min,
  max,
});

export const serviceInputs: Record<ServiceKind, ServiceInput[]> = {
  water: [
    input('P', '年降水量', 'Annual precipitation', 'mm/a', 0, 15000),
    input('R', '年地表径流量', 'Annual surface runoff', 'mm/a', 0, 15000),
    input('ET', '年蒸散发量', 'Annual evapotranspiration', 'mm/a', 0, 5000),
  ],
  soil: [
    input('R', '降雨侵蚀力因子 R', 'Rain erosivity R', 'MJ·mm/(hm²·h·a)', 0, 50000),
    input('K', '土壤可蚀性因子 K', 'Soil erodibility K', 't·hm²·h/(hm²·MJ·mm)', 0, 1),
    input('L', '坡长因子 L', 'Slope length factor L', '', 0, 50),
    input('S', '坡度因子 S', 'Slope factor S', '', 0, 50),
    input('C', '植被覆盖因子 C', 'Cover and management factor C', '', 0, 1),
    input('sand', '砂粒含量', 'Sand', '%', 0, 100),
    input('silt', '粉粒含量', 'Silt', '%', 0, 100),
    input('clay', '黏粒含量', 'Clay', '%', 0, 100),
    input('carbon', '有机碳含量', 'Organic carbon', '%', 0, 60),
    input('slope', '坡度', 'Slope', '°', 0, 90),
    input('length', '坡长', 'Slope length', 'm', 0, 10000),
    input('cover', '植被覆盖度(0–1)', 'Vegetation cover (0–1)', '', 0, 1),
  ],
  sand: [
    input('WF', '气候因子 WF', 'Weather factor WF', 'kg/m', 0, 10000),
    input('EF', '土壤可蚀性因子 EF', 'Erodible fraction EF', '', 0, 1),
    input('SCF', '土壤结皮因子 SCF', 'Soil crust factor SCF', '', 0, 1),
    input('K', '地表糙度因子 K′', 'Soil roughness factor K′', '', 0, 10),
    input('C', '植被覆盖因子 C', 'Vegetation factor C', '', 0, 1),
    input('z', '下风向距离 z', 'Downwind distance z', 'm', 0.001, 100000),
    input('clay', '黏粒含量', 'Clay', '%', 0, 100),
    input('organic', '有机质含量', 'Organic matter', '%', 0, 100),
    input('Kr', '土垄糙度 K_r', 'Ridge roughness K_r', 'cm', 0, 1000),
    input('Crr', '随机糙度 C_rr', 'Random roughness C_rr', 'cm', 0, 100),
    input('cover', '植被覆盖度(0–1)', 'Vegetation cover (0–1)', '', 0, 1),
  ],
};

export const serviceOutputs: Record<ServiceKind, ServiceOutput[]> = {
  water: [
    {
      id: 'Qwr',
      name: { zh: '水源涵养量', en: 'Water retention' },
      unit: 'mm/a',
      totalUnit: 'm³/a',
      perKm2: 1000,
    },
  ],
  soil: [
    {
      id: 'Qp',
      name: { zh: '潜在土壤侵蚀', en: 'Potential soil loss' },
      unit: 't/(hm²·a)',
      totalUnit: 't/a',
      perKm2: 100,
    },
    {
      id: 'Qa',
      name: { zh: '实际土壤侵蚀', en: 'Actual soil loss' },
      unit: 't/(hm²·a)',
      totalUnit: 't/a',
      perKm2: 100,
    },
    {
      id: 'Qsr',
      name: { zh: '土壤保持量', en: 'Soil retention' },
      unit: 't/(hm²·a)',
      totalUnit: 't/a',
      perKm2: 100,
    },
  ],
  sand: [
    {
      id: 'SLp',
      name: { zh: '潜在风蚀', en: 'Potential wind erosion' },
      unit: 'kg/(m²·a)',
      totalUnit: 't/a',
      perKm2: 1000,
    },
    {
      id: 'SL',
      name: { zh: '实际风蚀', en: 'Actual wind erosion' },
      unit: 'kg/(m²·a)',
      totalUnit: 't/a',
      perKm2: 1000,
    },
    {
      id: 'SR',
      name: { zh: '防风固沙量', en: 'Sand fixation' },
      unit: 'kg/(m²·a)',
      totalUnit: 't/a',
      perKm2: 1000,
    },
  ],
};

/** Types that a legend may name for a service. */
export function serviceTypes(kind: ServiceKind, rules: ServiceRules): string[] {
  if (kind === 'soil') return ['旱地', ...Object.keys(rules.soil.fixedC), ...Object.keys(rules.soil.coverC)];
  return kind === 'sand' ? Object.keys(rules.sand.coverDecay) : [];
}

const radians = Math.PI / 180;

/** K of the soil from its grain sizes and organic carbon, all in per cent (EPIC, corrected for China). */
export function soilErodibility(sand: number, silt: number, clay: number, carbon: number): number {
  const rest = 1 - sand / 100;
  const epic =
    (0.2 + 0.3 * Math.exp(-0.0256 * sand * (1 - silt / 100))) *
    (silt / (clay + silt)) ** 0.3 *
    (1 - (0.25 * carbon) / (carbon + Math.exp(3.72 - 2.95 * carbon))) *
    (1 - (0.7 * rest) / (rest + Math.exp(-5.51 + 22.9 * rest)));
  return (-0.01383 + 0.51575 * epic) * 0.1317;
}

/** L of RUSLE: slope in degrees, length in metres. */
export function slopeLengthFactor(slope: number, length: number, constant: number): number {
  const sin = Math.sin(slope * radians);
  const beta = sin / constant / (3 * sin ** 0.8 + 0.56);
  return (length / 22.13) ** (beta / (1 + beta));
}

/** S of RUSLE for gentle and steep slopes, degrees. */
export function slopeFactor(slope: number): number {
  const sin = Math.sin(slope * radians);
  if (slope < 5.14) return 10.8 * sin + 0.03;
  if (slope < 10.2) return 16.8 * sin - 0.5;
  return slope < 28.81 ? 21.9 * sin - 0.96 : 9.5988;
}

/** C of a type and its cover (0–1); NaN for a type that has none. */
export function soilCoverFactor({ soil }: ServiceRules, type: string, cover: number): number {
  if (Object.hasOwn(soil.fixedC, type)) return soil.fixedC[type];
  if (type === '旱地')
    return cover > 0 ? Math.min(1, Math.max(0, soil.dryland.a + soil.dryland.b * Math.log10(cover))) : 1;
  const row = soil.coverC[type];
  return row ? row[classOf(soil.coverLimits, cover * 100)] : NaN;
}

/** Wind erosion of RWEQ in kg/m²: `w` = WF·EF·SCF·K′·C, `z` the distance downwind in m. */
export function windErosion(w: number, z: number): number {
  if (!(w > 0)) return w === 0 ? 0 : NaN;
  const s = 150.71 * w ** -0.3711;
  return ((2 * z) / s ** 2) * 109.8 * w * Math.exp(-((z / s) ** 2));
}

/** What a service is made of, given which inputs are there; `missing` names what none of the ways has. */
export interface ServicePlan {
  kind: ServiceKind;
  steps: ServiceStep[];
  missing: string[];
  /** Inputs that are read. */
  used: string[];
  usesType: boolean;
}

interface Way {
  needs: string[];
  formula: string;
}

/** Ways to a quantity, the first one that the inputs allow is taken; `type` stands for a legend. */
function waysOf(kind: ServiceKind): Record<string, Way[]> {
  const given = (id: string): Way => ({ needs: [id], formula: id });
  if (kind === 'water') return { P: [given('P')], R: [given('R')], ET: [given('ET')] };
  if (kind === 'soil')
    return {
      R: [given('R')],
      K: [
        given('K'),
        {
          needs: ['sand', 'silt', 'clay', 'carbon'],
          formula:
            'K = (−0.01383 + 0.51575 K_EPIC) · 0.1317; K_EPIC = {0.2 + 0.3 exp[−0.0256 sand (1 − silt/100)]} · [silt/(clay + silt)]^0.3 · {1 − 0.25 C/[C + exp(3.72 − 2.95 C)]} · {1 − 0.7 (1 − sand/100)/[(1 − sand/100) + exp(−5.51 + 22.9 (1 − sand/100))]}',
        },
      ],
      L: [
        given('L'),
        {
          needs: ['slope', 'length'],
          formula: 'L = (λ/22.13)^m, m = β/(1 + β), β = (sin θ/0.0896)/(3.0 sin^0.8 θ + 0.56)',
        },
      ],
      S: [
        given('S'),
        {
          needs: ['slope'],
          formula:
            'S = 10.8 sin θ + 0.03 (θ < 5.14°); 16.8 sin θ − 0.5 (< 10.20°); 21.9 sin θ − 0.96 (< 28.81°); 9.5988',
        },
      ],
      C: [
        given('C'),
        {
          needs: ['type', 'cover'],
          formula: 'C by type and cover (table of HJ 1173); dry cropland C = 0.221 − 0.595 log₁₀ c',
        },
      ],
    };
  return {
    WF: [given('WF')],
    EF: [given('EF')],
    SCF: [given('SCF'), { needs: ['clay', 'organic'], formula: 'SCF = 1/(1 + 0.0066 clay² + 0.021 OM²)' }],
    K: [given('K'), { needs: ['Kr', 'Crr'], formula: 'K′ = exp(1.86 K_r − 2.41 K_r^0.934 − 0.127 C_rr)' }],
    C: [given('C'), { needs: ['type', 'cover'], formula: 'C = exp(−a · SC), SC in per cent, a by type' }],
    z: [given('z')],
  };
}

const outcome: Record<ServiceKind, string> = {
  water: 'Q_wr = Σ A (P − R − ET) · 10⁻³',
  soil: 'Q_sr = Q_p − Q_a; Q_p = R K L S; Q_a = R K L S C',
  sand: 'SR = S_Lp − S_L; S_L = (2z/S²) Q_max exp[−(z/S)²]; Q_max = 109.8 w; S = 150.71 w^−0.3711; w = WF EF SCF K′ C, without C for S_Lp',
};

export function planService(kind: ServiceKind, there: ReadonlySet<string>): ServicePlan {
  const steps: ServiceStep[] = [];
  const missing: string[] = [];
  const used = new Set<string>();
  for (const [id, ways] of Object.entries(waysOf(kind))) {
    const way = ways.find(w => w.needs.every(need => there.has(need)));
    if (!way) {
      missing.push(ways.map(w => w.needs.join(' + ')).join(' or '));
      continue;
    }
    way.needs.forEach(need => used.add(need));
    steps.push({ id, formula: way.formula, from: way.needs });
  }
  steps.push({ id: serviceOutputs[kind].at(-1)!.id, formula: outcome[kind], from: steps.map(s => s.id) });
  const usesType = used.delete('type');
  return { kind, steps, missing, used: [...used], usesType };
}

/** The outputs of a place, in the order of `serviceOutputs`; NaN where they have no value. */
export function serviceAt(
  rules: ServiceRules,
  plan: ServicePlan,
  values: Readonly<Record<string, number>>,
  type: string | null,
): number[] {
  const way = (id: string) => plan.steps.find(s => s.id === id)!.from;
  const isGiven = (id: string) => way(id)[0] === id;
  const v = values;
  if (plan.kind === 'water') return [v.P - v.R - v.ET];
  if (plan.kind === 'soil') {
    const k = isGiven('K') ? v.K : soilErodibility(v.sand, v.silt, v.clay, v.carbon);
    const l = isGiven('L') ? v.L : slopeLengthFactor(v.slope, v.length, rules.soil.slopeConstant);
    const s = isGiven('S') ? v.S : slopeFactor(v.slope);
    const c = isGiven('C') ? v.C : type === null ? NaN : soilCoverFactor(rules, type, v.cover);
    const potential = v.R * k * l * s;
    return [potential, potential * c, potential * (1 - c)];
  }
  const crust = isGiven('SCF') ? v.SCF : 1 / (1 + 0.0066 * v.clay ** 2 + 0.021 * v.organic ** 2);
  const rough = isGiven('K') ? v.K : Math.exp(1.86 * v.Kr - 2.41 * v.Kr ** 0.934 - 0.127 * v.Crr);
  const decay = type === null ? NaN : (rules.sand.coverDecay[type] ?? NaN);
  const c = isGiven('C') ? v.C : Math.exp(-decay * v.cover * 100);
  const w = v.WF * v.EF * crust * rough;
  const [potential, actual] = [windErosion(w, v.z), windErosion(w * c, v.z)];
  return [potential, actual, potential - actual];
}

export interface ServiceRegion {
  region: string;
  areaKm2: number;
  /** Where every input is there. */
  validKm2: number;
  /** Mean over the valid area and total, per output; null without a valid place. */
  outputs: { mean: number | null; total: number | null }[];
  problem?: { code: string; message: string };
}

export interface ServiceResult {
  kind: 'services';
  service: ServiceKind;
  name: Text;
  note: Text;
  evidence: Evidence;
  inputs: { id: string; name: Text; unit: string; source: string }[];
  steps: ServiceStep[];
  outputs: ServiceOutput[];
  regions: ServiceRegion[];
  whole: ServiceRegion;
  recipe: ServicesRecipe;
}
