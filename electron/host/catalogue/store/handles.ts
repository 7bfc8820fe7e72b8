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
  /**
   * Many new rows of a table: one line of the journal holds up to a thousand of them, whole. For what is not taken
   * back as
   * one step of the window. `count` is how many there are.
   */
  insertMany(
    table: string,
    columns: readonly string[],
    rows: Iterable<readonly SqlValue[]>,
    count: number,
  ): void;
  /** Changes the given columns; columns that stay the same are neither written nor journalled. */
  update(table: string, id: number, changes: Row): void;
  remove(table: string, id: number): void;
  /** What proves who somebody is: the only rows that never enter the journal, nor what can be taken back. */
  putSecret(row: SecretRow): void;
}

/** Of `person_secret`. */
export interface SecretRow extends Row {
  person_id: number;
  salt: Uint8Array;
  hash: Uint8Array;
  /** Wrong PINs in a row. */
  wrong: number;
  last_wrong: string | null;
  /** Private keys under the PIN: the person's own; the workspace's, for administrators. */
  sealed_key: Uint8Array | null;
  sealed_root: Uint8Array | null;
  /** The person's signature over the columns that change with the PIN. */
  proof: string | null;
}

/** One changed row, as it was and as it is: `before` is null for a new row, `after` for a removed one. */
export interface RowChange {
  table: string;
  id: number;
  /** Of an update: the changed columns only. */
  before: Row | null;
  after: Row | null;
}

/**
 * The one door for changes: an IMMEDIATE transaction, all or nothing. `work` must not be asynchronous.
 * `committed` hears what was changed, after it is safe.
 */
export type Write = <T>(
  who: string,
  work: (tx: CatalogueWriter) => T,
  committed?: (changes: RowChange[]) => void,
) => T;

export interface Handle {
  readonly reader: CatalogueReader;
  readonly write: Write;
}
