import { isUnit, unitConversion } from '#core/foundation/units.ts';
import type { Parameter } from './site.ts';

/** Name and unit of a header: 总磷(mg/L), TP [mg/L], 总磷 mg/L, 总磷/(mg·L-1), DO%, and TP_mgL, which databases allow. */
export function splitHeader(header: string): { name: string; unit: string } {
  const text = header.trim();
  const bracket =
    /^(.*?)[\s_/,，]*[(（[【]\s*([^()（）[\]【】]*(?:\([^()]*\)[^()（）[\]【】]*)?)\s*[)）\]】]\s*$/.exec(
      text,
    );
  if (bracket?.[1].trim() && isUnit(bracket[2].replace(/^单位[:：]?|^unit[:：]?/i, ''), true))
    return { name: bracket[1].trim(), unit: bracket[2].replace(/^单位[:：]?|^unit[:：]?/i, '').trim() };
  const percent = /^(.+?)[\s_/]*%(?:[\s_]?sat)?$/i.exec(text);
  if (percent) return { name: percent[1].trim(), unit: '%' };
  // The longest end behind a mark that is a unit.
  for (const mark of text.matchAll(/[\s_/,，:：]+/g)) {
    const [name, end] = [text.slice(0, mark.index), text.slice(mark.index + mark[0].length)];
    if (name === '') continue;
    const unit = joinedUnits[end.toLowerCase().replaceAll('_', '')] ?? end;
    if (isUnit(unit) || /^(无量纲|無量綱|dimensionless|(std\.? ?|standard )?units)$/i.test(unit))
      return { name: name.trim(), unit };
  }
  return { name: text, unit: '' };
}

/** Units as names of columns have them, which know no slash. */
const joinedUnits: Readonly<Record<string, string>> = {
  mgl: 'mg/L',
  ugl: 'ug/L',
  μgl: 'µg/L',
  µgl: 'µg/L',
  ngl: 'ng/L',
  mgm3: 'mg/m3',
  uscm: 'uS/cm',
  mscm: 'mS/cm',
  cellsl: 'cells/L',
  cellsml: 'cells/mL',
  degc: '°C',
  pct: '%',
  percent: '%',
  persat: '%',
};

/** A name without marks, width and letter case: what two spellings of one name have in common. */
export const nameKey = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('α', 'a')
    .replaceAll('β', 'b')
    .replace(/[\s_.,、，·:：/|'"()（）[\]【】]+|[-–—](?=.)/g, '');

/** Words around a name that leave it what it is. */
const decorations = new RegExp(
  [
    '(的?(浓度|含量|监测值|实测值|测定值|测量值|检测值|测定结果|监测结果|检测结果|结果|数值|值)',
    'concentration|conc|value|result|reading)$',
    '^(水质|水体|现场|实测|本月|当月|本期|measured|field|discrete|lab)',
  ].join('|'),
);
/** What stands in brackets behind a name and leaves it what it is: the form that is counted, the method. */
const benign = /^(以.*计|as.{1,6}|无量纲|dimensionless|.*法|现场|实测|监测值|本月|当月|grab|field)$/;

export type Names = ReadonlyMap<string, readonly Parameter[]>;

/** The parameters by their whole names. */
export function namesOf(parameters: readonly Parameter[]): Names {
  const names = new Map<string, Parameter[]>();
  for (const parameter of parameters) {
    const all = [parameter.id, parameter.name.zh, parameter.name.en, ...(parameter.aliases ?? [])];
    for (const key of new Set(all.map(nameKey))) names.set(key, [...(names.get(key) ?? []), parameter]);
  }
  return names;
}

/** A parameter that a heading means, and how surely: the whole name with a fitting unit is surest. */
export interface Meant {
  parameter: Parameter;
  certainty: number;
}

/**
 * The parameter that a whole name and its unit mean; null where no parameter has that name, `'unit'` where one has it
 * but not in this unit. Never a part of a name: 叶绿素b, 溶解性总磷 and 总磷限值 are not 叶绿素a and 总磷.
 */
export function parameterMeant(name: string, unit: string, names: Names): Meant | 'unit' | null {
  const known = parametersCalled(name, names);
  if (!known) return null;
  const fitting = known.parameters.filter(p => unitConversion(unit, p.unit) !== null);
  if (fitting.length === 0) return 'unit';
  return { parameter: fitting[0], certainty: (unit === '' ? 0 : 1) + (known.exact ? 2 : 0) };
}

/** The first parameter of a whole name whatever its unit: a row of a long table tells a wrong unit itself. */
export function parameterNamed(name: string, unit: string, names: Names): Parameter | null {
  const meant = parameterMeant(name, unit, names);
  return meant === 'unit' ? parametersCalled(name, names)!.parameters[0] : (meant?.parameter ?? null);
}

function parametersCalled(name: string, names: Names) {
  const exact = names.get(nameKey(name));
  if (exact) return { parameters: exact, exact: true };
  const parts = [...name.matchAll(/[(（[【]([^()（）[\]【】]*)[)）\]】]/g)].map(m => m[1]);
  const outside = nameKey(name.replace(/[(（[【][^()（）[\]【】]*[)）\]】]/g, ''));
  const bare = names.get(outside) ?? names.get(outside.replace(decorations, ''));
  if (!bare) return null;
  const isSame = (part: string) =>
    benign.test(nameKey(part)) || names.get(nameKey(part))?.some(p => bare.includes(p)) === true;
  return parts.every(isSame) ? { parameters: bare, exact: false } : null;
}

/** Why a column beside a parameter is no measured value, for people: null where its name does not tell. */
export function notMeasured(
  header: string,
): 'limit' | 'multiple' | 'class' | 'other-period' | 'derived' | null {
  const text = header.normalize('NFKC').toLowerCase();
  if (/超标|倍数|exceed|multiple/.test(text)) return 'multiple';
  if (/限值|标准|目标|阈值|检出限|limit|standard(?! conditions)|target|threshold|\bmdl\b|\blod\b/.test(text))
    return 'limit';
  if (/类别|级别|等级|评价|是否|class|grade|status/.test(text)) return 'class';
  if (/上月|上期|上年|去年|同期|上次|前值|历史|last (month|year)|previous|prior/.test(text))
    return 'other-period';
  if (
    /比值?$|ratio|同比|环比|变化|增幅|差$|差值|平均|均值|最大|最小|中位|去除率|达标率|偏差|标准差|error|st\.?dev|mean|max|min/.test(
      text,
    )
  )
    return 'derived';
  return null;
}
