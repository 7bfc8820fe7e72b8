/** Factors to a parameter's own unit; a unit is compared without spaces, letter case, and with its common spellings. */
const families: readonly Readonly<Record<string, number>>[] = [
  // Concentration, to g/L
  {
    'g/l': 1,
    'kg/m3': 1,
    'mg/l': 1e-3,
    'g/m3': 1e-3,
    ppm: 1e-3,
    'ug/l': 1e-6,
    'mg/m3': 1e-6,
    ppb: 1e-6,
    'ng/l': 1e-9,
    'ug/ml': 1e-3,
  },
  // Number, to one per litre
  {
    '/l': 1,
    'cells/l': 1,
    '个/l': 1,
    'cells/ml': 1e3,
    '个/ml': 1e3,
    '/ml': 1e3,
    '万个/l': 1e4,
    '10^4cells/l': 1e4,
    '10^6cells/l': 1e6,
    '10^4/l': 1e4,
    '10^6/l': 1e6,
    '百万个/l': 1e6,
    '亿个/l': 1e8,
    'cells/m3': 1e-3,
    'mpn/l': 1,
    'mpn/100ml': 10,
    'cfu/100ml': 10,
    'cfu/l': 1,
  },
  // Length, to metres
  { m: 1, dm: 0.1, cm: 0.01, mm: 0.001, km: 1000, 米: 1, 厘米: 0.01, 毫米: 0.001, ft: 0.3048 },
  // Share, to one
  { '1': 1, '%': 0.01, percent: 0.01, '‰': 0.001 },
  { ntu: 1, ftu: 1, fnu: 1 },
  { 'us/cm': 1, 'ms/cm': 1000, 'ms/m': 10, 's/m': 10_000 },
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
  { 'g/cm3': 1, 'kg/m3': 0.001 },
  { 'm2/m2': 1 },
  { 'm/s': 1, 'km/h': 1 / 3.6 },
  { 'umol/(m2s)': 1, 'umol/m2/s': 1, 'umolm-2s-1': 1 },
];

const spellings: readonly [RegExp, string][] = [
  [/micrograms?/g, 'ug'],
  [/μ|µ/g, 'u'],
  [/milligrams?/g, 'mg'],
  [/\b(litres?|liters?|升)\b/g, 'l'],
  [/毫克/g, 'mg'],
  [/微克/g, 'ug'],
  [/升/g, 'l'],
  [/²/g, '2'],
  [/³/g, '3'],
  [/⁴/g, '^4'],
  [/⁶/g, '^6'],
  [/[×x·*]/g, ''],
  [/公顷/g, 'hm2'],
  [/个每升/g, '个/l'],
  [/\s+|−/g, ''],
];

function plain(unit: string): string {
  let text = unit.trim().toLowerCase().replaceAll('_', '/');
  for (const [form, spelling] of spellings) text = text.replace(form, spelling);
  return text;
}

/**
 * A function from one unit to another, or null where they do not measure the same. Degrees Fahrenheit become Celsius; a
 * unit that is not written (`''`) is taken as the wanted one.
 */
export function unitConversion(from: string, to: string): ((value: number) => number) | null {
  const [a, b] = [plain(from), plain(to)];
  if (a === '' || a === b) return value => value;
  if (/^(°c|℃|c|degc|degrees?celsius|摄氏度)$/.test(a) && /^(°c|℃)$/.test(b)) return value => value;
  if (/^(°f|℉|degf)$/.test(a) && /^(°c|℃)$/.test(b)) return value => ((value - 32) * 5) / 9;
  if (b === '' || b === '1') {
    const share = families[3][a];
    if (share !== undefined) return value => value * share;
    return /^(无量纲|dimensionless|none|-|ph|psu|units?|个|种)$/.test(a) ? value => value : null;
  }
  const family = families.find(f => Object.hasOwn(f, a) && Object.hasOwn(f, b));
  if (!family) return null;
  const factor = family[a] / family[b];
  return factor === 1 ? value => value : value => value * factor;
}
