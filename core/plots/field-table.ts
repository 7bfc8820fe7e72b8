import type { Datum } from '#core/grid/datum.ts';
/** A cell as the file holds it; a spreadsheet's dates are its serial numbers. */
export type FieldCell = string | number | boolean | null;

/** A table as it was read, before anybody said what its columns mean. */
/** One of the tables that a table was joined of. */
export interface TablePart {
  name: string;
  rows: number;
  /** Number in the file of its first data row. */
  firstRow: number;
}

export interface FieldTable {
  /** Sheet or layer. */
  name: string;
  /** Text that stands above the header: 某市水质监测结果（2025年7月）. */
  title?: string;
  /** Unique column names; a header of two rows is joined with a space. */
  columns: string[];
  /** The lowest heading of each column, where a header has several rows. */
  lowest?: string[];
  rows: FieldCell[][];
  /** Number in the file of the first data row, from 1; the others follow. */
  firstRow: number;
  /** Sheets or tracks of the same columns that stand in it one after the other. */
  parts?: TablePart[];
  /** Rows that make the header. */
  headerRows: number;
  /** One per row: the place, an outline or a track that the file itself holds, in the table's CRS. */
  geometry: (FieldGeometry | null)[] | null;
  /** EPSG code of the geometry; null where the file does not tell. */
  epsg: number | null;
  datum?: Datum;
  /** Name of the CRS for people. */
  crs: string | null;
}

export type FieldGeometry =
  | { type: 'point'; point: number[] }
  | { type: 'polygon'; polygons: number[][][][] }
  | { type: 'line'; lines: number[][][] };
