import type { IndexResult, IndexTerm, RegionIndex, SubIndex } from '#core/ecology/ei.ts';
import { inLanguage, type Language, type Text } from '#core/foundation/text.ts';
import { tableOf, type Column } from '#host/products/tables/columns.ts';
import { stemIn, writeTables, type WrittenFile } from '#host/products/tables/write-tables.ts';

export const toConfirm: Text = { zh: '待核对', en: 'to be confirmed' };
const evidenceText = (evidence: string, language: Language) =>
  evidence === 'to-confirm' ? inLanguage(toConfirm, language) : evidence;

/** Results, sub-indices, and every coefficient with its evidence. */
export async function exportIndex(
  result: IndexResult,
  name: string,
  directory: string,
  language: Language,
): Promise<WrittenFile[]> {
  const nameOf = (id: string) => {
    const input = result.inputs.find(i => i.id === id);
    return input ? inLanguage(input.name, language) : id;
  };
  const regions: Column<RegionIndex>[] = [
    { key: 'region', label: { zh: '区域', en: 'Region' }, of: r => r.region },
    { key: 'year', label: { zh: '年份', en: 'Year' }, decimals: 0, of: r => r.year },
    { key: 'standard', label: { zh: '标准', en: 'Standard' }, of: () => inLanguage(result.name, language) },
    {
      key: result.standard.toLowerCase(),
      label: { zh: result.standard, en: result.standard },
      decimals: 2,
      of: r => r.total,
    },
    {
      key: 'grade',
      label: { zh: '等级', en: 'Grade' },
      of: r => r.grade && (language === 'zh-CN' ? r.grade.label : r.grade.labelEn),
    },
    ...result.regions[0].subIndices.map((sub, n): Column<RegionIndex> => ({
      key: sub.id,
      label: sub.name,
      decimals: 2,
      of: r => r.subIndices[n].value,
    })),
    { key: 'change', label: { zh: '变化量', en: 'Change' }, decimals: 2, of: r => r.change?.delta ?? null },
    { key: 'since', label: { zh: '对比年份', en: 'Since' }, decimals: 0, of: r => r.change?.since ?? null },
    {
      key: 'change_grade',
      label: { zh: '变化等级', en: 'Grade of change' },
      of: r =>
        r.change && `${inLanguage(r.change.label, language)}${directionOf(r.change.direction, language)}`,
    },
    { key: 'evidence', label: { zh: '依据', en: 'Evidence' }, of: r => evidenceText(r.evidence, language) },
    {
      key: 'missing',
      label: { zh: '缺少的输入', en: 'Missing inputs' },
      of: r => r.missing.map(nameOf).join(', ') || null,
    },
  ];
  type Line = { region: RegionIndex; sub: SubIndex; term: IndexTerm };
  const terms: Column<Line>[] = [
    { key: 'region', label: { zh: '区域', en: 'Region' }, of: r => r.region.region },
    { key: 'year', label: { zh: '年份', en: 'Year' }, decimals: 0, of: r => r.region.year },
    { key: 'sub_index', label: { zh: '分指数', en: 'Sub-index' }, of: r => inLanguage(r.sub.name, language) },
    { key: 'sub_weight', label: { zh: '分指数权重', en: 'Its weight' }, decimals: 2, of: r => r.sub.weight },
    { key: 'formula', label: { zh: '公式', en: 'Formula' }, of: r => r.sub.formula },
    { key: 'input', label: { zh: '输入', en: 'Input' }, of: r => inLanguage(r.term.name, language) },
    { key: 'unit', label: { zh: '单位', en: 'Unit' }, of: r => r.term.unit },
    { key: 'value', label: { zh: '值', en: 'Value' }, of: r => r.term.value },
    { key: 'weight', label: { zh: '权重', en: 'Weight' }, of: r => r.term.weight },
    { key: 'coefficient', label: { zh: '归一化系数', en: 'Coefficient' }, of: r => r.term.coefficient },
    {
      key: 'evidence',
      label: { zh: '依据', en: 'Evidence' },
      of: r => evidenceText(r.term.evidence, language),
    },
  ];
  const lines = result.regions.flatMap(region =>
    region.subIndices.flatMap(sub => sub.terms.map((term): Line => ({ region, sub, term }))),
  );
  const years = [...new Set(result.regions.flatMap(r => r.year ?? []))].join('_') || 'undated';
  return writeTables(
    stemIn(directory, result.standard.toLowerCase(), name, years),
    directory,
    [
      { name: { zh: '结果', en: 'Results' }, table: tableOf(regions, result.regions, language) },
      { name: { zh: '系数与输入', en: 'Coefficients and inputs' }, table: tableOf(terms, lines, language) },
    ],
    result,
    name,
    language,
  );
}

export const directionOf = (direction: 'better' | 'worse' | 'same', language: Language): string =>
  direction === 'same'
    ? ''
    : inLanguage(
        direction === 'better' ? { zh: '(变好)', en: ' (better)' } : { zh: '(变差)', en: ' (worse)' },
        language,
      );
