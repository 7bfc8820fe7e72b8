import type { EcologyRecord, EcologyResult, EcologySummary } from '#core/contract/ecology.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import type { CatalogueReader, CatalogueWriter, Handle } from '#host/catalogue/store/handles.ts';
import { canonicalJson } from '#host/files/canonical-json.ts';

export interface NewEcologyResult {
  name: string;
  input: unknown;
  result: EcologyResult;
}

const columns = `id, kind, name, created, author, json_extract(result, '$.recipe.simulated') AS simulated`;
type Row = Omit<EcologySummary, 'simulated'> & { simulated: number };

export function addEcology(tx: CatalogueWriter, author: string, added: NewEcologyResult): EcologyRecord {
  const id = tx.insert('ecology_result', {
    kind: added.result.kind,
    name: added.name,
    created: new Date().toISOString(),
    author,
    input: canonicalJson(added.input),
    result: canonicalJson(added.result),
  });
  return getEcology(tx, id);
}

/** Newest first. */
export function listEcology(reader: CatalogueReader): EcologySummary[] {
  return reader
    .all<Row>(`SELECT ${columns} FROM ecology_result ORDER BY id DESC`)
    .map(row => ({ ...row, simulated: row.simulated === 1 }));
}

export function getEcology(reader: CatalogueReader, id: number): EcologyRecord {
  const row = reader.get<Row & { input: string; result: string }>(
    `SELECT ${columns}, input, result FROM ecology_result WHERE id = ?`,
    id,
  );
  if (!row) throw new BloomlineError('not-found', `result ${id}`, say('ecology.no-such-result', { id }));
  return {
    ...row,
    simulated: row.simulated === 1,
    input: JSON.parse(row.input) as unknown,
    result: JSON.parse(row.result) as EcologyResult,
  };
}

export const ecologyOf = ({ reader, write }: Handle) => ({
  list: () => listEcology(reader),
  get: (id: number) => getEcology(reader, id),
  add: (who: string, added: NewEcologyResult) => write(who, tx => addEcology(tx, who, added)),
  remove: (who: string, id: number) => write(who, tx => tx.remove('ecology_result', id)),
});
