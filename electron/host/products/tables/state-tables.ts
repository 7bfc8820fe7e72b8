import type {
  RseiInfo,
  StateIndicatorInfo,
  StateResult,
  StateTransition,
  StateValue,
  StateZone,
} from '#core/ecology/state.ts';
import { inLanguage, type Language, type Text } from '#core/foundation/text.ts';
import { trendMethods } from '#core/foundation/trend.ts';
import { sentence, tableOf, type Column } from './columns.ts';
import { plainText, type Table } from '#host/formats/tables/table.ts';

interface Row {
  zone: StateZone;
  indicator: StateIndicatorInfo;
  k: number;
  d: number;
  value: StateValue;
  change: StateTransition | null;
}

const all: Text = { zh: '全部', en: 'All zones' };

const withWhole = ({ zones, whole }: StateResult, language: Language): StateZone[] => [
  ...zones,
  ...(zones.length > 1 ? [{ ...whole, zone: inLanguage(all, language) }] : []),
];

/** A row per zone, indicator and date, with the area of each class. */
export function stateTable(result: StateResult, language: Language): Table {
  const rows = withWhole(result, language).flatMap(zone =>
    result.indicators.flatMap((indicator, k) =>
      zone.indicators[k].values.map((value, d): Row => {
        const change = zone.indicators[k].transitions.find(t => t.to === d && t.from === d - 1) ?? null;
        return { zone, indicator, k, d, value, change };
      }),
    ),
  );
  const most = Math.max(...result.indicators.map(i => i.classes.length));
  const columns: Column<Row>[] = [
    { key: 'zone', label: { zh: '区域', en: 'Zone' }, of: r => r.zone.zone },
    {
      key: 'indicator',
      label: { zh: '指标', en: 'Indicator' },
      of: r => inLanguage(r.indicator.name, language),
    },
    { key: 'date', label: { zh: '日期', en: 'Date' }, of: r => result.dates[r.d].acquired },
    { key: 'scene', label: { zh: '影像', en: 'Scene' }, of: r => result.dates[r.d].scene },
    {
      key: 'area_km2',
      label: { zh: '区域面积', en: 'Area' },
      unit: 'km²',
      decimals: 4,
      of: r => r.zone.areaKm2,
    },
    {
      key: 'valid_km2',
      label: { zh: '有效面积', en: 'Valid' },
      unit: 'km²',
      decimals: 4,
      of: r => r.value.validKm2,
    },
    { key: 'mean', label: { zh: '均值', en: 'Mean' }, decimals: 4, of: r => r.value.mean },
    { key: 'std', label: { zh: '标准差', en: 'Standard deviation' }, decimals: 4, of: r => r.value.std },
    { key: 'min', label: { zh: '最小值', en: 'Minimum' }, decimals: 4, of: r => r.value.min },
    { key: 'max', label: { zh: '最大值', en: 'Maximum' }, decimals: 4, of: r => r.value.max },
    {
      key: 'grade',
      label: { zh: '均值等级', en: 'Class of the mean' },
      of: r =>
        r.value.grade === null ? null : inLanguage(r.indicator.classes[r.value.grade].label, language),
    },
    {
      key: 'evidence',
      label: { zh: '分级依据', en: 'Evidence of the classes' },
      of: r =>
        r.indicator.evidence === 'to-confirm'
          ? inLanguage({ zh: '待核对', en: 'to be confirmed' }, language)
          : r.indicator.evidence,
    },
    {
      key: 'change',
      label: { zh: '与上期差(共有像元)', en: 'Change since the date before' },
      decimals: 4,
      of: r => r.change?.meanChange ?? null,
    },
    {
      key: 'trend_per_year',
      label: { zh: '趋势(Sen)', en: 'Trend (Sen)' },
      unit: '/a',
      decimals: 6,
      of: r => r.zone.indicators[r.k].trend?.slope ?? null,
    },
    {
      key: 'trend_p',
      label: { zh: '显著性 p', en: 'p' },
      decimals: 4,
      of: r => r.zone.indicators[r.k].trend?.p ?? null,
    },
    {
      key: 'trend_test',
      label: { zh: '趋势检验', en: 'Test of the trend' },
      of: r => {
        const { trend } = r.zone.indicators[r.k];
        return trend && inLanguage(trendMethods[trend.method ?? 'normal'], language);
      },
    },
    ...Array.from({ length: most }, (_, n): Column<Row> => ({
      key: `class_${n + 1}_km2`,
      label: classHeading(result.indicators, n),
      unit: 'km²',
      decimals: 4,
      of: r => r.value.gradeKm2[n] ?? null,
    })),
    {
      key: 'water_km2',
      label: { zh: '水体(不计)', en: 'Water (left out)' },
      unit: 'km²',
      decimals: 4,
      of: r => r.value.waterKm2,
    },
    {
      key: 'problem',
      label: { zh: '问题', en: 'Problem' },
      of: r => (r.zone.problem ? sentence(r.zone.problem.message, language) : null),
    },
  ];
  return tableOf(columns, rows, language);
}

