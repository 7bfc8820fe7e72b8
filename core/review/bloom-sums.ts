import type { BloomResult, BloomZone } from '#core/bloom/bloom-result.ts';
import type { Text } from '#core/foundation/text.ts';
import type { ReviewCheck } from './review-check.ts';

/** Sums of the same pixels in another order differ by rounding only; printed areas have four decimals. */
export const tolerance = (size: number): number => 1e-9 + 1e-6 * Math.abs(size);

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const km2 = (value: number) => `${value.toFixed(4)} km²`;

interface Equation {
  zh: string;
  en: string;
  left: number;
  right: number;
  /** `≤` allows less. */
  sign: '=' | '≤';
}

const holds = ({ left, right, sign }: Equation): boolean =>
  sign === '=' ? Math.abs(left - right) <= tolerance(right) : left <= right + tolerance(right);

/** What must add up in every zone: its area, its valid area, its bloom by intensity, by part and by patch. */
function equations(zone: BloomZone): Equation[] {
  // What a person decided is valid.
  const { 'hand-bloom': handBloom = 0, 'hand-clear': handClear = 0, ...reasons } = zone.areaByReasonKm2;
  const { lowerKm2, upperKm2 } = zone.sensitivity;
  const made: Equation[] = [
    {
      zh: '区域面积 = 有效面积 + Σ 各原因面积',
      en: 'zone area = valid area + Σ areas by reason',
      left: zone.areaKm2,
      right: zone.validAreaKm2 + sum(Object.values(reasons)),
      sign: '=',
    },
    {
      zh: '水华面积 ≤ 有效面积',
      en: 'bloom area ≤ valid area',
      left: zone.bloomAreaKm2,
      right: zone.validAreaKm2,
      sign: '≤',
    },
    {
      zh: '人工判定面积 ≤ 有效面积',
      en: 'area decided by hand ≤ valid area',
      left: handBloom + handClear,
      right: zone.validAreaKm2,
      sign: '≤',
    },
    {
      zh: '阈值 + δ 的面积 ≤ 水华面积',
      en: 'area at threshold + δ ≤ bloom area',
      left: lowerKm2,
      right: zone.bloomAreaKm2,
      sign: '≤',
    },
    {
      zh: '水华面积 ≤ 阈值 − δ 的面积',
      en: 'bloom area ≤ area at threshold − δ',
      left: zone.bloomAreaKm2,
      right: upperKm2,
      sign: '≤',
    },
  ];
  if (zone.bloomShare !== null)
    made.push({
      zh: '水华占比 × 有效面积 = 水华面积',
      en: 'bloom share × valid area = bloom area',
      left: zone.bloomShare * zone.validAreaKm2,
      right: zone.bloomAreaKm2,
      sign: '=',
    });
  if (zone.intensity)
    made.push({
      zh: '水华面积 = Σ 各强度面积 + 人工判定的水华',
      en: 'bloom area = Σ areas by intensity + bloom painted by hand',
      left: zone.bloomAreaKm2,
      right: sum(zone.intensity.classes.map(c => c.areaKm2)) + handBloom,
      sign: '=',
    });
  if (zone.where && zone.where.parts.length > 0)
    made.push({
      zh: '水华面积 = Σ 各方位面积',
      en: 'bloom area = Σ areas by part of the zone',
      left: sum(zone.where.parts.map(p => p.bloomKm2)),
      right: zone.bloomAreaKm2,
      sign: '=',
    });
  return made;
}

const told = (zone: string, e: Equation): Text => ({
  zh: `${zone}：${e.zh} 不成立：${km2(e.left)} 与 ${km2(e.right)}`,
  en: `${zone}: ${e.en} does not hold: ${km2(e.left)} against ${km2(e.right)}`,
});

export function bloomSumChecks({ zones }: BloomResult): ReviewCheck[] {
  const sound = zones.filter(z => !z.problem);
  const all = sound.flatMap(zone => equations(zone).map(equation => ({ zone: zone.zone, equation })));
  const broken = all.filter(({ equation }) => !holds(equation));
  const patchy = sound.filter(z => z.where);
  const tooLarge = patchy.filter(z => {
    const listed = sum(z.where!.patches.map(p => p.areaKm2));
    return (
      listed > z.bloomAreaKm2 + tolerance(z.bloomAreaKm2) || z.where!.patches.length > z.where!.patchCount
    );
  });
  const patches = sum(patchy.map(z => z.where!.patchCount));
  return [
    {
      id: 'sums',
      outcome: broken.length > 0 ? 'fail' : 'pass',
      title: { zh: '数字相符', en: 'Numbers add up' },
      looked: {
        zh: `${sound.length} 个区域的 ${all.length} 个等式；区域合计 ${km2(sum(sound.map(z => z.areaKm2)))}，水华 ${km2(sum(sound.map(z => z.bloomAreaKm2)))}`,
        en: `${all.length} equations over ${sound.length} zones; ${km2(sum(sound.map(z => z.areaKm2)))} in all, ${km2(sum(sound.map(z => z.bloomAreaKm2)))} of it bloom`,
      },
      found: broken.map(({ zone, equation }) => told(zone, equation)),
    },
    {
      id: 'patches',
      outcome: tooLarge.length > 0 ? 'fail' : 'pass',
      title: { zh: '斑块不超出区域', en: 'Patches within their zones' },
      looked: { zh: `${patches} 个斑块`, en: `${patches} patches` },
      found: tooLarge.map(z => ({
        zh: `${z.zone}：列出的斑块 ${km2(sum(z.where!.patches.map(p => p.areaKm2)))}，水华 ${km2(z.bloomAreaKm2)}`,
        en: `${z.zone}: the listed patches have ${km2(sum(z.where!.patches.map(p => p.areaKm2)))}, the bloom ${km2(z.bloomAreaKm2)}`,
      })),
    },
  ];
}
