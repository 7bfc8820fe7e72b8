import { whole } from './whole.ts';

/** Factors to a parameter's own unit; a unit is compared as `plain` writes it. */
const families: readonly Readonly<Record<string, number>>[] = [
  // Concentration, to g/L
  {
    'g/l': 1,
    'kg/m3': 1,
    'mg/l': 1e-3,
    'mg/dm3': 1e-3,
    'g/m3': 1e-3,
    ppm: 1e-3,
    'ug/l': 1e-6,
    'ug/dm3': 1e-6,
    'mg/m3': 1e-6,
    ppb: 1e-6,
    'ng/l': 1e-9,
    'ug/ml': 1e-3,
    'mg/ml': 1,
    'ng/ml': 1e-6,
  },
  // Length, to metres
  { m: 1, dm: 0.1, cm: 0.01, mm: 0.001, km: 1000, 米: 1, 厘米: 0.01, 毫米: 0.001, ft: 0.3048, feet: 0.3048 },
  // Share, to one
  { '1': 1, '%': 0.01, percent: 0.01, '%sat': 0.01, '%saturation': 0.01, '‰': 0.001 },
  { ntu: 1, ftu: 1, fnu: 1, 度: 1 },
  { 'us/cm': 1, 'ms/cm': 1000, 'ms/m': 10, 'ds/m': 1000, 's/m': 10_000, 'umho/cm': 1, 'umhos/cm': 1 },
  { mv: 1, v: 1000 },
  { rfu: 1 },
  { qsu: 1 },
  {
    'g/m2': 1,
    'kg/m2': 1000,
    't/hm2': 100,
    't/ha': 100,
    'mg/ha': 100,
    'ton/ha': 100,
    'tons/ha': 100,
    'kg/hm2': 0.1,
    'kg/ha': 0.1,
  },
  { 'g/m2/d': 1, 'g/(m2d)': 1, 'mg/m2/d': 0.001 },
  // Share of dry weight, to mg/kg
  { 'mg/kg': 1, 'ug/g': 1, 'g/kg': 1000, 'mg/g': 1000, 'ug/kg': 0.001, '%': 10_000 },
  { 'g/cm3': 1, 'kg/m3': 0.001 },
  { 'm2/m2': 1 },
  { 'm/s': 1, 'cm/s': 0.01, 'km/h': 1 / 3.6 },
  { 'm3/s': 1, cms: 1, 'l/s': 0.001, 'm3/h': 1 / 3600, 'm3/d': 1 / 86_400, '万m3/d': 10_000 / 86_400 },
  { 'umol/(m2s)': 1, 'umol/m2/s': 1 },
];
const share = families[2];