/** Class n of every indicator: their names side by side where they differ. */
function classHeading(indicators: readonly StateIndicatorInfo[], n: number): Text {
  const of = (language: 'zh' | 'en') =>
    [...new Set(indicators.flatMap(i => (i.classes[n] ? [i.classes[n].label[language]] : [])))].join(' / ');
  return { zh: `${n + 1} 级 ${of('zh')}`, en: `Class ${n + 1}: ${of('en')}` };
}

interface ChangeRow {
  zone: string;
  indicator: StateIndicatorInfo;
  transition: StateTransition;
}

interface Cell extends ChangeRow {
  row: number;
}

/** Of which zone, indicator and dates a row is. */
const transitionColumns = (result: StateResult, language: Language): Column<ChangeRow>[] => [
  { key: 'zone', label: { zh: '区域', en: 'Zone' }, of: r => r.zone },
  {
    key: 'indicator',
    label: { zh: '指标', en: 'Indicator' },
    of: r => inLanguage(r.indicator.name, language),
  },
  {
    key: 'from_date',
    label: { zh: '前期', en: 'Before' },
    of: r => result.dates[r.transition.from].acquired,
  },
  { key: 'to_date', label: { zh: '后期', en: 'After' }, of: r => result.dates[r.transition.to].acquired },
];

/** Transition matrices: a row per class before, a column per class after, km². */
export function transitionTable(result: StateResult, language: Language): Table {
  const rows = withWhole(result, language).flatMap(zone =>
    result.indicators.flatMap((indicator, k) =>
      zone.indicators[k].transitions.flatMap(transition =>
        transition.km2.map((_, row): Cell => ({ zone: zone.zone, indicator, transition, row })),
      ),
    ),
  );
  const most = Math.max(...result.indicators.map(i => i.classes.length));
  const columns: Column<Cell>[] = [
    ...transitionColumns(result, language),
    {
      key: 'from_class',
      label: { zh: '前期等级', en: 'Class before' },
      of: r => inLanguage(r.indicator.classes[r.row].label, language),
    },
    ...Array.from({ length: most }, (_, n): Column<Cell> => ({
      key: `to_class_${n + 1}_km2`,
      label: {
        zh: `后期 ${classHeading(result.indicators, n).zh}`,
        en: `After: ${classHeading(result.indicators, n).en}`,
      },
      unit: 'km²',
      decimals: 4,
      of: r => r.transition.km2[r.row][n] ?? null,
    })),
  ];
  return tableOf(columns, rows, language);
}

