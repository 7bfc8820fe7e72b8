import { noFrequency } from '#core/bloom/occurrence.ts';
import type { IndexResult } from '#core/ecology/ei.ts';
import type { StateResult } from '#core/ecology/state.ts';
import { km2Text, percentText } from '#core/page/number-text.ts';
import { beijingTime } from '#core/foundation/dates.ts';
import { inLanguage, type Language } from '#core/foundation/text.ts';
import { ofZone } from './bloom-period.ts';
import { groundBlocks, warningBlocks } from './bloom-sections.ts';
import { zonePeriod } from './bloom-statistics.ts';
import { chartColors, type Chart } from './chart.ts';
import { paragraph, pick, placesText, reportOf } from './common.ts';
import { ledgerBlocks, type LedgerRow } from './ledger-blocks.ts';
import type { BloomMaterial } from './material.ts';
import { daysText, dayText } from '#core/foundation/period.ts';
import { reportTable } from './report-table.ts';
import type { LargestMap } from './bloom-period.ts';
import type { Report, ReportBlock } from './report.ts';

export interface AnnualMaterial extends BloomMaterial {
  entries: LedgerRow[];
  states: { name: string; result: StateResult }[];
  indices: { name: string; result: IndexResult }[];
}

/** 年度评价: bloom by month, patches, vegetation, ecological indices; what the workspace does not have is said. */
export function annualReport(m: AnnualMaterial, language: Language, map: LargestMap | null): Report {
  const say = pick(language);
  const place = placesText(m.zones, language);
  return reportOf(
    m,
    language,
    {
      title: say(`${place}${m.period.key}${m.called.zh}`, `${m.called.en} ${m.period.key}: ${place}`),
      subtitle: say(`${m.period.from} 至 ${m.period.to}`, `${m.period.from} to ${m.period.to}`),
    },
    [
      { kind: 'heading', text: say('水华', 'Bloom') },
      ...bloomBlocks(m, language),
      ...(m.rows.length > 0 ? warningBlocks(m.warnings, m.period, language) : []),
      ...groundBlocks(m.ground, language),
      { kind: 'heading', text: say('红线疑似图斑', 'Suspected patches') },
      ...ledgerBlocks(m.entries, language, { list: false }),
      { kind: 'heading', text: say('植被与生态状况', 'State of vegetation and ecosystem') },
      ...stateBlocks(m, language),
      { kind: 'heading', text: say('生态环境指数', 'Ecological indices') },
      ...indexBlocks(m, language),
      ...(map
        ? [
            {
              kind: 'figure' as const,
              caption: say(
                `面积最大日（${map.date}）水华分布`,
                `Where the bloom lay on the day of the largest area (${map.date})`,
              ),
              figure: map.figure,
            },
          ]
        : []),
    ],
  );
}

