import type { Evidence } from '#core/foundation/evidence.ts';
import type { GroundResult, GroundSummary } from '#core/ground/beside-satellite.ts';
import { ruleName } from '#core/foundation/rules.ts';
import { inLanguage, type Language, type Text } from '#core/foundation/text.ts';
import { beijingTime } from '#core/foundation/dates.ts';

/** A ground parameter as texts name it, in the order in which they go through them. */
export interface ParameterName {
  id: string;
  name: Text;
  unit: string;
}

/** What was measured in the water on or near the day: values from least to most, and what they say of each zone. */
export function groundText(
  ground: GroundResult | undefined,
  parameters: readonly ParameterName[],
  language: Language,
): string {
  const zh = language === 'zh-CN';
  const points = ground?.points.filter(p => p.zones.length > 0 && p.values.length > 0) ?? [];
  if (!ground || points.length === 0)
    return zh ? '地面监测：无同期地面数据。' : 'Ground: there are no values of these days.';
  const days = points
    .flatMap(p => p.values.map(v => beijingTime(v.time)?.date ?? v.time))
    .sort((a, b) => a.localeCompare(b));
  const [first, last] = [days[0], days[days.length - 1]];
  const span = first === last ? first : zh ? `${first} 至 ${last}` : `${first} to ${last}`;
  const all = points.flatMap(p => p.values);
  const known = parameters.map(p => p.id);
  const ids = [...known, ...new Set(all.map(v => v.parameter).filter(id => !known.includes(id)))];
  const values = ids.flatMap(id => {
    const of = all.filter(v => v.parameter === id);
    if (of.length === 0) return [];
    const named = parameters.find(p => p.id === id);
    const name = named ? inLanguage(named.name, language) : id;
    const unit = unitText(of[0].unit, zh);
    const numbers = of.map(v => v.value);
    const [low, high] = [Math.min(...numbers), Math.max(...numbers)].map(numberText);
    const range = `${name} ${low === high ? low : `${low}–${high}`}${unit && ` ${unit}`}`;
    if (of.length === 1) return [range];
    const mean = numberText(numbers.reduce((sum, v) => sum + v, 0) / numbers.length);
    return [
      zh ? `${range}（${of.length} 点平均 ${mean}）` : `${range} (mean of ${of.length} points ${mean})`,
    ];
  });
  const { withinHours } = ground.options;
  const said = ground.summaries.filter(s => s.points > 0).map(s => summaryText(s, language));
  return zh
    ? `地面监测：${span}（成像前后 ${withinHours} 小时内）有 ${points.length} 个点位的数据，${values.join('，')}。${said.join('')}`
    : `Ground: ${points.length} ${points.length === 1 ? 'site' : 'sites'} sampled on ${span}, within ${withinHours} hours of the image: ${values.join(', ')}.${said.map(s => ` ${s}`).join('')}`;
}

/** Density grade beside that of the satellite, trophic state and water class of one zone; empty without any of them. */
function summaryText(
  { zone, wholeLake, higher, trophic, quality }: GroundSummary,
  language: Language,
): string {
  const zh = language === 'zh-CN';
  const parts: string[] = [];
  if (wholeLake) {
    const { level, label, labelEn, rule, ruleName: name, evidence } = wholeLake.grade;
    const beside = higher && besideSatellite[higher];
    const by = ruleName({ id: rule, name }, language);
    parts.push(
      zh
        ? `按藻密度评为${level}级 ${label}（${by}${doubt(evidence, zh)}）${beside ? `，${beside.zh}` : ''}`
        : `the density grade is ${level}, ${labelEn.toLowerCase()} (${by}${doubt(evidence, zh)})${beside ? `, ${beside.en}` : ''}`,
    );
  }
  if (trophic)
    parts.push(`TLI(Σ) ${trophic.index.toFixed(1)}${zh ? '，' : ', '}${inLanguage(trophic.state, language)}`);
  if (quality?.class)
    parts.push(
      zh
        ? `水质${quality.class}类（GB 3838）`
        : `water class ${quality.class.replace('劣', 'worse than ')} (GB 3838)`,
    );
  if (parts.length === 0) return '';
  const of = zone ?? (zh ? '全部区域' : 'all zones');
  return zh ? `${of}${parts.join('；')}。` : `${of}: ${parts.join('; ')}.`;
}

const besideSatellite = {
  satellite: { zh: '低于遥感评级，以遥感较重', en: 'below that of the satellite, which is the higher' },
  ground: { zh: '高于遥感评级，以地面较重', en: 'above that of the satellite, and so the higher' },
  equal: { zh: '与遥感评级一致', en: 'the same as that of the satellite' },
} as const;

const doubt = (evidence: Evidence, zh: boolean) =>
  evidence === 'to-confirm' ? (zh ? '，分级界限待核对' : '; limits to be confirmed') : '';

const unitText = (unit: string, zh: boolean) => (zh ? unit.replace('cells', '个') : unit);

/** Three figures; large ones by powers of ten. */
function numberText(value: number): string {
  if (Math.abs(value) < 1e5) return String(Number(value.toPrecision(3))).replace('-', '−');
  const [figures, power] = value.toExponential(2).split('e+');
  return `${Number(figures)}×10${[...power].map(d => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(d)]).join('')}`;
}
