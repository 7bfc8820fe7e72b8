export type SqlValue = string | number | Uint8Array | null;
export type Row = Record<string, SqlValue>;

/** Can only read. */
export interface CatalogueReader {
  readonly path: string;
  all<T>(sql: string, ...values: SqlValue[]): T[];
  get<T>(sql: string, ...values: SqlValue[]): T | undefined;
}

/** Exists only inside `write`: each change is one row and one line of the journal. */
export interface CatalogueWriter extends CatalogueReader {
  insert(table: string, row: Row): number;
  /** Changes the given columns; columns that stay the same are neither written nor journalled. */
  update(table: string, id: number, changes: Row): void;
  remove(table: string, id: number): void;
}

/** The one door for changes: an IMMEDIATE transaction, all or nothing. `work` must not be asynchronous. */
export type Write = <T>(who: string, work: (tx: CatalogueWriter) => T) => T;

export interface Handle {
  readonly reader: CatalogueReader;
  readonly write: Write;
}
