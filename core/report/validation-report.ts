import type { RetrievalAccuracy, ValidationPlot, ValidationResult } from '#core/ecology/validation.ts';
import { siteKinds } from '#core/plots/site.ts';
import { fixed, percentText } from '#core/page/number-text.ts';
import { inLanguage, type Language, type Text } from '#core/foundation/text.ts';
import { chartColors, type Chart } from './chart.ts';
import { paragraph, pick, reportOf } from './common.ts';
import type { ReportHead } from './material.ts';
import { reportTable, type TableColumnOf } from './report-table.ts';
import type { Report, ReportBlock } from './report.ts';

export interface ValidationMaterial extends ReportHead {
  name: string;
  result: ValidationResult;
}

const leftOutWords: Record<'outside' | 'not-seen', Text> = {
  outside: { zh: '在影像外', en: 'outside the scene' },
  'not-seen': { zh: '有效像元不足', en: 'too little seen' },
};

/** 样地验证报告: accuracy in total and per type of plot, the scatter of both values, plots left out and why. */
export function validationReport(m: ValidationMaterial, language: Language): Report {
  const { result } = m;
  const say = pick(language);
  const parameter = inLanguage(result.parameter.name, language);
  const out = result.plots.filter(p => p.leftOut !== null);
  return reportOf(
    m,
    language,
    {
      title: say(`${parameter}${m.called.zh}`, `${m.called.en}: ${parameter}`),
      subtitle: `${result.product.name} · ${result.product.acquired?.slice(0, 10) ?? say('日期未知', 'date not known')}`,
    },
    [
      { kind: 'heading', text: say('验证结果', 'Result') },
      paragraph('overview', overviewText(result, language)),
      ...result.accuracies.slice(1).map(a => paragraph(`type-${a.type}`, typeText(a, language))),
      accuracyTable(result, language),
      ...(result.plots.some(p => p.leftOut === null)
        ? [
            {
              kind: 'figure' as const,
              caption: say(
                `${parameter}实测值与反演值（虚线为 1:1）`,
                `${parameter}, measured and retrieved (dashed: 1:1)`,
              ),
              figure: { chart: scatterChart(result, language) },
            },
          ]
        : []),
      ...matrixBlocks(result, language),
      { kind: 'heading', text: say('样地', 'Plots') },
      reportTable(
        say('参与验证的样地', 'Plots that count'),
        plotColumns(result, language),
        result.plots.filter(p => p.leftOut === null),
      ),
      out.length > 0
        ? reportTable(
            say('未计入的样地及原因', 'Plots left out, and why'),
            [
              { label: say('样地', 'Plot'), of: p => p.name },
              { label: say('类型', 'Type'), of: p => typeName(p.type, language) },
              { label: say('观测日期', 'Day'), of: p => p.day },
              { label: say('有效比例', 'Valid'), unit: '%', decimals: 1, of: p => p.validShare * 100 },
              { label: say('原因', 'Why'), of: p => inLanguage(leftOutWords[p.leftOut!], language) },
            ],
            out,
          )
        : paragraph('left-out', say('所有样地均参与验证。', 'No plot was left out.')),
    ],
  );
}

const typeName = (type: string, language: Language) =>
  siteKinds[type] ? inLanguage(siteKinds[type], language) : type;

function verdict(passes: boolean | null, language: Language): string | null {
  const say = pick(language);
  return passes === null ? null : passes ? say('合格', 'passes') : say('不合格', 'fails');
}

function overviewText(r: ValidationResult, language: Language): string {
  const zh = language === 'zh-CN';
  const [all] = r.accuracies;
  const name = inLanguage(r.parameter.name, language);
  const mark = percentText(r.passRetrieval);
  const doubt = r.evidence === 'to-confirm' ? (zh ? '（合格线待核对）' : ' (pass mark to be confirmed)') : '';
  const left = r.plots.length - all.plots;
  if (all.plots === 0)
    return zh
      ? `${r.plots.length} 个样地均未能参与验证，不给出精度。`
      : `None of the ${r.plots.length} plots counts; there is no accuracy.`;
  if (all.p === null)
    return zh
      ? `${all.plots} 个样地参与验证，但相对误差无界（反演值为 0 而实测值不为 0），精度 P 无法给出，判为不合格${doubt}。`
      : `${all.plots} plots count, but the relative error has no end (nothing was retrieved where something was measured): there is no P, and it fails${doubt}.`;
  return zh
    ? `以 ${all.plots} 个样地的${name}实测值验证 ${r.product.name}（另有 ${left} 个未计入），相对误差 REE 为 ${fixed(all.ree, 4)}，反演精度 P = 1 − REE = ${percentText(all.p)}%，合格线 ${mark}%${doubt}，${verdict(all.passes, language)}。`
    : `${r.product.name} is checked with ${name} of ${all.plots} plots (${left} left out): REE ${fixed(all.ree, 4)}, accuracy P = 1 − REE = ${percentText(all.p)} %, pass mark ${mark} %${doubt}: it ${verdict(all.passes, language)}.`;
}

