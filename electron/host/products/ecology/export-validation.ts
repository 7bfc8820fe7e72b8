import type { RetrievalAccuracy, ValidationPlot, ValidationResult } from '#core/ecology/validation.ts';
import { siteKinds } from '#core/plots/site.ts';
import { inLanguage, type Language, type Text } from '#core/foundation/text.ts';
import { percent, tableOf, type Column } from '#host/products/tables/columns.ts';
import { stemIn, writeTables, type WrittenFile } from '#host/products/tables/write-tables.ts';

const leftOutWords: Record<string, Text> = {
  outside: { zh: '在影像外', en: 'outside the scene' },
  'not-seen': { zh: '有效像元不足', en: 'too little seen' },
};
const shapes: Record<ValidationPlot['shape'], Text> = {
  outline: { zh: '样地边界', en: 'outline' },
  square: { zh: '方形样地', en: 'square' },
  window: { zh: '像元窗口', en: 'window of pixels' },
};
const pass: Text = { zh: '合格', en: 'passes' };
const fail: Text = { zh: '不合格', en: 'fails' };
const all: Text = { zh: '合计', en: 'Total' };

/** The validation sheet: a row per plot, accuracy per type and in total, the matrix of classes. */
export async function exportValidation(
  result: ValidationResult,
  name: string,
  directory: string,
  language: Language,
): Promise<WrittenFile[]> {
  const say = (text: Text) => inLanguage(text, language);
  const kindName = (kind: string) => (siteKinds[kind] ? say(siteKinds[kind]) : kind);
  const { unit } = result.parameter;
  const plots: Column<ValidationPlot>[] = [
    { key: 'plot', label: { zh: '样地', en: 'Plot' }, of: p => p.name },
    { key: 'code', label: { zh: '样地号', en: 'Code' }, of: p => p.code },
    { key: 'type', label: { zh: '样地类型', en: 'Type' }, of: p => kindName(p.type) },
    { key: 'lon', label: { zh: '经度', en: 'Longitude' }, unit: '°', decimals: 6, of: p => p.lon },
    { key: 'lat', label: { zh: '纬度', en: 'Latitude' }, unit: '°', decimals: 6, of: p => p.lat },
    { key: 'day', label: { zh: '观测日期', en: 'Day' }, of: p => p.day },
    {
      key: 'observations',
      label: { zh: '观测数', en: 'Observations' },
      decimals: 0,
      of: p => p.observations,
    },
    { key: 'measured', label: { zh: '实测值', en: 'Measured' }, unit, decimals: 3, of: p => p.measured },
    { key: 'retrieved', label: { zh: '反演值', en: 'Retrieved' }, unit, decimals: 3, of: p => p.retrieved },
    {
      key: 'relative_error_pct',
      label: { zh: '相对误差', en: 'Relative error' },
      unit: '%',
      decimals: 2,
      of: p =>
        p.leftOut === null && p.retrieved !== 0 ? percent((p.measured - p.retrieved!) / p.retrieved!) : null,
    },
    { key: 'shape', label: { zh: '取值范围', en: 'Taken over' }, of: p => say(shapes[p.shape]) },
    { key: 'area_m2', label: { zh: '样地面积', en: 'Area' }, unit: 'm²', decimals: 1, of: p => p.areaM2 },
    {
      key: 'valid_pct',
      label: { zh: '有效比例', en: 'Valid' },
      unit: '%',
      decimals: 1,
      of: p => percent(p.validShare),
    },
    {
      key: 'left_out',
      label: { zh: '未计入原因', en: 'Left out' },
      of: p => (p.leftOut ? say(leftOutWords[p.leftOut]) : null),
    },
  ];
  const accuracies: Column<RetrievalAccuracy>[] = [
    {
      key: 'type',
      label: { zh: '样地类型', en: 'Type' },
      of: a => (a.type === null ? say(all) : kindName(a.type)),
    },
    { key: 'plots', label: { zh: '样地数', en: 'Plots' }, decimals: 0, of: a => a.plots },
    {
      key: 'p_pct',
      label: { zh: '反演精度 P', en: 'Accuracy P' },
      unit: '%',
      decimals: 2,
      of: a => percent(a.p),
    },
    { key: 'ree', label: { zh: '相对误差 REE', en: 'REE' }, decimals: 4, of: a => a.ree },
    {
      key: 'passes',
      label: {
        zh: `合格(P ≥ ${result.passRetrieval * 100} %)`,
        en: `Pass (P ≥ ${result.passRetrieval * 100} %)`,
      },
      of: a => (a.passes === null ? null : say(a.passes ? pass : fail)),
    },
    { key: 'r2', label: { zh: 'R²', en: 'R²' }, decimals: 3, of: a => a.agreement.r2 },
    { key: 'rmse', label: { zh: 'RMSE', en: 'RMSE' }, unit, decimals: 3, of: a => a.agreement.rmse },
    { key: 'bias', label: { zh: '偏差', en: 'Bias' }, unit, decimals: 3, of: a => a.agreement.bias },
    {
      key: 'overall_pct',
      label: { zh: '分级正确率', en: 'Classes right' },
      unit: '%',
      decimals: 2,
      of: a => percent(a.classes?.overall),
    },
    { key: 'kappa', label: { zh: 'Kappa', en: 'Kappa' }, decimals: 3, of: a => a.classes?.kappa ?? null },
    {
      key: 'kappa_quality',
      label: { zh: 'Kappa 评价', en: 'Kappa is' },
      of: a => (a.classes?.quality ? say(a.classes.quality) : null),
    },
  ];
  const limits = result.classLimits;
  const classNames = [...limits, null].map((high, i) =>
    i === 0 ? `< ${limits[0]}` : high === null ? `≥ ${limits[i - 1]}` : `${limits[i - 1]}–${high}`,
  );
  const matrix = result.accuracies[0].classes;
  type Line = { name: string; counts: number[] };
  const sheets = [
    { name: { zh: '样地对照', en: 'Plots' }, table: tableOf(plots, result.plots, language) },
    { name: { zh: '精度', en: 'Accuracy' }, table: tableOf(accuracies, result.accuracies, language) },
    ...(matrix
      ? [
          {
            name: { zh: '混淆矩阵', en: 'Classes' },
            table: tableOf<Line>(
              [
                {
                  key: 'retrieved',
                  label: { zh: '反演 \\ 实测', en: 'Retrieved \\ measured' },
                  of: l => l.name,
                },
                ...classNames.map((n, i): Column<Line> => ({
                  key: `class_${i + 1}`,
                  label: { zh: n, en: n },
                  decimals: 0,
                  of: l => l.counts[i],
                })),
              ],
              matrix.counts.map((counts, i) => ({ name: classNames[i], counts })),
              language,
            ),
          },
        ]
      : []),
  ];
  const date = result.product.acquired?.slice(0, 10) ?? result.recipe.created.slice(0, 10);
  return writeTables(
    stemIn(directory, `validation_${result.parameter.id}`, name, date),
    directory,
    sheets,
    result,
    name,
    language,
  );
}
