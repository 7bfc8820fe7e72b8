import type { BloomResult, BloomZone } from '#core/bloom/bloom-result.ts';
import { isHardlyWater, shareOf } from '#core/bloom/grade-zone.ts';
import { sentenceIn } from '#core/words/said.ts';
import { wholeOf } from '#core/bloom/whole.ts';
import { ruleName } from '#core/foundation/rules.ts';
import type { ValidityReason } from '#core/bands/validity.ts';
import { inLanguage, type Language } from '#core/foundation/text.ts';
import { beijingTime } from '#core/foundation/dates.ts';
import { groundText, type ParameterName } from './bulletin-ground.ts';
import { km2Text, percentText, signed } from './number-text.ts';
import { speaker } from './words.ts';

export interface BulletinFacts {
  title: string;
  sensor: string | null;
  scene: string;
  /** ISO 8601, or null. */
  acquired: string | null;
  resolutionM: number | null;
  clouds: 'masked' | 'kept';
  /** Names of what may have been measured in the water. */
  parameters: readonly ParameterName[];
}

const clouds: ValidityReason[] = ['cloud', 'cloud-shadow', 'cirrus'];

/**
 * The text of a bulletin, a sentence per fact, every number from the result; what is missing is said. Paragraphs are
 * apart by an empty line.
 */
export function bulletinText(result: BloomResult, facts: BulletinFacts, language: Language): string {
  const zh = language === 'zh-CN';
  return [
    ...(result.recipe.simulated
      ? [
          zh
            ? '【模拟数据】以下内容由模拟数据生成，不反映真实情况。'
            : '[SIMULATED DATA] Made from simulated data; it says nothing real.',
        ]
      : []),
    observed(result, facts, zh),
    ...result.zones.map(zone => zoneText(zone, language)),
    ...(result.zones.length > 1 && !countsTwice(result) ? [totalText(result, zh)] : []),
    groundText(result.ground, facts.parameters, language),
    conclusion(result, language),
  ].join('\n\n');
}

/** 卫星、时间、云与有效面积。 */
function observed(result: BloomResult, facts: BulletinFacts, zh: boolean): string {
  const { index, threshold, noBloom } = result;
  const method = speaker(zh ? 'zh-CN' : 'en')(`${result.thresholdMethod}Threshold`);
  const whole = wholeOf(result);
  const time = beijingTime(facts.acquired);
  const sensor = facts.sensor ?? (zh ? '传感器未知的影像' : 'an image of a sensor that is not known');
  const metres = facts.resolutionM === null ? '' : `${Number(facts.resolutionM.toPrecision(3))} m`;
  const { areaKm2: area, validAreaKm2: valid, areaByReasonKm2: left } = whole;
  const cloud = clouds.reduce((total, reason) => total + (left[reason] ?? 0), 0);
  const outside = left['outside-scene'] ?? 0;
  const share = percentText(area > 0 ? valid / area : null);
  if (zh) {
    const when = !time
      ? '成像时间未知'
      : time.time
        ? `${chineseDay(time.date)} ${time.time}（北京时间）`
        : `${chineseDay(time.date)}（时刻未知）`;
    const cloudy =
      facts.clouds === 'kept'
        ? '未做云掩膜，云对结果的影响未剔除'
        : cloud > 0
          ? `云及云影覆盖 ${km2Text(cloud)} km²，该部分无法评估`
          : '评估水域内未检出云';
    return `${when}，${sensor}${metres && `（空间分辨率 ${metres}）`}监测显示：评估水域面积 ${km2Text(area)} km²，有效观测面积 ${km2Text(valid)} km²，占 ${share}%；${cloudy}${outside > 0 ? `；另有 ${km2Text(outside)} km² 在影像范围外，未观测` : ''}。${noBloom ? `${method}：${sentenceIn(noBloom, 'zh-CN')}` : `水华按 ${index} > ${number(threshold)}（${method}）判识`}。`;
  }
  const when = !time
    ? 'At a time that is not known'
    : time.time
      ? `On ${time.date} at ${time.time} (Beijing time)`
      : `On ${time.date} (time of day not known)`;
  const cloudy =
    facts.clouds === 'kept'
      ? 'clouds were not masked'
      : cloud > 0
        ? `clouds and their shadows hide ${km2Text(cloud)} km², which cannot be assessed`
        : 'no cloud was found over the water assessed';
  return `${when}, ${sensor}${metres && ` (${metres})`} observed ${km2Text(area)} km² of water, of which ${km2Text(valid)} km² (${share} %) are valid; ${cloudy}${outside > 0 ? `; ${km2Text(outside)} km² lie outside of the picture and were not seen` : ''}. ${noBloom ? `${method}: ${noBloom}` : `Bloom is where ${index} > ${number(threshold)} (${method})`}.`;
}

const number = (value: number) => String(Number(value.toPrecision(6))).replace('-', '−');
const chineseDay = (date: string) => {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
};