/** Areas by change of class between two dates. */
export function changeTable(result: StateResult, language: Language): Table {
  const rows = withWhole(result, language).flatMap(zone =>
    result.indicators.flatMap((indicator, k) =>
      zone.indicators[k].transitions.map((transition): ChangeRow => ({
        zone: zone.zone,
        indicator,
        transition,
      })),
    ),
  );
  const columns: Column<ChangeRow>[] = [
    ...transitionColumns(result, language),
    {
      key: 'mean_change',
      label: { zh: '平均变化', en: 'Mean change' },
      decimals: 4,
      of: r => r.transition.meanChange,
    },
    ...result.changeSteps.map((step, n): Column<ChangeRow> => ({
      key: `change_${n + 1}_km2`,
      label: step.label,
      unit: 'km²',
      decimals: 4,
      of: r => r.transition.changeKm2[n],
    })),
  ];
  return tableOf(columns, rows, language);
}

function rseiLines({ scope, scaling }: RseiInfo): [Text, Text][] {
  const component: Text = { zh: 'RSEI 主成分', en: 'Components of RSEI' };
  const scale: Text = { zh: 'RSEI 归一化', en: 'Scaling of RSEI' };
  const percent = scaling && `${scaling.lowPercent} %–${scaling.highPercent} %`;
  return scope === undefined
    ? []
    : [
        [
          component,
          scope === 'common'
            ? { zh: '各期共用一组主成分与归一化', en: 'one component and scale for all dates' }
            : { zh: '各期分别（各期数值不宜比较）', en: 'of each date (not comparable between dates)' },
        ],
        [
          scale,
          percent
            ? { zh: `${percent} 百分位，超出者截断`, en: `by the percentiles ${percent}, clipped beyond` }
            : { zh: '最小–最大', en: 'by minimum and maximum' },
        ],
      ];
}

/** How each date was made: end members of the cover, components of RSEI. */
export function methodTable(result: StateResult, language: Language): Table {
  const rows = result.dates.flatMap(date => {
    const line = (item: string, value: string | number | null) => ({
      date: date.acquired ?? date.scene,
      item,
      value: value === null ? null : String(value),
    });
    const { endmembers, rsei } = date;
    return [
      ...(endmembers
        ? [line('NDVI_soil', endmembers.soil.toFixed(4)), line('NDVI_veg', endmembers.vegetation.toFixed(4))]
        : []),
      ...(rsei
        ? [
            ...rseiLines(rsei).map(([item, value]) =>
              line(inLanguage(item, language), inLanguage(value, language)),
            ),
            line(
              inLanguage({ zh: 'PC1 贡献率 %', en: 'Share of PC1 %' }, language),
              (rsei.explained * 100).toFixed(2),
            ),
            ...rsei.components.map((name, n) =>
              line(
                `${inLanguage({ zh: 'PC1 载荷', en: 'Loading' }, language)} ${name}`,
                rsei.loadings[n].toFixed(4),
              ),
            ),
            line(
              inLanguage({ zh: '湿度系数', en: 'Wetness' }, language),
              `${inLanguage(rsei.wetness.name, language)} ${plainText(rsei.wetness.coefficients)}`,
            ),
            line(
              inLanguage({ zh: '地表温度', en: 'Temperature' }, language),
              rsei.temperature
                ? `${sentence(rsei.temperature.how, language)}${rsei.temperature.evidence === 'to-confirm' ? inLanguage({ zh: '(待核对)', en: ' (to be confirmed)' }, language) : ''}`
                : inLanguage({ zh: '未用(RSEI-3 变体)', en: 'not used (variant RSEI-3)' }, language),
            ),
          ]
        : []),
    ];
  });
  type Line = (typeof rows)[number];
  const columns: Column<Line>[] = [
    { key: 'date', label: { zh: '日期', en: 'Date' }, of: r => r.date },
    { key: 'item', label: { zh: '项目', en: 'Item' }, of: r => r.item },
    { key: 'value', label: { zh: '值', en: 'Value' }, of: r => r.value },
  ];
  return tableOf(columns, rows, language);
}