const spellings: readonly [RegExp, string][] = [
  [/_/g, '/'],
  [/micrograms?|微克/g, 'ug'],
  [/milligrams?|毫克/g, 'mg'],
  [/micromho/g, 'umho'],
  [/microsiemens/g, 'us'],
  [/millisiemens/g, 'ms'],
  [/siemens/g, 's'],
  [/centimet(er|re)s?/g, 'cm'],
  [/millimet(er|re)s?/g, 'mm'],
  [/\bmet(er|re)s?\b/g, 'm'],
  [/millilit(er|re)s?|毫升/g, 'ml'],
  [/\blit(er|re)s?\b|公升|升/g, 'l'],
  [/立方米/g, 'm3'],
  [/公顷/g, 'hm2'],
  [/(?<=[a-z\d])\s+as\s+[a-z\d]+$/, ''],
  [/\bper\b|每/g, '/'],
  [/^([mun]g)\s?[np]\s?\//, '$1/'],
  [/μ/g, 'u'],
  [/ㄍ/g, 'g'],
  [/\s+/g, ' '],
  // mg·L-1, m^-3, µmol m-2 s-1
  [/[·.*⋅•∙ ]?(ml|dm3|cm3|cm2|m3|m2|hm2|kg|ha|cm|[lmshdg])\s?\^?[-−–]1/g, '/$1'],
  [/[·.*⋅•∙ ]?(m)\s?\^?[-−–]([23])/g, '/$1$2'],
  [/\^(?=[23](\D|$))/g, ''],
  [/[\s·*⋅•∙]+/g, ''],
];

function plain(unit: string): string {
  let text = unit
    .trim()
    .replace(/10([⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g, (_, power: string) => `10^${power.normalize('NFKC')}`)
    .normalize('NFKC')
    .toLowerCase();
  for (const [form, spelling] of spellings) text = text.replace(form, spelling);
  return text;
}

const many: Readonly<Record<string, number>> = { '': 1, 千: 1e3, 万: 1e4, 百万: 1e6, 千万: 1e7, 亿: 1e8 };
const litres: Readonly<Record<string, number>> = {
  l: 1,
  ml: 1e-3,
  '100ml': 0.1,
  ul: 1e-6,
  m3: 1e3,
  dm3: 1,
  cm3: 1e-3,
};

/** Organisms per litre that one of a unit is: 万个/mL, ×10⁴个/L, MPN/100mL; null for what counts nothing. */
function countPerLitre(text: string): number | null {
  const match =
    /^[x×]?(?:10(?:\^|e|的)?(\d)(?:次方)?)?(百万|千万|千|万|亿)?[x×]?(?:个?细胞数?|藻?个数?|個|cells?|cell数|counts?|ind\.?|no\.?|#|mpn|cfu|株|尾|只)?\/(100ml|ml|ul|l|m3|dm3|cm3)$/.exec(
      text,
    );
  return match ? (10 ** Number(match[1] ?? 0) * many[match[2] ?? '']) / litres[match[3]] : null;
}

const isCelsius = (text: string) => /^(°c|c|degc|deg\.c|degrees?c(elsius)?|celsius|摄氏度|°|oc)$/.test(text);
const isFahrenheit = (text: string) => /^(°f|f|degf|deg\.f|degrees?f(ahrenheit)?)$/.test(text);
const isNone = (text: string) =>
  whole([
    '无量纲|無量綱|无纲量|无单位|dimensionless|unitless|none|-|/|ph|ph单位|ph值?|psu|pss|ppt|‰|units?',
    'phunits?|std\\.?units?|standardunits?|su|s\\.u\\.?|个|种',
  ]).test(text);

/**
 * A function from one unit to another, or null where they do not measure the same. Degrees Fahrenheit become Celsius; a
 * unit that is not written (`''`) is taken as the wanted one.
 */
export function unitConversion(from: string, to: string): ((value: number) => number) | null {
  const [a, b] = [plain(from), plain(to)];
  if (a === '' || a === b) return value => value;
  if (isCelsius(b)) {
    if (isCelsius(a)) return value => value;
    return isFahrenheit(a) ? value => ((value - 32) * 5) / 9 : null;
  }
  if (b === '' || b === '1') {
    if (isNone(a)) return value => value;
    return Object.hasOwn(share, a) ? value => value * share[a] : null;
  }
  const [count, wanted] = [countPerLitre(a), countPerLitre(b)];
  if (count !== null && wanted !== null) return scaled(count / wanted);
  const family = families.find(f => Object.hasOwn(f, a) && Object.hasOwn(f, b));
  return family ? scaled(family[a] / family[b]) : null;
}

const scaled = (factor: number) =>
  factor === 1 ? (value: number) => value : (value: number) => value * factor;

/** True for what is written as a unit; `dimensionless` words count only where a unit is expected, as in brackets. */
export function isUnit(text: string, expected = false): boolean {
  const unit = plain(text);
  if (unit === '' || /^\d+$/.test(unit)) return false;
  if (families.some(f => Object.hasOwn(f, unit)) || countPerLitre(unit) !== null) return true;
  return isCelsius(unit) || isFahrenheit(unit) || (expected && isNone(unit));
}
