import { km2Text, percentText } from '#core/page/number-text.ts';
import { sentenceIn } from '#core/words/said.ts';
import type { Language } from '#core/foundation/text.ts';
import { groundBlocks, warningBlocks } from './bloom-sections.ts';
import { zonePeriod, type ZonePeriod } from './bloom-statistics.ts';
import { chartColors, type Chart } from './chart.ts';
import { paragraph, pick, placesText, reportOf, standingOf } from './common.ts';
import type { BloomMaterial, BloomRow } from './material.ts';
import { daysIn, daysText, dayText, periodText, previousPeriod } from '#core/foundation/period.ts';
import { reportTable } from './report-table.ts';
import type { Figure, Report, ReportBlock } from './report.ts';

/** The map of the day with the largest bloom. */
export interface LargestMap {
  date: string;
  figure: Figure;
}

/** 日报, 周报 or 月报 of lakes: what assessments and series of the workspace say of a day, an ISO week or a month. */
export function bloomPeriodReport(m: BloomMaterial, language: Language, map: LargestMap | null): Report {
  const say = pick(language);
  const name = periodText(m.period, language);
  const stats = m.zones.map(zone => zonePeriod(zone, ofZone(m.rows, zone), m.occurrence));
  const before = m.zones.map(zone => zonePeriod(zone, ofZone(m.before, zone), m.occurrence));
  return reportOf(
    m,
    language,
    {
      title: say(
        `${placesText(m.zones, language)}${m.called.zh}`,
        `${m.called.en}: ${placesText(m.zones, language)}`,
      ),
      subtitle: name,
    },
    [
      { kind: 'heading', text: say('监测结果', 'Findings') },
      paragraph('overview', overviewText(m, language)),
      ...stats.map((s, i) =>
        paragraph(`zone-${s.zone}`, `${zoneText(s, m, language)}${changeText(s, before[i], m, language)}`),
      ),
      reportTable(
        say('分日期分区水华面积与程度', 'Bloom by date and zone'),
        [
          { label: say('日期', 'Date'), of: r => r.date },
          { label: say('区域', 'Zone'), of: r => r.zone },
          { label: say('水华面积', 'Bloom area'), unit: 'km²', decimals: 3, of: r => r.areaKm2 },
          {
            label: say('占有效水面', 'Of valid water'),
            unit: '%',
            decimals: 2,
            of: r => (r.share === null ? null : r.share * 100),
          },
          {
            label: say('有效观测', 'Validly seen'),
            unit: '%',
            decimals: 1,
            of: r => (r.validShare === null ? null : r.validShare * 100),
          },
          { label: say('程度', 'Grade'), of: r => gradeText(r, language) },
          { label: say('来源', 'Source'), of: r => standingOf(m.sources[r.source], language) },
        ],
        [...m.rows].sort(
          (a, b) => a.date.localeCompare(b.date) || m.zones.indexOf(a.zone) - m.zones.indexOf(b.zone),
        ),
        m.rows.some(r => r.grade?.evidence === 'to-confirm')
          ? say(
              '待核对：分级界限尚未与标准原文核对。',
              'To be confirmed: the limits of the grades are not yet checked against the text of the standard.',
            )
          : undefined,
      ),
      ...(m.period.unit === 'day' ? [] : [summaryTable(stats, before, language)]),
      {
        kind: 'figure',
        caption: say('水华面积变化', 'Bloom area'),
        figure: { chart: areaChart(m, language) },
      },
      ...warningBlocks(m.warnings, m.period, language),
      ...groundBlocks(m.ground, language),
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

export const ofZone = (rows: readonly BloomRow[], zone: string) => rows.filter(r => r.zone === zone);

export function gradeText({ grade, why }: Pick<BloomRow, 'grade' | 'why'>, language: Language): string {
  const zh = language === 'zh-CN';
  if (!grade) {
    const reason = why === null ? '' : sentenceIn(why, language);
    return zh ? `无法评估${reason && `：${reason}`}` : `not assessable${reason && `: ${reason}`}`;
  }
  const doubt = grade.evidence === 'to-confirm' ? (zh ? '（待核对）' : ' (to be confirmed)') : '';
  return zh
    ? `${grade.level}级 ${grade.label}${doubt}`
    : `${grade.level} ${grade.labelEn.toLowerCase()}${doubt}`;
}

function overviewText(m: BloomMaterial, language: Language): string {
  const zh = language === 'zh-CN';
  const all = daysIn(m.period);
  const images = new Set(m.rows.map(r => r.date)).size;
  const valid = new Set(m.rows.filter(r => r.grade).map(r => r.date)).size;
  const place = placesText(m.zones, language);
  const name = periodText(m.period, language);
  if (all === 1)
    return zh
      ? `${name}对${place}开展卫星遥感水华监测，${m.zones.length} 个区域中 ${m.rows.filter(r => r.grade).length} 个可评估。`
      : `On ${name} ${place} ${m.zones.length === 1 ? 'was' : 'were'} watched by satellite; ${m.rows.filter(r => r.grade).length} of ${m.zones.length} zones could be assessed.`;
  return zh
    ? `${name}对${place}开展卫星遥感水华监测。期内 ${all} 天中 ${images} 天有影像，其中 ${valid} 天可评估；其余 ${all - images} 天无影像，按空缺处理，不代表无水华。`
    : `${place} ${m.zones.length === 1 ? 'was' : 'were'} watched by satellite in ${name}. Of ${all} days ${images} ${images === 1 ? 'has an image' : 'have images'} and ${valid} could be assessed; the other ${daysText(all - images)} without an image are gaps, not days without bloom.`;
}

function zoneText(s: ZonePeriod, m: BloomMaterial, language: Language): string {
  const zh = language === 'zh-CN';
  const { largest, last } = s;
  if (s.images === 0) return zh ? `${s.zone}：期内无影像。` : `${s.zone}: there is no image of the period.`;
  if (!largest || !last)
    return zh
      ? `${s.zone}：期内 ${s.images} 天有影像，均因有效观测不足无法评估。`
      : `${s.zone}: there are images of ${daysText(s.images)}, of which none could be assessed.`;
  const grade = gradeText({ grade: largest.grade, why: null }, language);
  if (m.period.unit === 'day')
    return zh
      ? `${s.zone}：水华面积 ${km2Text(largest.areaKm2)} km²，占有效水面 ${percentText(largest.share)}%，${grade}。`
      : `${s.zone}: ${km2Text(largest.areaKm2)} km² of bloom, ${percentText(largest.share)} % of the valid water; ${grade}.`;
  return zh
    ? `${s.zone}：可评估 ${s.valid} 天，发生水华 ${s.bloom} 天；最大面积 ${km2Text(largest.areaKm2)} km²（${dayText(largest.date, language)}，占有效水面 ${percentText(largest.share)}%，${grade}），平均 ${km2Text(s.meanKm2)} km²，最近一次（${dayText(last.date, language)}）${km2Text(last.areaKm2)} km²。`
    : `${s.zone}: assessed on ${daysText(s.valid)}, bloom on ${s.bloom}; the largest area was ${km2Text(largest.areaKm2)} km² (${largest.date}, ${percentText(largest.share)} % of the valid water, ${grade}), the mean ${km2Text(s.meanKm2)} km², the last (${last.date}) ${km2Text(last.areaKm2)} km².`;
}

function changeText(now: ZonePeriod, then: ZonePeriod, m: BloomMaterial, language: Language): string {
  const zh = language === 'zh-CN';
  const name = periodText(previousPeriod(m.period), language);
  if (!now.largest) return '';
  if (!then.largest)
    return zh
      ? `上期（${name}）无可评估结果，不作比较。`
      : ` Nothing of the period before (${name}) could be assessed: no comparison.`;
  const change = now.largest.areaKm2 - then.largest.areaKm2;
  if (Math.abs(change) < 0.0005)
    return zh
      ? `最大面积与上期（${name}）持平。`
      : ` The largest area is that of the period before (${name}).`;
  const size = km2Text(Math.abs(change));
  return zh
    ? `与上期（${name}，最大 ${km2Text(then.largest.areaKm2)} km²）相比${change > 0 ? '增加' : '减少'} ${size} km²。`
    : ` That is ${size} km² ${change > 0 ? 'more' : 'less'} than in the period before (${name}, ${km2Text(then.largest.areaKm2)} km² at most).`;
}

function summaryTable(stats: ZonePeriod[], before: ZonePeriod[], language: Language): ReportBlock {
  const say = pick(language);
  return reportTable(
    say('分区统计与上期比较', 'By zone, beside the period before'),
    [
      { label: say('区域', 'Zone'), of: r => r.now.zone },
      { label: say('有影像天数', 'Days with image'), decimals: 0, of: r => r.now.images },
      { label: say('可评估天数', 'Assessed'), decimals: 0, of: r => r.now.valid },
      { label: say('发生天数', 'With bloom'), decimals: 0, of: r => r.now.bloom },
      {
        label: say('最大面积', 'Largest'),
        unit: 'km²',
        decimals: 3,
        of: r => r.now.largest?.areaKm2 ?? null,
      },
      { label: say('平均面积', 'Mean'), unit: 'km²', decimals: 3, of: r => r.now.meanKm2 },
      { label: say('最近面积', 'Last'), unit: 'km²', decimals: 3, of: r => r.now.last?.areaKm2 ?? null },
      {
        label: say('上期最大', 'Largest before'),
        unit: 'km²',
        decimals: 3,
        of: r => r.then.largest?.areaKm2 ?? null,
      },
    ],
    stats.map((now, i) => ({ now, then: before[i] })),
  );
}

/** Area over the days of the period; of a single day, by zone. */
function areaChart(m: BloomMaterial, language: Language): Chart {
  const say = pick(language);
  const title = say('水华面积变化', 'Bloom area');
  const yTitle = say('水华面积 (km²)', 'Bloom area (km²)');
  const valueOf = (date: string, zone: string) => {
    const row = m.rows.find(r => r.date === date && r.zone === zone);
    return row?.grade ? row.areaKm2 : null;
  };
  if (m.period.unit === 'day')
    return {
      kind: 'bars',
      title,
      xTitle: '',
      yTitle,
      categories: m.zones,
      series: [
        {
          name: say('水华面积', 'Bloom area'),
          values: m.zones.map(z => valueOf(m.period.from, z)),
          color: chartColors[0],
        },
      ],
    };
  const categories = [...new Set(m.rows.map(r => r.date))].sort((a, b) => a.localeCompare(b));
  return {
    kind: 'dates',
    title,
    xTitle: say('日期（空心点：有影像但无法评估）', 'Date (hollow: image, but not assessable)'),
    yTitle,
    categories,
    series: m.zones.slice(0, chartColors.length).map((zone, i) => ({
      name: zone,
      values: categories.map(date => valueOf(date, zone)),
      color: chartColors[i],
    })),
    span: m.period,
  };
}
