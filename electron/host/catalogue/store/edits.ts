import { BloomlineError } from '#core/foundation/errors.ts';
import type { EditHistory } from '#core/plots/site.ts';
import { say } from '#core/words/said.ts';
import type { CatalogueReader, CatalogueWriter, Handle, Row, RowChange } from './handles.ts';
import { same } from './journal-row.ts';

interface Step {
  label: string;
  changes: RowChange[];
}

/** Steps that are remembered; older ones can no longer be taken back. */
const maxSteps = 100;

/**
 * Edits that can be taken back and done again, since the catalogue was opened. Taking back writes the rows as they
 * were, as one more journalled change; it is refused where somebody changed them in between.
 */
export class Edits {
  readonly #handle: Handle;
  #done: Step[] = [];
  #undone: Step[] = [];

  constructor(handle: Handle) {
    this.#handle = handle;
  }

  /** Writes, and remembers the step under a label that the window has words for. */
  edit<T>(who: string, label: string, work: (tx: CatalogueWriter) => T): T {
    return this.#handle.write(who, work, changes => {
      this.#done = [...this.#done, { label, changes }].slice(-maxSteps);
      this.#undone = [];
    });
  }

  history(): EditHistory {
    return { undo: this.#done.at(-1)?.label ?? null, redo: this.#undone.at(-1)?.label ?? null };
  }

  undo(who: string): EditHistory {
    return this.#take(who, this.#done, this.#undone, 'undo', step => ({
      label: step.label,
      changes: step.changes.toReversed().map(({ table, id, before, after }) => ({
        table,
        id,
        before: after,
        after: before,
      })),
    }));
  }

  redo(who: string): EditHistory {
    return this.#take(who, this.#undone, this.#done, 'redo', step => step);
  }

  #take(
    who: string,
    from: Step[],
    to: Step[],
    what: 'undo' | 'redo',
    direction: (step: Step) => Step,
  ): EditHistory {
    const step = from.at(-1);
    if (!step) throw new BloomlineError('bad-input', what, say('catalogue.nothing-to-take-back'));
    this.#handle.write(who, tx => {
      for (const change of direction(step).changes) apply(tx, change);
    });
    from.pop();
    to.push(step);
    return this.history();
  }
}

function apply(tx: CatalogueWriter, { table, id, before, after }: RowChange): void {
  if (!before) {
    tx.insert(table, { id, ...after! });
    return;
  }
  const now = tx.get<Row>(`SELECT * FROM "${table}" WHERE id = ?`, id);
  if (!now || Object.keys(before).some(column => !same(now[column], before[column])))
    throw new BloomlineError('bad-input', `${table} ${id}`, say('catalogue.changed-since'));
  if (after) tx.update(table, id, after);
  else {
    refuseWhereUsed(tx, table, id);
    tx.remove(table, id);
  }
}

/** What was added to a site since would go with it; it must be removed first. */
function refuseWhereUsed(reader: CatalogueReader, table: string, id: number): void {
  const users: Record<string, [string, string][]> = {
    site: [
      ['observation', 'site_id'],
      ['no_value', 'site_id'],
      ['outline', 'site_id'],
      ['quadrat', 'site_id'],
      ['plot_row', 'site_id'],
      ['photo', 'site_id'],
      ['track', 'site_id'],
    ],
    ledger: [['ledger_photo', 'ledger_id']],
    quadrat: [
      ['plot_row', 'quadrat_id'],
      ['observation', 'quadrat_id'],
    ],
  };
  for (const [user, column] of users[table] ?? []) {
    if (reader.get(`SELECT 1 FROM "${user}" WHERE ${column} = ? LIMIT 1`, id))
      throw new BloomlineError('bad-input', `${table} ${id}`, say('catalogue.used-since'));
  }
}
