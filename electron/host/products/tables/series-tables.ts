import { noFrequency } from '#core/bloom/occurrence.ts';
import type { SeriesDate, SeriesResult, SeriesSummary, SeriesZone } from '#core/bloom/series.ts';
import { inLanguage, type Language } from '#core/foundation/text.ts';
import { trendMethods } from '#core/foundation/trend.ts';
import type { Table } from '#host/formats/tables/table.ts';
import { bloomColumns } from './bloom-columns.ts';
import { percent, sentence, tableOf, type Column } from './columns.ts';

interface DatedZone {
  date: SeriesDate;
  zone: SeriesZone;
}

/** A row per date and zone, also where nothing was valid. */
export function seriesTable({ series }: SeriesResult, language: Language): Table {
  const rows = series.flatMap(date => date.zones.map(zone => ({ date, zone })));
  const own: Column<DatedZone>[] = [
    { key: 'date', label: { zh: '日期(北京)', en: 'Date (Beijing)' }, of: r => r.date.date },
    { key: 'scene', label: { zh: '影像', en: 'Scene' }, of: r => r.zone.scene ?? r.date.scene },
  ];
  const ofZone = bloomColumns(
    rows.map(r => r.zone),
    language,
  ).map((column): Column<DatedZone> => ({ ...column, of: r => column.of(r.zone) }));
  return tableOf([...own, ...ofZone], rows, language);
}

/** What the dates of each zone say together. */
export function seriesSummaryTable({ summary, occurrence }: SeriesResult, language: Language): Table {
  const columns: Column<SeriesSummary>[] = [
    { key: 'zone', label: { zh: '区域', en: 'Zone' }, of: s => s.zone },
    { key: 'dates', label: { zh: '影像日期数', en: 'Dates' }, decimals: 0, of: s => s.dates },
    { key: 'valid', label: { zh: '可评估日期数', en: 'Dates assessed' }, decimals: 0, of: s => s.valid },
    { key: 'bloom', label: { zh: '发生次数', en: 'Dates with bloom' }, decimals: 0, of: s => s.bloom },
    {
      key: 'frequency_pct',
      label: { zh: '发生频次', en: 'Frequency' },
      unit: '%',
      decimals: 1,
      of: s => percent(s.frequency),
    },
    {
      key: 'frequency_note',
      label: { zh: '频次说明', en: 'On the frequency' },
      of: s => (s.frequency === null ? inLanguage(noFrequency(occurrence), language) : null),
    },
    { key: 'first', label: { zh: '首次发生', en: 'First' }, of: s => s.first },
    { key: 'last', label: { zh: '末次发生', en: 'Last' }, of: s => s.last },
    {
      key: 'duration_days',
      label: { zh: '首末间隔', en: 'First to last' },
      unit: 'd',
      decimals: 0,
      of: s => s.durationDays,
    },
    {
      key: 'longest_gap_days',
      label: { zh: '其间最长无有效观测', en: 'Longest gap within' },
      unit: 'd',
      decimals: 0,
      of: s => s.longestGapDays,
    },
    { key: 'max_date', label: { zh: '最大日期', en: 'Maximum on' }, of: s => s.maximum?.date ?? null },
    {
      key: 'max_area_km2',
      label: { zh: '最大水华面积', en: 'Maximum bloom area' },
      unit: 'km²',
      decimals: 4,
      of: s => s.maximum?.areaKm2 ?? null,
    },
    {
      key: 'trend_pct_per_year',
      label: { zh: 'P 趋势(Sen)', en: 'Trend of P (Sen)' },
      unit: '%/a',
      decimals: 3,
      of: s => percent(s.trend?.slope),
    },
    {
      key: 'trend_p',
      label: { zh: '显著性 p', en: 'p' },
      decimals: 4,
      of: s => s.trend?.p ?? null,
    },
    {
      key: 'trend_test',
      label: { zh: '趋势检验', en: 'Test of the trend' },
      of: s => s.trend && inLanguage(trendMethods[s.trend.method ?? 'normal'], language),
    },
  ];
  return tableOf(columns, summary, language);
}

export function skippedTable({ skipped }: SeriesResult, language: Language): Table {
  const columns: Column<SeriesResult['skipped'][number]>[] = [
    { key: 'scene', label: { zh: '影像', en: 'Scene' }, of: s => s.scene },
    {
      key: 'why',
      label: { zh: '未计入原因', en: 'Why it is not in the series' },
      of: s => sentence(s.message, language),
    },
  ];
  return tableOf(columns, skipped, language);
}
