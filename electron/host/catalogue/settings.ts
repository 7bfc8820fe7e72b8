import type { CatalogueReader, CatalogueWriter, Handle } from '#host/catalogue/store/handles.ts';
import { canonicalJson } from '#host/files/canonical-json.ts';

/** The JSON value kept under a key, or null. The caller checks its shape. */
export function getSetting(reader: CatalogueReader, key: string): unknown {
  const row = reader.get<{ value: string }>('SELECT value FROM setting WHERE key = ?', key);
  return row ? (JSON.parse(row.value) as unknown) : null;
}

export function setSetting(tx: CatalogueWriter, key: string, value: unknown): void {
  const json = canonicalJson(value);
  const there = tx.get<{ id: number }>('SELECT id FROM setting WHERE key = ?', key);
  if (there) tx.update('setting', there.id, { value: json });
  else tx.insert('setting', { key, value: json });
}

/** The keys that begin with a prefix, with their values, in order of the keys. */
export function listSettings(reader: CatalogueReader, prefix: string): { key: string; value: unknown }[] {
  return reader
    .all<{ key: string; value: string }>(
      'SELECT key, value FROM setting WHERE substr(key, 1, ?) = ? ORDER BY key',
      prefix.length,
      prefix,
    )
    .map(({ key, value }) => ({ key, value: JSON.parse(value) as unknown }));
}

export function removeSetting(tx: CatalogueWriter, key: string): void {
  const there = tx.get<{ id: number }>('SELECT id FROM setting WHERE key = ?', key);
  if (there) tx.remove('setting', there.id);
}

export const settingsOf = ({ reader, write }: Handle) => ({
  get: (key: string) => getSetting(reader, key),
  list: (prefix: string) => listSettings(reader, prefix),
  set: (who: string, key: string, value: unknown) => write(who, tx => setSetting(tx, key, value)),
});
