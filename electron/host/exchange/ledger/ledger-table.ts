import { z } from 'zod';
import {
  activities,
  activityNames,
  ledgerStates,
  stateNames,
  trendNames,
  type LedgerEntry,
} from '#core/redline/ledger.ts';
import { inLanguage, type Language, type Text } from '#core/foundation/text.ts';
import type { Cell, Table, TableColumn } from '#host/formats/tables/table.ts';

/** A column of field lists. What may be changed in the field comes back under the same key or heading. */
interface LedgerColumn {
  key: string;
  label: Text;
  unit?: string;
  decimals?: number;
  of: (entry: LedgerEntry, language: Language) => Cell;
  /** What the cells may hold. */
  choices?: readonly Text[];
}

const simple = (key: string, zh: string, en: string, of: LedgerColumn['of']): LedgerColumn => ({
  key,
  label: { zh, en },
  of,
});

export const ledgerColumns: LedgerColumn[] = [
  simple('number', '图斑编号', 'Patch number', e => e.number),
  {
    ...simple('state', '核查状态', 'State', (e, l) => inLanguage(stateNames[e.state], l)),
    choices: Object.values(stateNames),
  },
  {
    ...simple('activity', '活动类型', 'Activity', (e, l) =>
      e.activity ? inLanguage(activityNames[e.activity], l) : null,
    ),
    choices: Object.values(activityNames),
  },
  simple('why', '核查说明', 'Finding', () => null),
  simple('checker', '审核人', 'Checker', e => e.checker),
  simple('check_date', '核查日期', 'Checked on', e => e.checkDate),
  simple('photo', '照片', 'Photos', () => null),
  simple('note', '备注', 'Note', e => e.note),
  simple('region_code', '行政区代码', 'Region code', e => e.regionCode),
  simple('zone', '红线区', 'Zone', e => e.zone),
  simple('zone_code', '红线斑块编号', 'Zone number', e => e.zoneCode),
  simple('trend', '变化类型', 'Change', (e, l) => inLanguage(trendNames[e.trend], l)),
  { ...simple('area_m2', '面积', 'Area', e => e.areaM2), unit: 'm²', decimals: 1 },
  { ...simple('overlap_m2', '与红线重叠面积', 'Area inside', e => e.overlapM2), unit: 'm²', decimals: 1 },
  { ...simple('lon', '经度', 'Longitude', e => e.lon), unit: '°', decimals: 6 },
  { ...simple('lat', '纬度', 'Latitude', e => e.lat), unit: '°', decimals: 6 },
  simple('before_scene', '前期影像', 'Image before', e => e.beforeScene),
  simple('before_date', '前期日期', 'Date before', e => e.beforeDate),
  simple('after_scene', '后期影像', 'Image after', e => e.afterScene),
  simple('after_date', '后期日期', 'Date after', e => e.afterDate),
  { ...simple('resolution_m', '分辨率', 'Resolution', e => e.resolutionM), unit: 'm', decimals: 2 },
  simple('class_before', '前期类别', 'Class before', e => e.classBefore),
  simple('class_after', '后期类别', 'Class after', e => e.classAfter),
  { ...simple('mean_change', '平均变化', 'Mean change', e => e.meanChange), decimals: 4 },
  simple('interpreter', '解译人', 'Interpreter', e => e.interpreter),
  simple('as_sent', '导出时的值', 'As sent', e => sentText(sentOf(e))),
];

/** What may be changed in the field, as it was when the list left. */
const sentSchema = z.strictObject({
  state: z.enum(ledgerStates),
  activity: z.enum(activities).nullable(),
  checker: z.string(),
  checkDate: z.string().nullable(),
  note: z.string(),
});
export type SentValues = z.infer<typeof sentSchema>;

export const sentOf = ({ state, activity, checker, checkDate, note }: SentValues): SentValues => ({
  state,
  activity,
  checker,
  checkDate,
  note,
});

/** `state=…; activity=…; checker=…; check_date=…; note=…` */
export const sentText = ({ state, activity, checker, checkDate, note }: SentValues): string =>
  `state=${state}; activity=${activity ?? ''}; checker=${checker}; check_date=${checkDate ?? ''}; note=${note}`;
const sentForm = /^state=(.*?); activity=(.*?); checker=(.*?); check_date=(.*?); note=(.*)$/s;

/** Null where a list of another origin has none, or somebody wrote into the column. */
export function parseSent(text: string): SentValues | null {
  try {
    const found = sentForm.exec(text);
    // Lists of 0.3 hold JSON.
    if (!found) return sentSchema.parse(JSON.parse(text));
    const [, state, activity, checker, checkDate, note] = found;
    return sentSchema.parse({
      state,
      activity: activity || null,
      checker,
      checkDate: checkDate || null,
      note,
    });
  } catch {
    return null;
  }
}

export function ledgerTable(entries: readonly LedgerEntry[], language: Language): Table {
  const columns: TableColumn[] = ledgerColumns.map(({ key, label, unit, decimals, choices }) => ({
    key,
    label: inLanguage(label, language),
    unit,
    decimals,
    ...(choices && { choices: choices.map(choice => inLanguage(choice, language)) }),
  }));
  return {
    columns: entries.some(e => e.simulated)
      ? [...columns, { key: 'data_nature', label: language === 'zh-CN' ? '数据性质' : 'Nature of data' }]
      : columns,
    rows: entries.map(entry => ({
      ...Object.fromEntries(ledgerColumns.map(({ key, of }) => [key, of(entry, language)])),
      data_nature: entry.simulated ? '模拟数据 SIMULATED DATA' : null,
    })),
  };
}
