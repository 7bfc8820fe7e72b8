import { inEnglish } from '#core/words/said.ts';
import type { FieldTable } from './field-table.ts';
import { columnMeaning, type ImportMapping, type ImportNote } from './mapping.ts';
import { namesOf, notMeasured } from './parameter-names.ts';
import type { Parameter } from './site.ts';

/** What a file holds that did not come in, and why. */
export interface Ignored {
  what: 'column' | 'sheet' | 'layer' | 'row' | 'value' | 'waypoint' | 'track' | 'route' | 'group';
  name: string;
  /** The English sentence; windows have it in their language. */
  reason: string;
}

/** The columns that are not taken, each with its reason. */
export function ignoredColumns(
  table: FieldTable,
  mapping: ImportMapping,
  parameters: readonly Parameter[],
  notes: readonly ImportNote[],
): Ignored[] {
  const names = namesOf(parameters);
  const chosen = new Map<string, string>();
  for (const [column, use] of Object.entries(mapping.columns))
    if (use.as === 'parameter') chosen.set(use.parameter, column);
  return table.columns.flatMap((column, at): Ignored[] => {
    if ((mapping.columns[column] ?? { as: 'ignore' }).as !== 'ignore') return [];
    const isEmpty = table.rows.every(row => row[at] === null || row[at] === '');
    if (isEmpty && /^#\d+$/.test(column)) return [];
    return [
      { what: 'column', name: column, reason: isEmpty ? inEnglish('ignored.empty') : reasonOf(column) },
    ];
  });

  function reasonOf(column: string): string {
    const unfit = notes.find(n => n.code === 'unit-does-not-fit' && n.column === column);
    if (unfit) return inEnglish('ignored.unit-does-not-fit', { unit: unfit.value ?? '' });
    const kind = notMeasured(column);
    if (kind) return inEnglish(`ignored.${kind}`);
    const meant = columnMeaning(column, column, names);
    if (meant === 'unit') return inEnglish('ignored.unit');
    if (!meant) return inEnglish('ignored.unknown-name');
    const other = chosen.get(meant.parameter.id) ?? notes.find(n => n.code === 'column-chosen')?.column;
    if (other !== undefined && other !== column) return inEnglish('ignored.other-column', { column: other });
    return inEnglish('ignored.not-taken');
  }
}
