import type { Text } from '#core/foundation/text.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';

/** Kinds of ground sites; ids are stored. Their forms are resources/plots/<kind>.json. */
export const siteKindIds = [
  'forest-plot',
  'grassland-plot',
  'wetland-plot',
  'desert-plot',
  'urban-plot',
  'farmland-plot',
  'water-plot',
  'marine-plot',
  'section',
  'observation-field',
  'check-point',
  'station',
  'cruise',
] as const;
export type SiteKind = (typeof siteKindIds)[number];

/** Kinds of ground sites with their names. */
export const siteKinds: Record<string, Text> = {
  'forest-plot': { zh: '森林样地', en: 'Forest plot' },
  'grassland-plot': { zh: '草地样地', en: 'Grassland plot' },
  'wetland-plot': { zh: '湿地样地', en: 'Wetland plot' },
  'desert-plot': { zh: '荒漠样地', en: 'Desert plot' },
  'urban-plot': { zh: '城乡样地', en: 'Urban plot' },
  'farmland-plot': { zh: '农田样地', en: 'Farmland plot' },
  'water-plot': { zh: '水体样地', en: 'Water plot' },
  'marine-plot': { zh: '海洋样地', en: 'Marine plot' },
  section: { zh: '水质断面', en: 'Water-quality section' },
  'observation-field': { zh: '观测场', en: 'Observation field' },
  'check-point': { zh: '核查点', en: 'Check point' },
  station: { zh: '自动站', en: 'Automatic station' },
  cruise: { zh: '走航', en: 'Cruise' },
} satisfies Record<SiteKind, Text>;

/** Quality of an observation; the ids are stored. */
export const qualityFlags = ['valid', 'suspect', 'invalid', 'to-review'] as const;
export type QualityFlag = (typeof qualityFlags)[number];

export const flagNames: Record<string, Text> = {
  valid: { zh: '有效', en: 'valid' },
  suspect: { zh: '可疑', en: 'suspect' },
  invalid: { zh: '无效', en: 'invalid' },
  'to-review': { zh: '待复核', en: 'to review' },
} satisfies Record<QualityFlag, Text>;

/** Where across a section and how deep a sample was taken; the ids are stored. */
export const verticalNames: Record<string, Text> = {
  left: { zh: '左', en: 'left' },
  middle: { zh: '中', en: 'middle' },
  right: { zh: '右', en: 'right' },
};
export const layerNames: Record<string, Text> = {
  surface: { zh: '表层', en: 'surface' },
  middle: { zh: '中层', en: 'middle' },
  bottom: { zh: '底层', en: 'bottom' },
};

export interface Parameter {
  id: string;
  name: Text;
  unit: string;
  /** Values outside need a reason. */
  plausible: { min: number; max: number };
  decimals: number;
  /** Names that tables give it, beside its own. */
  aliases?: string[];
}

/** Values of a form's fields by field id. */
export type FieldValues = Record<string, string | number | boolean>;

export interface Site {
  id: number;
  name: string;
  /** 样地号, 断面编码: the number that the office gave it. */
  code: string;
  kind: string;
  /** CGCS2000, degrees. */
  lon: number;
  lat: number;
  note: string;
  /** Side of a square plot, metres. */
  sideM: number | null;
  fields: FieldValues;
  observations: number;
  /** ISO date of the newest observation. */
  latest: string | null;
  simulated: boolean;
}

export interface Observation {
  id: number;
  siteId: number;
  quadratId: number | null;
  /** ISO 8601 with offset, or a date. */
  time: string;
  parameter: string;
  value: number;
  unit: string;
  method: string;
  observer: string;
  depthM: number | null;
  /** Where it was taken if not at the site: on a cruise. CGCS2000, degrees. */
  lon: number | null;
  lat: number | null;
  flag: string;
  flagReason: string;
  flagBy: string;
  /** Why a value outside the plausible range is right. */
  overrideReason: string;
  /** The correction that took its place. */
  supersededBy: number | null;
  /** File and row that it came from. */
  source: string;
  censored: Censored;
  /** Of a censored value, in its unit; null where the laboratory told none. */
  detectionLimit: number | null;
  /** Where across the section: left, middle, right. */
  vertical: string;
  /** How deep in words: surface, middle, bottom. */
  layer: string;
}

/** Measured; below the limit of detection (`value` is what counts in statistics); above the range. */
export type Censored = '' | '<' | '>';

/** A visit, or one parameter of it, without a value: 断流, 封冻, 未采. */
export interface NoValue {
  id: number;
  siteId: number;
  time: string;
  /** Null: nothing was measured at all. */
  parameter: string | null;
  reason: string;
  vertical: string;
  layer: string;
  source: string;
}

export interface Quadrat {
  id: number;
  siteId: number;
  name: string;
  kind: string;
  sideM: number;
  geometry: MultiPolygon;
  fields: FieldValues;
}

/** A row of one of a form's lists: a tree, a species, a throw of the ring. */
export interface PlotRow {
  id: number;
  quadratId: number | null;
  list: string;
  time: string;
  fields: FieldValues;
}

export interface Photo {
  id: number;
  siteId: number;
  name: string;
  /** Path in the workspace folder. */
  file: string;
  sha256: string;
  bytes: number;
  taken: string | null;
  /** Where the camera looked, degrees from north. */
  heading: number | null;
  /** Of the camera; null where the photo does not say. */
  lon: number | null;
  lat: number | null;
  note: string;
  missing: boolean;
}

export interface Track {
  id: number;
  name: string;
  started: string | null;
  ended: string | null;
  /** Lines of longitude and latitude. */
  lines: number[][][];
}

export interface SiteCard {
  site: Site;
  /** Newest first; superseded ones too. */
  observations: Observation[];
  outline: MultiPolygon;
  quadrats: Quadrat[];
  rows: PlotRow[];
  tracks: Track[];
  photos: Photo[];
  journal: JournalLine[];
}

export interface JournalLine {
  id: number;
  time: string;
  who: string;
  action: 'insert' | 'update' | 'delete';
  table: string;
  row: number;
  before: unknown;
  after: unknown;
  hash: string;
}

/** What could be taken back, and done again; the newest step of each. */
export interface EditHistory {
  undo: string | null;
  redo: string | null;
}
