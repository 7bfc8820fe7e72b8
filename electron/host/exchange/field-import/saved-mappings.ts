import { BloomlineError } from '#core/foundation/errors.ts';
import type { FieldTable } from '#core/plots/field-table.ts';
import { importMappingSchema, type ImportMapping } from '#core/plots/mapping.ts';
import { say } from '#core/words/said.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';

const prefix = 'import-mapping:';

export interface SavedMapping {
  name: string;
  mapping: ImportMapping;
}

/** The mappings that were saved in a catalogue, by name. */
export function listMappings(catalogue: Catalogue): SavedMapping[] {
  return catalogue.reader
    .all<{ key: string; value: string }>(
      'SELECT key, value FROM setting WHERE key LIKE ? ORDER BY key',
      `${prefix}%`,
    )
    .flatMap(({ key, value }) => {
      const mapping = importMappingSchema.safeParse(JSON.parse(value));
      return mapping.success ? [{ name: key.slice(prefix.length), mapping: mapping.data }] : [];
    });
}

/** What was chosen of the updates is a matter of one file: it is not kept. */
export function saveMapping(catalogue: Catalogue, who: string, { name, mapping }: SavedMapping): void {
  catalogue.settings.set(who, prefix + name, { ...mapping, updates: undefined });
}

/** The mapping of a name, or the one whose columns are those of the table. Throws `not-found` for an unknown name. */
export function savedMappingFor(
  catalogue: Catalogue,
  table: FieldTable,
  name: string | null,
): SavedMapping | null {
  const saved = listMappings(catalogue);
  if (name !== null) {
    const found = saved.find(s => s.name === name);
    if (found) return found;
    throw new BloomlineError('not-found', name, say('field.no-such-mapping'));
  }
  const columns = new Set(table.columns);
  return (
    saved.find(({ mapping }) => {
      const mapped = Object.keys(mapping.columns);
      return mapped.length === columns.size && mapped.every(column => columns.has(column));
    }) ?? null
  );
}
