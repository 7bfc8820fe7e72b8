import { bare, columnForms, formMoments, withoutGroups } from './column-names.ts';
import type { FieldCell, FieldTable } from './field-table.ts';
import { columnMeaning } from './mapping.ts';
import { namesOf } from './parameter-names.ts';
import type { Parameter } from './site.ts';

/**
 * The tables of a file with what belongs together joined, the joined one first: sheets of the same columns (a sheet per
 * month) one after the other, else the first repeat of a form with its parent. The tables stay there one by one.
 */
export function joinedTables(tables: readonly FieldTable[], parameters: readonly Parameter[]): FieldTable[] {
  const joined = tables.some(t => t.geometry) ? null : (joinSheets(tables) ?? joinRepeat(tables, parameters));
  return joined ? [joined, ...tables] : [...tables];
}

function joinSheets(tables: readonly FieldTable[]): FieldTable | null {
  const [first] = tables;
  const same = tables.filter(t => t.columns.length > 2 && t.columns.join('\n') === first.columns.join('\n'));
  if (same.length < 2) return null;
  return {
    ...first,
    name: same.map(t => t.name).join(' + '),
    rows: same.flatMap(t => t.rows),
    parts: same.map(({ name, rows, firstRow }) => ({ name, rows: rows.length, firstRow })),
  };
}

/** The columns that tie the rows of a repeat to their parents, in KoboToolbox and in ODK. */
const ties: readonly { child: RegExp; parent: RegExp }[] = [
  { child: /^_parent_index$/i, parent: /^_index$/i },
  { child: /^parent_key$/i, parent: /^(key|meta-instanceid)$/i },
];

function joinRepeat(tables: readonly FieldTable[], parameters: readonly Parameter[]): FieldTable | null {
  for (const child of tables)
    for (const tie of ties) {
      const at = child.columns.findIndex(column => tie.child.test(column));
      if (at < 0) continue;
      const parentName = child.rows.map(row => row[child.columns.indexOf('_parent_table_name')])[0];
      const parent = tables.find(
        t =>
          t !== child &&
          t.columns.some(column => tie.parent.test(column)) &&
          (typeof parentName !== 'string' || t.name.startsWith(parentName.slice(0, 28))),
      );
      if (parent) return withParent(child, at, parent, tie.parent, parameters);
    }
  return null;
}

/** Rows of the parent, then those of the repeat with the parent's place, name and time; values stay where they are. */
function withParent(
  child: FieldTable,
  tiedBy: number,
  parent: FieldTable,
  tie: RegExp,
  parameters: readonly Parameter[],
): FieldTable {
  const names = namesOf(parameters);
  const key = parent.columns.findIndex(column => tie.test(column));
  const own = child.columns.map((_, i) => i).filter(i => !/^_|^(parent_)?key$/i.test(child.columns[i]));
  const ofVisit = (column: string) =>
    [column, withoutGroups(column)].some(
      name =>
        columnForms.some(([, form]) => form.test(bare(name))) ||
        formMoments.some(form => form.test(bare(name))),
    ) && columnMeaning(column, withoutGroups(column), names) === null;
  const kept = parent.columns.map((_, i) => i);
  const byKey = new Map(parent.rows.map(row => [String(row[key]), row]));
  const rows = parent.rows.map(row => [...kept.map(i => row[i]), ...own.map((): FieldCell => null)]);
  const visits = kept.map(i => ofVisit(parent.columns[i]));
  for (const row of child.rows) {
    const visit = byKey.get(String(row[tiedBy]));
    rows.push([...kept.map(i => (visits[i] ? (visit?.[i] ?? null) : null)), ...own.map(i => row[i])]);
  }
  const columns = [...parent.columns];
  for (const i of own) {
    const name = child.columns[i];
    columns.push(columns.includes(name) ? `${child.name} ${name}` : name);
  }
  const parts = [parent, child].map(t => ({ name: t.name, rows: t.rows.length, firstRow: t.firstRow }));
  return { ...parent, name: `${parent.name} + ${child.name}`, columns, rows, parts, lowest: undefined };
}
