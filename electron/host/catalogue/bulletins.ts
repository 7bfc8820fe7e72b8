import type { Language } from '#core/foundation/text.ts';
import { getAssessment, refuseFinal } from './assessments.ts';
import type { CatalogueReader, CatalogueWriter, Handle } from '#host/catalogue/store/handles.ts';

/** A text written over the one that is made from the numbers of an assessment. */
export interface SavedBulletin {
  text: string;
  /** SHA-256 of the made text that it was written over. */
  basedOn: string;
  changed: string;
  author: string;
}

interface BulletinRow {
  id: number;
  text: string;
  based_on: string;
  changed: string;
  author: string;
}

const rowOf = (reader: CatalogueReader, assessmentId: number, language: Language) =>
  reader.get<BulletinRow>(
    'SELECT id, text, based_on, changed, author FROM bulletin WHERE assessment_id = ? AND language = ?',
    assessmentId,
    language,
  );

export function getBulletin(
  reader: CatalogueReader,
  assessmentId: number,
  language: Language,
): SavedBulletin | null {
  const row = rowOf(reader, assessmentId, language);
  return row ? { text: row.text, basedOn: row.based_on, changed: row.changed, author: row.author } : null;
}

/** Null forgets the text. */
export function saveBulletin(
  tx: CatalogueWriter,
  author: string,
  assessmentId: number,
  language: Language,
  saved: Pick<SavedBulletin, 'text' | 'basedOn'> | null,
): void {
  refuseFinal(getAssessment(tx, assessmentId));
  const there = rowOf(tx, assessmentId, language);
  if (!saved) {
    if (there) tx.remove('bulletin', there.id);
    return;
  }
  const content = { text: saved.text, based_on: saved.basedOn, changed: new Date().toISOString(), author };
  if (there) tx.update('bulletin', there.id, content);
  else tx.insert('bulletin', { assessment_id: assessmentId, language, ...content });
}

export const bulletinsOf = ({ reader, write }: Handle) => ({
  get: (assessmentId: number, language: Language) => getBulletin(reader, assessmentId, language),
  save: (
    who: string,
    assessmentId: number,
    language: Language,
    saved: Pick<SavedBulletin, 'text' | 'basedOn'> | null,
  ) => write(who, tx => saveBulletin(tx, who, assessmentId, language, saved)),
});
