import type { Text } from '#core/quantity/text.ts';

/** Kinds of ground sites; ids are stored. */
export const siteKinds: Record<string, Text> = {
  'water-plot': { zh: '水体样地', en: 'Water plot' },
  'forest-plot': { zh: '森林样地', en: 'Forest plot' },
  'grassland-plot': { zh: '草地样地', en: 'Grassland plot' },
  'wetland-plot': { zh: '湿地样地', en: 'Wetland plot' },
  'desert-plot': { zh: '荒漠样地', en: 'Desert plot' },
  'urban-plot': { zh: '城乡样地', en: 'Urban plot' },
  'farmland-plot': { zh: '农田样地', en: 'Farmland plot' },
  'marine-plot': { zh: '海洋样地', en: 'Marine plot' },
  section: { zh: '水质断面', en: 'Water-quality section' },
  'observation-field': { zh: '观测场', en: 'Observation field' },
  'check-point': { zh: '核查点', en: 'Check point' },
  station: { zh: '自动站', en: 'Automatic station' },
};

export interface Parameter {
  id: string;
  name: Text;
  unit: string;
  /** Values outside are refused as typing errors. */
  plausible: { min: number; max: number };
  decimals: number;
}

export interface Site {
  id: number;
  name: string;
  kind: string;
  /** CGCS2000, degrees. */
  lon: number;
  lat: number;
  note: string;
  observations: number;
  /** ISO date of the newest observation. */
  latest: string | null;
  simulated: boolean;
}

export interface Observation {
  id: number;
  siteId: number;
  time: string;
  parameter: string;
  value: number;
  unit: string;
  method: string;
  observer: string;
  flag: string;
}

export interface SiteCard {
  site: Site;
  observations: Observation[];
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
