import { describe, expect, it } from 'vitest';
import { isUnit, unitConversion } from '#core/foundation/units.ts';
import { namesOf, notMeasured, parameterMeant, splitHeader } from '#core/plots/parameter-names.ts';
import { loadParameters } from '#host/catalogue/parameters.ts';

const names = namesOf(loadParameters());
const meaning = (header: string): string | null => {
  const { name, unit } = splitHeader(header);
  const meant = parameterMeant(name, unit, names);
  return meant === null || meant === 'unit' ? meant : meant.parameter.id;
};

describe('a heading', () => {
  it.each([
    ['总磷(mg/L)', 'total-phosphorus'],
    ['总磷（以P计）（mg/L）', 'total-phosphorus'],
    ['TP/(mg·L-1)', 'total-phosphorus'],
    ['TP_mgL', 'total-phosphorus'],
    ['Total Phosphorus, mixed forms', 'total-phosphorus'],
    ['溶解氧 mg/L', 'dissolved-oxygen'],
    ['DO%', 'oxygen-saturation'],
    ['ODO % sat', 'oxygen-saturation'],
    ['Dissolved oxygen (DO)', 'dissolved-oxygen'],
    ['化学需氧量(CODCr)', 'chemical-oxygen-demand'],
    ['CODMn(mg/L)', 'permanganate-index'],
    ['Biochemical oxygen demand, standard conditions', 'biochemical-oxygen-demand'],
    ['叶绿素α(mg/L)', 'chlorophyll-a'],
    ['Chlorophyll RFU', 'chlorophyll-rfu'],
    ['Chlorophyll µg/L', 'chlorophyll-a'],
    ['叶绿素b(μg/L)', 'chlorophyll-b'],
    ['Chlorophyll b', 'chlorophyll-b'],
    ['脱镁叶绿素a', 'phaeophytin'],
    ['溶解性总磷(mg/L)', 'dissolved-phosphorus'],
    ['PO4-P (mg/L)', 'orthophosphate'],
    ['NO3-N', 'nitrate-nitrogen'],
    ['NO2-N', 'nitrite-nitrogen'],
    ['凯氏氮', 'kjeldahl-nitrogen'],
    ['氨氮(NH3-N)', 'ammonia-nitrogen'],
    ['Ammonia, un-ionized', 'unionized-ammonia'],
    ['Temperature, air, deg C', 'air-temperature'],
    ['Temp (°C)', 'water-temperature'],
    ['蓝藻密度(万个/L)', 'cyanobacteria-density'],
    ['硅藻细胞密度(cells/mL)', 'diatom-density'],
    ['藻密度(×10⁴个/L)', 'algal-density'],
    ['铬(六价)(mg/L)', 'chromium-vi'],
    ['石油类（mg/L）', 'petroleum'],
    ['粪大肠菌群(个/L)', 'faecal-coliforms'],
    ['邻苯二甲酸二(2-乙基己基)酯', 'diethylhexyl-phthalate'],
    ['底泥总磷(mg/kg)', 'sediment-total-phosphorus'],
    ['ORP (mV)', 'redox-potential'],
    ['电导率(S/m)', 'conductivity'],
  ])('%s is %s', (header, id) => expect(meaning(header)).toBe(id));

  it.each([
    '总磷限值(mg/L)',
    '氨氮标准值(mg/L)',
    '总磷目标',
    '总磷超标倍数',
    '上月叶绿素a(μg/L)',
    '总磷同期值',
    '总磷类别',
    'TP limit (mg/L)',
    'DO class',
    'last month TP',
    '总氮磷比',
    'N:P',
    'TN/TP',
    '水温差(℃)',
    '云覆盖度(%)',
    'Cloud cover',
    'Copper, dissolved',
    '溶解氧(限值)',
    'Temperature (soil)',
    'Nitrate',
  ])('%s is no parameter', header => expect(meaning(header)).toBeNull());

  it('in a unit that its parameter has not is told apart from an unknown name', () => {
    expect(meaning('总磷(%)')).toBe('unit');
    expect(meaning('透明度(mg/L)')).toBe('unit');
  });

  it('says why it is no measured value', () => {
    expect(['总磷限值', '总磷超标倍数', '水质类别', '上月总磷', '氮磷比', '总磷'].map(notMeasured)).toEqual([
      'limit',
      'multiple',
      'class',
      'other-period',
      'derived',
      null,
    ]);
  });
});

describe('units in every spelling', () => {
  // Powers of ten by hand: 万 is 10^4, a millilitre the thousandth of a litre.
  it.each([
    ['mg·L-1', 'mg/L', 1],
    ['mg L^-1', 'mg/L', 1],
    ['mg·L⁻¹', 'mg/L', 1],
    ['㎎/L', 'mg/L', 1],
    ['ＭＧ／Ｌ', 'mg/L', 1],
    ['mg/l as N', 'mg/L', 1],
    ['毫克/升', 'mg/L', 1],
    ['μg/L', 'mg/L', 1e-3],
    ['万个/mL', 'cells/L', 1e7],
    ['万个/L', 'cells/L', 1e4],
    ['×10⁴个/L', 'cells/L', 1e4],
    ['10^4 cells/mL', 'cells/L', 1e7],
    ['*10^6cells/L', 'cells/L', 1e6],
    ['万细胞/L', 'cells/L', 1e4],
    ['个/mL', 'cells/L', 1e3],
    ['cells·mL-1', 'cells/L', 1e3],
    ['MPN/100mL', '/L', 10],
    ['S/m', 'µS/cm', 1e4],
    ['mS·cm-1', 'µS/cm', 1e3],
    ['ug/g', 'mg/kg', 1],
  ])('%s to %s', (from, to, factor) => {
    expect(isUnit(from)).toBe(true);
    expect(unitConversion(from, to)!(3)).toBeCloseTo(3 * factor, 12);
  });

  it('leaves a salinity in ‰ what it is', () => expect(unitConversion('‰', '')!(35)).toBe(35));
});
