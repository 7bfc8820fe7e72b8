import type { PatchDirection, PatchTrend } from './redline-result.ts';
import type { Text } from '#core/foundation/text.ts';
import type { MultiPolygon, Zone } from '#core/zones/zone.ts';

/** Where a suspected patch is on its way from the picture to the case that is closed. */
export const ledgerStates = [
  'suspected',
  'to-check',
  'confirmed',
  'unfounded',
  'rectifying',
  'closed',
] as const;
export type LedgerState = (typeof ledgerStates)[number];

/** Human activities in protected areas (draft of HJ 1156, STANDARDS 2.2). */
export const activities = [
  'mining',
  'industry',
  'energy',
  'tourism',
  'transport',
  'farming',
  'other',
] as const;
export type Activity = (typeof activities)[number];

export const stateNames: Record<LedgerState, Text> = {
  suspected: { zh: '疑似', en: 'suspected' },
  'to-check': { zh: '待核查', en: 'to be checked' },
  confirmed: { zh: '已核查:属实', en: 'checked: confirmed' },
  unfounded: { zh: '已核查:不属实', en: 'checked: unfounded' },
  rectifying: { zh: '整改', en: 'being put right' },
  closed: { zh: '销号', en: 'closed' },
};

export const activityNames: Record<Activity, Text> = {
  mining: { zh: '矿产资源开发', en: 'mining' },
  industry: { zh: '工业开发', en: 'industry' },
  energy: { zh: '能源开发', en: 'energy' },
  tourism: { zh: '旅游开发', en: 'tourism' },
  transport: { zh: '交通开发', en: 'transport' },
  farming: { zh: '养殖开发', en: 'animal farming' },
  other: { zh: '其它活动', en: 'other activity' },
};

/** Steps that may be taken. Forwards, and back to be checked again. */
export const nextLedgerStates: Record<LedgerState, readonly LedgerState[]> = {
  suspected: ['to-check'],
  'to-check': ['confirmed', 'unfounded', 'suspected'],
  confirmed: ['rectifying', 'to-check'],
  unfounded: ['closed', 'to-check'],
  rectifying: ['closed', 'confirmed'],
  closed: ['to-check'],
};

const rank: Record<LedgerState, number> = {
  suspected: 0,
  'to-check': 1,
  confirmed: 2,
  unfounded: 2,
  rectifying: 3,
  closed: 4,
};

/** Steps that need a reason: that nothing was found, an end, and every step back. */
export const needsReason = (from: LedgerState, to: LedgerState): boolean =>
  to === 'unfounded' || to === 'closed' || rank[to] < rank[from];

/** Who took a patch to a state, when (ISO 8601) and why; or what a later period found of it. */
export interface LedgerStep {
  state: LedgerState;
  who: string;
  when: string;
  why: string;
}

/** What a person may change of an entry, whatever its state. */
export interface LedgerFields {
  regionCode: string;
  zoneCode: string;
  activity: Activity | null;
  trend: PatchTrend;
  interpreter: string;
  checker: string;
  /** ISO 8601 day. */
  checkDate: string | null;
  note: string;
}

/** What the assessment that saw a patch last says of it. */
export interface LedgerFacts {
  zone: string;
  direction: PatchDirection;
  /** Names or codes of land cover, where it was compared. */
  classBefore: string | null;
  classAfter: string | null;
  areaM2: number;
  overlapM2: number;
  meanChange: number | null;
  /** CGCS2000, of a point inside. */
  lon: number;
  lat: number;
  beforeScene: string;
  beforeDate: string | null;
  afterScene: string;
  afterDate: string | null;
  resolutionM: number | null;
  assessmentId: number;
  simulated: boolean;
}

/** A suspected patch of the ledger (台账): attributes after STANDARDS 2.2. */
export interface LedgerEntry extends LedgerFields, LedgerFacts {
  id: number;
  /** 图斑编号 */
  number: string;
  state: LedgerState;
  history: LedgerStep[];
  photos: number;
}

/** With its outline, longitude and latitude (CGCS2000). */
export interface LedgerShape extends LedgerEntry {
  geometry: MultiPolygon;
}

const regionKeys = [
  '行政区代码',
  '行政区划代码',
  '行政代码',
  '区划代码',
  'XZQDM',
  'region_code',
  'adcode',
  'county_code',
];
const zoneKeys = [
  '编号',
  '红线编号',
  '红线斑块编号',
  '斑块编号',
  'HXBH',
  'BH',
  'code',
  'zone_code',
  'number',
];

const attribute = ({ attributes }: Pick<Zone, 'attributes'>, keys: readonly string[]): string => {
  const lower = new Map(Object.entries(attributes).map(([key, value]) => [key.toLowerCase(), value]));
  for (const key of keys) {
    const value = lower.get(key.toLowerCase());
    if (value !== undefined && value !== null && String(value).trim() !== '') return String(value).trim();
  }
  return '';
};

/** Administrative code (GB/T 2260) and number of a zone, as its attributes tell them. */
export const regionCodeOf = (zone: Pick<Zone, 'attributes'>): string => attribute(zone, regionKeys);
export const zoneCodeOf = (zone: Pick<Zone, 'attributes'>): string => attribute(zone, zoneKeys);

/** The next free number: region (or TB), year of the later date, a count of four digits. */
export function nextNumber(taken: Iterable<string>, regionCode: string, year: string): string {
  const head = `${regionCode || 'TB'}-${year}-`;
  let last = 0;
  for (const number of taken)
    if (number.startsWith(head) && /^\d+$/.test(number.slice(head.length)))
      last = Math.max(last, Number(number.slice(head.length)));
  return `${head}${String(last + 1).padStart(4, '0')}`;
}

export const trendNames: Record<PatchTrend, Text> = {
  new: { zh: '新增', en: 'new' },
  grown: { zh: '扩大', en: 'grown' },
  shrunk: { zh: '减少', en: 'shrunk' },
  same: { zh: '未变', en: 'unchanged' },
  gone: { zh: '消失', en: 'gone' },
};

/** A state or an activity as people write it: the code, or its name in either language. Null for none of them. */
export function byName<Key extends string>(names: Record<Key, Text>, text: string): Key | null {
  const plain = (s: string) =>
    s
      .trim()
      .toLowerCase()
      .replace(/[\s:\uFF1A()\uFF08\uFF09]/g, '');
  const wanted = plain(text);
  const entries = Object.entries(names) as [Key, Text][];
  const found = entries.find(([key, { zh, en }]) => [key, zh, en].some(name => plain(name) === wanted));
  // 属实 and 不属实 alone are said of a finding.
  return found?.[0] ?? entries.find(([, { zh }]) => zh.split(':')[1] === text.trim())?.[0] ?? null;
}

/** The steps forward from one state to another; empty for the same, null where there is no way. */
export function stepsBetween(from: LedgerState, to: LedgerState): LedgerState[] | null {
  if (from === to) return [];
  for (const next of nextLedgerStates[from]) {
    if (rank[next] <= rank[from]) continue;
    const rest = stepsBetween(next, to);
    if (rest) return [next, ...rest];
  }
  return null;
}
