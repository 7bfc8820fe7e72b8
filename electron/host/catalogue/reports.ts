import type { Language } from '#core/foundation/text.ts';
import type { WrittenParagraph } from '#core/report/report.ts';
import type { CatalogueReader, CatalogueWriter, Handle } from '#host/catalogue/store/handles.ts';
import { canonicalJson } from '#host/files/canonical-json.ts';

/** Which report a written paragraph is of. */
export interface ReportKey {
  kind: string;
  period: string;
  zoneIds: readonly number[];
  language: Language;
}

const zonesKey = (ids: readonly number[]) => canonicalJson([...ids].sort((a, b) => a - b));

/** By the paragraph's id. */
export function writtenParagraphs(
  reader: CatalogueReader,
  { kind, period, zoneIds, language }: ReportKey,
): Record<string, WrittenParagraph> {
  const rows = reader.all<{ paragraph: string; text: string; made_from: string }>(
    'SELECT paragraph, text, made_from FROM report_paragraph WHERE kind = ? AND period = ? AND zone_ids = ? AND language = ?',
    kind,
    period,
    zonesKey(zoneIds),
    language,
  );
  return Object.fromEntries(rows.map(r => [r.paragraph, { text: r.text, from: r.made_from }]));
}

/** Null forgets what was written: the numbers speak again. */
export function writeParagraph(
  tx: CatalogueWriter,
  author: string,
  { kind, period, zoneIds, language }: ReportKey,
  paragraph: string,
  written: WrittenParagraph | null,
): void {
  const zones = zonesKey(zoneIds);
  const there = tx.get<{ id: number }>(
    'SELECT id FROM report_paragraph WHERE kind = ? AND period = ? AND zone_ids = ? AND language = ? AND paragraph = ?',
    kind,
    period,
    zones,
    language,
    paragraph,
  );
  if (!written) {
    if (there) tx.remove('report_paragraph', there.id);
    return;
  }
  const content = { text: written.text, made_from: written.from, changed: new Date().toISOString(), author };
  if (there) tx.update('report_paragraph', there.id, content);
  else tx.insert('report_paragraph', { kind, period, zone_ids: zones, language, paragraph, ...content });
}

export const reportsOf = ({ reader, write }: Handle) => ({
  written: (key: ReportKey) => writtenParagraphs(reader, key),
  write: (who: string, key: ReportKey, paragraph: string, written: WrittenParagraph | null) =>
    write(who, tx => writeParagraph(tx, who, key, paragraph, written)),
});