function bloomBlocks(m: AnnualMaterial, language: Language): ReportBlock[] {
  const say = pick(language);
  const zh = language === 'zh-CN';
  const year = m.period.key;
  if (m.rows.length === 0)
    return [
      paragraph(
        'bloom-missing',
        say('工作区中没有本年度的水华监测结果。', 'The workspace has no result about bloom of this year.'),
      ),
    ];
  const zones = m.zones.filter(zone => m.rows.some(r => r.zone === zone));
  const stats = zones.map(zone => zonePeriod(zone, ofZone(m.rows, zone), m.occurrence));
  const months = Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}`);
  const monthly = zones.flatMap(zone =>
    months.map(month => ({
      month,
      stat: zonePeriod(
        zone,
        ofZone(m.rows, zone).filter(r => r.date.startsWith(month)),
        m.occurrence,
      ),
    })),
  );
  return [
    ...stats.map(s =>
      paragraph(
        `bloom-${s.zone}`,
        s.largest === null
          ? zh
            ? `${s.zone}：${s.images} 天有影像，均无法评估。`
            : `${s.zone}: there are images of ${daysText(s.images)}, of which none could be assessed.`
          : zh
            ? `${s.zone}：全年 ${s.images} 天有影像，可评估 ${s.valid} 天，发生水华 ${s.bloom} 天，${s.frequency === null ? noFrequency(m.occurrence).zh : `发生频次 ${percentText(s.frequency)}%`}${s.firstBloom ? `，首次 ${dayText(s.firstBloom, language)}，末次 ${dayText(s.lastBloom!, language)}` : ''}；最大面积 ${km2Text(s.largest.areaKm2)} km²（${dayText(s.largest.date, language)}），平均 ${km2Text(s.meanKm2)} km²。`
            : `${s.zone}: images of ${daysText(s.images)}, ${s.valid} assessed, ${s.bloom} with bloom, ${s.frequency === null ? noFrequency(m.occurrence).en : `a frequency of ${percentText(s.frequency)} %`}${s.firstBloom ? `; the first was ${s.firstBloom}, the last ${s.lastBloom}` : ''}; the largest area was ${km2Text(s.largest.areaKm2)} km² (${s.largest.date}), the mean ${km2Text(s.meanKm2)} km².`,
      ),
    ),
    reportTable(
      say('逐月水华', 'Bloom by month'),
      [
        { label: say('月份', 'Month'), of: r => r.month },
        { label: say('区域', 'Zone'), of: r => r.stat.zone },
        { label: say('有影像天数', 'Days with image'), decimals: 0, of: r => r.stat.images },
        { label: say('可评估天数', 'Assessed'), decimals: 0, of: r => r.stat.valid },
        {
          label: say('发生天数', 'With bloom'),
          decimals: 0,
          of: r => (r.stat.valid > 0 ? r.stat.bloom : null),
        },
        {
          label: say('频次', 'Frequency'),
          unit: '%',
          decimals: 1,
          of: r => (r.stat.frequency === null ? null : r.stat.frequency * 100),
        },
        {
          label: say('最大面积', 'Largest'),
          unit: 'km²',
          decimals: 3,
          of: r => r.stat.largest?.areaKm2 ?? null,
        },
        { label: say('平均面积', 'Mean'), unit: 'km²', decimals: 3, of: r => r.stat.meanKm2 },
      ],
      monthly.filter(r => r.stat.images > 0),
      say(
        `频次：${noFrequency(m.occurrence).zh}（—）。无影像的月份未列出（${monthly.filter(r => r.stat.images === 0).length} 个区域月），按空缺处理。`,
        `Frequency: ${noFrequency(m.occurrence).en} (—). Months without an image are not listed (${monthly.filter(r => r.stat.images === 0).length} months of zones): they are gaps.`,
      ),
    ),
    {
      kind: 'figure',
      caption: say(
        '逐月最大水华面积（—：无可评估结果）',
        'Largest bloom area by month (—: nothing assessed)',
      ),
      figure: { chart: monthChart(zones, monthly, months, language) },
    },
  ];
}

function monthChart(
  zones: string[],
  monthly: { month: string; stat: ReturnType<typeof zonePeriod> }[],
  months: string[],
  language: Language,
): Chart {
  const say = pick(language);
  return {
    kind: 'bars',
    title: say('逐月最大水华面积', 'Largest bloom area by month'),
    xTitle: say('月份', 'Month'),
    yTitle: say('水华面积 (km²)', 'Bloom area (km²)'),
    categories: months.map(month => String(Number(month.slice(5)))),
    series: zones.slice(0, chartColors.length).map((zone, i) => ({
      name: zone,
      values: months.map(
        month => monthly.find(r => r.month === month && r.stat.zone === zone)!.stat.largest?.areaKm2 ?? null,
      ),
      color: chartColors[i],
    })),
  };
}

function stateBlocks(m: AnnualMaterial, language: Language): ReportBlock[] {
  const say = pick(language);
  if (m.states.length === 0)
    return [
      paragraph(
        'state-missing',
        say(
          '工作区中没有本年度的植被与生态状况评估。',
          'The workspace has no assessment of vegetation or ecosystem of this year.',
        ),
      ),
    ];
  const inYear = (acquired: string | null) => beijingTime(acquired)?.date.startsWith(m.period.key) ?? false;
  return m.states.flatMap(({ name, result }, i): ReportBlock[] => {
    const rows = result.zones.flatMap(zone =>
      zone.problem
        ? []
        : result.indicators.flatMap((indicator, n) =>
            result.dates.flatMap((date, d) =>
              inYear(date.acquired) ? [{ zone, indicator, date, value: zone.indicators[n].values[d] }] : [],
            ),
          ),
    );
    const moves = result.indicators.flatMap((indicator, n) =>
      result.whole.indicators[n].transitions
        .filter(t => inYear(result.dates[t.to].acquired))
        .map(t => ({ indicator, t })),
    );
    const doubt = result.indicators.some(x => x.evidence === 'to-confirm');
    const day = (acquired: string | null) => beijingTime(acquired)?.date ?? null;
    return [
      paragraph(
        `state-${i + 1}`,
        say(
          `${name}：${result.indicators.map(x => inLanguage(x.name, language)).join('、')}，本年度 ${new Set(rows.map(r => r.date)).size} 期。`,
          `${name}: ${result.indicators.map(x => inLanguage(x.name, language)).join(', ')}; ${new Set(rows.map(r => r.date)).size} dates of the year.`,
        ),
      ),
      reportTable(
        say('分区植被与生态状况', 'State by zone'),
        [
          { label: say('日期', 'Date'), of: r => day(r.date.acquired) },
          { label: say('区域', 'Zone'), of: r => r.zone.zone },
          { label: say('指标', 'Indicator'), of: r => inLanguage(r.indicator.name, language) },
          { label: say('平均', 'Mean'), decimals: 3, of: r => r.value.mean },
          { label: say('有效面积', 'Valid area'), unit: 'km²', decimals: 3, of: r => r.value.validKm2 },
          {
            label: say('等级', 'Grade'),
            of: r =>
              r.value.grade === null ? null : inLanguage(r.indicator.classes[r.value.grade].label, language),
          },
        ],
        rows,
        doubt
          ? say(
              '待核对：部分分级界限尚未与标准原文核对。',
              'To be confirmed: some limits of classes are not yet checked against the text of the standard.',
            )
          : undefined,
      ),
      moves.length > 0
        ? reportTable(
            say('等级变化面积（全部区域）', 'Areas by change of grade (all zones)'),
            [
              { label: say('指标', 'Indicator'), of: r => inLanguage(r.indicator.name, language) },
              { label: say('自', 'From'), of: r => day(result.dates[r.t.from].acquired) },
              { label: say('至', 'To'), of: r => day(result.dates[r.t.to].acquired) },
              ...result.changeSteps.map((step, s) => ({
                label: inLanguage(step.label, language),
                unit: 'km²',
                decimals: 3,
                of: (r: (typeof moves)[number]) => r.t.changeKm2[s],
              })),
            ],
            moves,
          )
        : paragraph(
            `transitions-missing-${i + 1}`,
            say('只有一期，无等级变化。', 'There is one date only: no change of grades.'),
          ),
    ];
  });
}

function indexBlocks(m: AnnualMaterial, language: Language): ReportBlock[] {
  const say = pick(language);
  const rows = m.indices.flatMap(({ result }) =>
    result.regions
      .filter(r => r.year === Number(m.period.key))
      .map(region => ({ region, inputs: result.inputs, name: inLanguage(result.name, language) })),
  );
  if (rows.length === 0)
    return [
      paragraph(
        'index-missing',
        say('工作区中没有本年度的 EI 或 EQI。', 'The workspace has no EI or EQI of this year.'),
      ),
    ];
  return [
    reportTable(
      say('生态环境状况指数 EI 与生态质量指数 EQI', 'EI and EQI'),
      [
        { label: say('区域', 'Region'), of: r => r.region.region },
        { label: say('标准', 'Standard'), of: r => r.name },
        { label: say('指数', 'Index'), decimals: 2, of: r => r.region.total },
        {
          label: say('等级', 'Grade'),
          of: r =>
            r.region.grade
              ? `${say(r.region.grade.label, r.region.grade.labelEn)}${r.region.evidence === 'to-confirm' ? say('（待核对）', ' (to be confirmed)') : ''}`
              : null,
        },
        {
          label: say('较上年', 'Since before'),
          of: r => (r.region.change ? inLanguage(r.region.change.label, language) : null),
        },
        {
          label: say('缺少的输入', 'Missing inputs'),
          of: r => missingText(r.region.missing, r.inputs, language),
        },
      ],
      rows,
      rows.some(r => r.region.total === null)
        ? say(
            '缺少输入的区域不计算指数，也不填补。',
            'Where inputs are missing there is no index, and nothing is filled in.',
          )
        : undefined,
    ),
  ];
}

const namedMissing = 5;

/** The first inputs that are missing by their names, and how many more. */
function missingText(ids: readonly string[], inputs: IndexResult['inputs'], language: Language): string {
  const names = ids.map(id => {
    const found = inputs.find(i => i.id === id);
    return found ? inLanguage(found.name, language) : id;
  });
  const rest = names.length - namedMissing;
  const first = names.slice(0, namedMissing).join(language === 'zh-CN' ? '、' : ', ');
  if (rest <= 0) return first;
  return language === 'zh-CN' ? `${first}等 ${names.length} 项` : `${first} and ${rest} more`;
}
