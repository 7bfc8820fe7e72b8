import type { FieldCell } from './field-table.ts';
import type { Ignored } from './ignored.ts';
import type { ImportMapping, MappingSuggestion } from './mapping.ts';
import type { SiteUpdate } from './site-updates.ts';
import type { ImportProblem } from './plan-import.ts';

/** What an import did, or would do. */
export interface ImportReport {
  file: string;
  /** Sheets or layers, and the one that was read. */
  tables: { name: string; rows: number }[];
  table: string;
  encoding: string | null;
  delimiter: string | null;
  headerRow: number;
  headerRows: number;
  columns: string[];
  /** The first rows as they were read. */
  sample: FieldCell[][];
  mapping: ImportMapping;
  /** The name of the saved mapping that was used, null where it was suggested or given. */
  savedMapping: string | null;
  notes: MappingSuggestion['notes'];
  rows: number;
  accepted: number;
  rejected: ImportProblem[];
  /** What the file holds beside that and did not come in, with the reason. */
  ignored: Ignored[];
  /** What it says otherwise of sites that are known: written only where it was taken. */
  updates: SiteUpdate[];
  /** New sites, observations and photos. */
  sites: number;
  observations: number;
  /** Visits and parameters without a value whose reason is kept: 断流, 未采. */
  noValues: number;
  photos: number;
  listRows: number;
  /** Sites that are in the catalogue already and get more observations. */
  knownSites: number;
  /** Photos that the table names and that were not found. */
  missingPhotos: string[];
  /** Where two pairs of coordinates stand in a row: how far they are apart at most, metres. */
  placesApartM: number | null;
  /** Places of the new sites, for the map; at most 5,000. */
  places: [number, number][];
  /** Of the committed import; null for a dry run. */
  importId: number | null;
}

/** A committed import, for the list of imports. */
export interface ImportEntry {
  id: number;
  time: string;
  who: string;
  file: string;
  sites: number;
  observations: number;
  photos: number;
  rejected: number;
  /** When it was taken back. */
  reverted: string | null;
}