function typeText(a: RetrievalAccuracy, language: Language): string {
  const zh = language === 'zh-CN';
  const name = typeName(a.type!, language);
  if (a.p === null)
    return zh ? `${name}：${a.plots} 个样地，精度无法给出。` : `${name}: ${a.plots} plots, no accuracy.`;
  const kappa = a.classes?.kappa;
  const extra =
    kappa === null || kappa === undefined
      ? ''
      : zh
        ? `，Kappa ${fixed(kappa, 3)}（${inLanguage(a.classes!.quality!, language)}）`
        : `, kappa ${fixed(kappa, 3)} (${inLanguage(a.classes!.quality!, language).toLowerCase()})`;
  return zh
    ? `${name}：${a.plots} 个样地，P = ${percentText(a.p)}%${extra}，${verdict(a.passes, language)}。`
    : `${name}: ${a.plots} plots, P = ${percentText(a.p)} %${extra}; it ${verdict(a.passes, language)}.`;
}

function accuracyTable(r: ValidationResult, language: Language): ReportBlock {
  const say = pick(language);
  const { unit } = r.parameter;
  return reportTable(
    say('精度', 'Accuracy'),
    [
      {
        label: say('样地类型', 'Type'),
        of: a => (a.type === null ? say('合计', 'Total') : typeName(a.type, language)),
      },
      { label: say('样地数', 'Plots'), decimals: 0, of: a => a.plots },
      { label: 'P', unit: '%', decimals: 2, of: a => (a.p === null ? null : a.p * 100) },
      { label: 'REE', decimals: 4, of: a => a.ree },
      { label: say('判定', 'Verdict'), of: a => verdict(a.passes, language) },
      { label: 'R²', decimals: 3, of: a => a.agreement.r2 },
      { label: 'RMSE', unit, decimals: 3, of: a => a.agreement.rmse },
      { label: 'Kappa', decimals: 3, of: a => a.classes?.kappa ?? null },
    ],
    r.accuracies,
    r.evidence === 'to-confirm'
      ? say(
          `合格线 ${percentText(r.passRetrieval)}% 待核对。`,
          `The pass mark of ${percentText(r.passRetrieval)} % is to be confirmed.`,
        )
      : undefined,
  );
}

const plotColumns = (r: ValidationResult, language: Language): TableColumnOf<ValidationPlot>[] => {
  const say = pick(language);
  const { unit } = r.parameter;
  return [
    { label: say('样地', 'Plot'), of: p => p.name },
    { label: say('类型', 'Type'), of: p => typeName(p.type, language) },
    { label: say('观测日期', 'Day'), of: p => p.day },
    { label: say('实测值', 'Measured'), unit, decimals: 2, of: p => p.measured },
    { label: say('反演值', 'Retrieved'), unit, decimals: 2, of: p => p.retrieved },
    { label: say('有效比例', 'Valid'), unit: '%', decimals: 1, of: p => p.validShare * 100 },
  ];
};

function matrixBlocks(r: ValidationResult, language: Language): ReportBlock[] {
  const say = pick(language);
  const { classes } = r.accuracies[0];
  if (!classes) return [];
  const limits = r.classLimits;
  const names = [...limits, null].map((high, i) =>
    i === 0 ? `< ${limits[0]}` : high === null ? `≥ ${limits[i - 1]}` : `${limits[i - 1]}–${high}`,
  );
  return [
    reportTable(
      say('分级混淆矩阵', 'Matrix of classes'),
      [
        { label: say('反演 \\ 实测', 'Retrieved \\ measured'), of: row => row.name },
        ...names.map((label, i) => ({
          label,
          decimals: 0,
          of: (row: { counts: number[] }) => row.counts[i],
        })),
      ],
      classes.counts.map((counts, i) => ({ name: names[i], counts })),
      say(
        `分级正确率 ${percentText(classes.overall)}%，Kappa ${fixed(classes.kappa, 3)}。`,
        `${percentText(classes.overall)} % of the classes are right, kappa ${fixed(classes.kappa, 3)}.`,
      ),
    ),
  ];
}

function scatterChart(r: ValidationResult, language: Language): Chart {
  const say = pick(language);
  const { unit } = r.parameter;
  const counted = r.plots.filter(p => p.leftOut === null);
  return {
    kind: 'scatter',
    title: say('实测值与反演值', 'Measured and retrieved'),
    xTitle: say(`实测值 (${unit})`, `Measured (${unit})`),
    yTitle: say(`反演值 (${unit})`, `Retrieved (${unit})`),
    categories: [],
    series: [...Map.groupBy(counted, p => p.type)].slice(0, chartColors.length).map(([type, of], i) => ({
      name: typeName(type, language),
      xs: of.map(p => p.measured),
      values: of.map(p => p.retrieved),
      color: chartColors[i],
    })),
    equal: true,
  };
}
