import { inEnglish } from '#core/words/said.ts';
import type { CatalogueReader } from '#host/catalogue/store/handles.ts';
import { lineHash, type Stored } from '#host/catalogue/store/journal.ts';

/** A line of the journal as it was written, with the hash of the line before it: it can be checked alone. */
export interface ChainedLine {
  id: number;
  time: string;
  who: string;
  action: string;
  table: string;
  row: number;
  /** JSON as stored. */
  before: string | null;
  after: string | null;
  previous: string;
  hash: string;
}

const origin = '0'.repeat(64);

/** Tables whose rows belong to one assessment. */
const partTables = ['patch', 'bulletin', 'review_step', 'review_comment', 'approval', 'signature'];

/** The lines about an assessment, what belongs to it and the corrections it was made with, in the journal's order. */
export function journalOfAssessment(
  reader: CatalogueReader,
  assessmentId: number,
  correctionIds: readonly number[],
): ChainedLine[] {
  const rows = reader.all<Stored & { previous: string | null }>(
    `SELECT j.*, (SELECT hash FROM journal p WHERE p.id = j.id - 1) AS previous FROM journal j WHERE
       (table_name = 'assessment' AND row_id = ?)
       OR (table_name = 'correction' AND row_id IN (SELECT value FROM json_each(?)))
       OR (table_name IN (SELECT value FROM json_each(?)) AND EXISTS (
         SELECT 1 FROM journal k WHERE k.table_name = j.table_name AND k.row_id = j.row_id AND k.action = 'insert'
           AND json_extract(k.after, '$.assessment_id') = ?))
     ORDER BY j.id`,
    assessmentId,
    JSON.stringify(correctionIds),
    JSON.stringify(partTables),
    assessmentId,
  );
  return rows.map(({ id, time, who, action, table_name, row_id, before, after, hash, previous }) => ({
    id,
    time,
    who,
    action,
    table: table_name,
    row: row_id,
    before,
    after,
    previous: previous ?? origin,
    hash,
  }));
}

/** The last line of the journal. */
export const journalHead = (reader: CatalogueReader): { id: number; hash: string } =>
  reader.get('SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1') ?? { id: 0, hash: origin };

/** What does not fit in some lines of a chain, in English; null where all of them hold. */
export function brokenLine(lines: readonly ChainedLine[], head: { id: number; hash: string }): string | null {
  let last: ChainedLine | null = null;
  for (const line of lines) {
    const { id, time, who, action, table, row, before, after, previous, hash } = line;
    if (lineHash(previous, { id, time, who, action, table, row, before, after }) !== hash)
      return inEnglish('package.line-changed', { id });
    if (last && id <= last.id) return inEnglish('package.line-order', { id });
    if (last && id === last.id + 1 && previous !== last.hash)
      return inEnglish('package.line-chain', { id, before: last.id });
    last = line;
  }
  if (last && (last.id > head.id || (last.id === head.id && last.hash !== head.hash)))
    return inEnglish('package.line-behind', { id: last.id });
  return null;
}
