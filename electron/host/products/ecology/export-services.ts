import type { ServiceRegion, ServiceResult } from '#core/ecology/services.ts';
import { inLanguage, type Language } from '#core/foundation/text.ts';
import { sentence, tableOf, type Column } from '#host/products/tables/columns.ts';
import { toConfirm } from './export-index.ts';
import { stemIn, writeTables, type WrittenFile } from '#host/products/tables/write-tables.ts';

/** Means and totals per zone, and the formulas that they were made with. */
export async function exportServices(
  result: ServiceResult,
  name: string,
  directory: string,
  language: Language,
): Promise<WrittenFile[]> {
  const all = inLanguage({ zh: '全部', en: 'All' }, language);
  const rows = [...result.regions, ...(result.regions.length > 1 ? [{ ...result.whole, region: all }] : [])];
  const columns: Column<ServiceRegion>[] = [
    { key: 'region', label: { zh: '区域', en: 'Region' }, of: r => r.region },
    { key: 'area_km2', label: { zh: '面积', en: 'Area' }, unit: 'km²', decimals: 4, of: r => r.areaKm2 },
    {
      key: 'valid_km2',
      label: { zh: '有效面积', en: 'Valid' },
      unit: 'km²',
      decimals: 4,
      of: r => r.validKm2,
    },
    ...result.outputs.flatMap((output, n): Column<ServiceRegion>[] => [
      {
        key: `${output.id}_mean`,
        label: { zh: `${output.name.zh} 均值`, en: `${output.name.en}, mean` },
        unit: output.unit,
        decimals: 4,
        of: r => r.outputs[n].mean,
      },
      {
        key: `${output.id}_total`,
        label: { zh: `${output.name.zh} 总量`, en: `${output.name.en}, total` },
        unit: output.totalUnit,
        decimals: 1,
        of: r => r.outputs[n].total,
      },
    ]),
    {
      key: 'evidence',
      label: { zh: '公式依据', en: 'Evidence of the formulas' },
      of: () => (result.evidence === 'to-confirm' ? inLanguage(toConfirm, language) : result.evidence),
    },
    {
      key: 'problem',
      label: { zh: '问题', en: 'Problem' },
      of: r => (r.problem ? sentence(r.problem.message, language) : null),
    },
  ];
  type Step = ServiceResult['steps'][number];
  const steps: Column<Step>[] = [
    { key: 'quantity', label: { zh: '量', en: 'Quantity' }, of: s => s.id },
    { key: 'formula', label: { zh: '公式', en: 'Formula' }, of: s => s.formula },
    { key: 'from', label: { zh: '来自', en: 'From' }, of: s => s.from.join(', ') },
  ];
  return writeTables(
    stemIn(directory, `service_${result.service}`, name, result.recipe.created.slice(0, 10)),
    directory,
    [
      { name: { zh: '服务功能', en: 'Services' }, table: tableOf(columns, rows, language) },
      { name: { zh: '公式', en: 'Formulas' }, table: tableOf(steps, result.steps, language) },
    ],
    result,
    name,
    language,
  );
}