function zoneText(zone: BloomZone, language: Language): string {
  const zh = language === 'zh-CN';
  const name = zone.zone;
  const valid = percentText(zone.validShare);
  if (zone.problem || zone.validAreaKm2 <= 0)
    return zh ? `${name}：无有效观测，无法评估。` : `${name}: nothing valid was seen; it cannot be assessed.`;
  const area = km2Text(zone.bloomAreaKm2);
  const share = percentText(zone.bloomShare);
  if (!zone.grade && isHardlyWater(zone)) {
    const water = percentText(zone.waterShare ?? null);
    return zh
      ? `${name}：已观测部分按水体指数仅 ${water}% 为水面，疑似陆地、挺水植物或区域有误，不评级。`
      : `${name}: by an index of water only ${water} % of what was seen is water; it may be land, emergent plants or the wrong zone, and has no grade.`;
  }
  if (!zone.grade)
    return zh
      ? `${name}：有效观测面积仅占 ${valid}%，不足以评估水华程度；可见部分中水华面积 ${area} km²。`
      : `${name}: only ${valid} % was validly seen, too little for a grade; of what was seen, ${area} km² are bloom.`;
  const doubt = zone.grade.evidence === 'to-confirm';
  const rule = ruleName({ id: zone.grade.rule, name: zone.grade.ruleName }, language);
  const places = zone.where?.places.length ? inLanguage(zone.where.words, language) : '';
  const parts = zh
    ? [
        zone.bloomAreaKm2 > 0
          ? `${name}：水华面积 ${area} km²，占有效水面 ${share}%${places && `，主要分布在${places}`}`
          : `${name}：未发现水华`,
        `水华程度为${zone.grade.level}级 ${zone.grade.label}（${rule}${doubt ? '，分级界限待核对' : ''}）`,
        `有效观测比例 ${valid}%`,
      ]
    : [
        zone.bloomAreaKm2 > 0
          ? `${name}: ${area} km² of bloom, ${share} % of the valid water${places && `, mainly ${places}`}`
          : `${name}: no bloom was found`,
        `the grade is ${zone.grade.level}, ${zone.grade.labelEn.toLowerCase()} (${rule}${doubt ? '; limits to be confirmed' : ''})`,
        `${valid} % was validly seen`,
      ];
  const cover =
    zone.cover && zone.bloomAreaKm2 > 0
      ? zh
        ? `按线性混合估算，藻类实际覆盖面积约 ${km2Text(zone.cover.coveredKm2)} km²${zone.cover.evidence === 'to-confirm' ? '（端元待核对）' : ''}。`
        : ` By linear mixing the algae cover about ${km2Text(zone.cover.coveredKm2)} km²${zone.cover.evidence === 'to-confirm' ? ' (end members to be confirmed)' : ''}.`
      : '';
  return zh
    ? `${parts.join('；')}。${cover}${changeText(zone, zh)}`
    : `${parts.join('; ')}.${cover} ${changeText(zone, zh)}`;
}

function changeText({ change }: BloomZone, zh: boolean): string {
  if (!change) return zh ? '没有可比较的前期结果。' : 'There is no earlier result to compare with.';
  const date = beijingTime(change.since)?.date ?? change.since;
  const more = change.areaKm2 >= 0;
  const size = km2Text(Math.abs(change.areaKm2));
  const points = signed(change.share * 100, 1);
  if (zh) {
    const grade =
      change.grades === 0
        ? '程度不变'
        : `程度${change.grades > 0 ? '上升' : '下降'} ${Math.abs(change.grades)} 级（前期为${change.previous.label}）`;
    return `与 ${chineseDay(date)} 相比，水华面积${more ? '增加' : '减少'} ${size} km²，面积比例变化 ${points} 个百分点，${grade}。`;
  }
  const grade =
    change.grades === 0
      ? 'the grade is the same'
      : `the grade is ${change.grades > 0 ? 'up' : 'down'} by ${Math.abs(change.grades)} (it was ${change.previous.labelEn.toLowerCase()})`;
  return `Compared with ${date}, the bloom is ${size} km² ${more ? 'larger' : 'smaller'}, its share changed by ${points} percentage points, and ${grade}.`;
}

/** Assessments of before have no union of zones that share ground, only their sum. */
const countsTwice = ({ whole, recipe }: BloomResult) =>
  !whole && recipe.warnings.some(w => w.includes(' overlap: sums over zones'));

function totalText(result: BloomResult, zh: boolean): string {
  const { zones } = result;
  const { bloomAreaKm2, validAreaKm2 } = wholeOf(result);
  const bloom = km2Text(bloomAreaKm2);
  const share = percentText(shareOf(bloomAreaKm2, validAreaKm2));
  return zh
    ? `${zones.length} 个区域合计：水华面积 ${bloom} km²，占有效水面 ${share}%（合计不评级）。`
    : `All ${zones.length} zones together: ${bloom} km² of bloom, ${share} % of the valid water (the sum has no grade).`;
}

function conclusion({ zones }: BloomResult, language: Language): string {
  const zh = language === 'zh-CN';
  const graded = zones.filter(z => z.grade !== null);
  const not = zones.length - graded.length;
  if (graded.length === 0)
    return zh
      ? '结论：有效观测不足，本期无法评估水华程度。'
      : 'Conclusion: too little was seen; no grade can be given.';
  const worst = graded.reduce((a, b) => (b.bloomShare! > a.bloomShare! ? b : a));
  const rest = not > 0 ? (zh ? `；另有 ${not} 个区域无法评估` : `; ${not} zones could not be assessed`) : '';
  return zh
    ? `结论：${zones.length > 1 ? `水华程度最高的区域为${worst.zone}，` : ''}${worst.grade!.label}${rest}。`
    : `Conclusion: ${zones.length > 1 ? `the highest grade is that of ${worst.zone}, ` : ''}${worst.grade!.labelEn.toLowerCase()}${rest}.`;
}

/** The text as Markdown under its title. */
export const bulletinMarkdown = (title: string, text: string): string => `# ${title}\n\n${text.trim()}\n`;
