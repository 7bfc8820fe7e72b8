import { sentenceIn } from '#core/words/said.ts';
import { inLanguage, type Language, type Text } from '#core/foundation/text.ts';
import type { Cell, Table } from '#host/formats/tables/table.ts';

/** A column of both the table for people and the attributes for programs. */
export interface Column<Row> {
  /** Name in files: lower case, with the unit. */
  key: string;
  label: Text;
  unit?: string;
  decimals?: number;
  of: (row: Row) => Cell;
}

/** A sentence of the host in the table's language; null where there is none. */
export const sentence = (english: string | undefined, language: Language): string | null =>
  english === undefined ? null : sentenceIn(english, language);

export const percent = (share: number | null | undefined): number | null =>
  share === null || share === undefined ? null : share * 100;

export function tableOf<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  language: Language,
): Table {
  return {
    columns: columns.map(({ key, label, unit, decimals }) => ({
      key,
      label: inLanguage(label, language),
      ...(unit === undefined ? {} : { unit }),
      ...(decimals === undefined ? {} : { decimals }),
    })),
    rows: rows.map(row => Object.fromEntries(columns.map(c => [c.key, c.of(row)]))),
  };
}
