import { type RedlineResult, patchTrends } from '#core/redline/redline-result.ts';
import { type Language, inLanguage } from '#core/foundation/text.ts';
import { chartColors, type Chart } from './chart.ts';
import { paragraph, pick, placesText, reportOf } from './common.ts';
import { byTrend, ledgerBlocks, type LedgerRow } from './ledger-blocks.ts';
import { trendNames } from '#core/redline/ledger.ts';
import type { ReportHead } from './material.ts';
import { periodText, type Period } from '#core/foundation/period.ts';
import { redlineFindings, type ComparedScene } from './redline-findings.ts';
import { reportTable } from './report-table.ts';
import type { Figure, Report, ReportBlock } from './report.ts';

export interface RedlineComparison {
  name: string;
  /** Day of the later scene. */
  date: string;
  scenes: [ComparedScene, ComparedScene];
  /** Of the zones of the report only. */
  result: RedlineResult;
}

export interface RedlineMaterial extends ReportHead {
  period: Period;
  /** Earliest first. */
  comparisons: RedlineComparison[];
  entries: LedgerRow[];
}

/** 红线专报: the comparisons of a period, and the ledger of their zones. */
export function redlineReport(m: RedlineMaterial, language: Language, map: Figure | null): Report {
  const say = pick(language);
  const place = placesText(m.zones, language);
  return reportOf(
    m,
    language,
    {
      title: say(`${place}${m.called.zh}`, `${m.called.en}: ${place}`),
      subtitle: periodText(m.period, language),
    },
    [
      { kind: 'heading', text: say('变化监测结果', 'Findings') },
      ...m.comparisons.flatMap((c, i) => comparisonBlocks(c, i, place, language)),
      { kind: 'heading', text: say('疑似图斑台账', 'Ledger of suspected patches') },
      ...ledgerBlocks(m.entries, language, { list: true }),
      ...(m.entries.length > 0
        ? [
            {
              kind: 'figure' as const,
              caption: say('图斑较上期变化', 'Patches since the period before'),
              figure: { chart: trendChart(m.entries, language) },
            },
          ]
        : []),
      ...(map
        ? [
            {
              kind: 'figure' as const,
              caption: say('红线区变化专题图', 'Change inside the zones'),
              figure: map,
            },
          ]
        : []),
    ],
  );
}

function comparisonBlocks(c: RedlineComparison, i: number, place: string, language: Language): ReportBlock[] {
  const say = pick(language);
  return [
    ...redlineFindings(c.result, place, c.scenes, language).map((text, n) =>
      paragraph(`comparison-${i + 1}-${n + 1}`, text),
    ),
    reportTable(
      say(`分区变化统计（${c.date}）`, `Change by zone (${c.date})`),
      [
        { label: say('区域', 'Zone'), of: z => z.zone },
        {
          label: say('比较面积', 'Compared'),
          unit: 'km²',
          decimals: 3,
          of: z => (z.problem ? null : z.comparedAreaKm2),
        },
        { label: say('NDVI 变化', 'NDVI change'), decimals: 3, of: z => z.ndviChange },
        {
          label: say('覆盖度变化', 'Cover change'),
          unit: '%',
          decimals: 1,
          of: z => (z.fvcChange === null ? null : z.fvcChange * 100),
        },
        {
          label: say('减少', 'Loss'),
          unit: say('hm²', 'ha'),
          decimals: 2,
          of: z => (z.problem ? null : z.lossAreaM2 / 1e4),
        },
        {
          label: say('增加/变化', 'Gain or change'),
          unit: say('hm²', 'ha'),
          decimals: 2,
          of: z => (z.problem ? null : z.gainAreaM2 / 1e4),
        },
        { label: say('图斑', 'Patches'), decimals: 0, of: z => z.patchCount },
      ],
      c.result.zones,
    ),
  ];
}

export function trendChart(entries: readonly LedgerRow[], language: Language): Chart {
  const say = pick(language);
  const counts = byTrend(entries);
  return {
    kind: 'bars',
    title: say('图斑较上期变化', 'Patches since the period before'),
    xTitle: '',
    yTitle: say('图斑数', 'Patches'),
    categories: patchTrends.map(t => inLanguage(trendNames[t], language)),
    series: [
      { name: say('图斑数', 'Patches'), values: patchTrends.map(t => counts[t]), color: chartColors[0] },
    ],
  };
}
