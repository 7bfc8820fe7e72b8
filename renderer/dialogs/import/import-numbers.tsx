import type { ImportReport } from '#core/plots/import-report.ts';
import { Warnings } from '../../controls/warnings.tsx';
import { useWords } from '../../language/use-words.ts';

/** What would come in, and what should be looked at. */
export function ImportNumbers({ report }: { report: ImportReport }) {
  const { t } = useWords();
  const numbers = [
    ['rows', report.rows],
    ['accepted', report.accepted],
    ['rejected', report.rejected.length],
    ['sites', report.sites],
    ['known-sites', report.knownSites],
    ['observations', report.observations],
    ['no-values', report.noValues],
    ['list-rows', report.listRows],
    ['photos', report.photos],
  ] as const;
  // By which rule values below their limit count, and how many there are.
  const inRule = (value: string) =>
    value.replace(/^(half|limit|zero)(?= · )/, (_, rule: 'half' | 'limit' | 'zero') =>
      t(`import.censored-${rule}`),
    );
  const notes = report.notes.map(note =>
    t(`import.note-${note.code}`, { column: note.column ?? '', value: inRule(note.value ?? '') }),
  );
  if (report.missingPhotos.length > 0)
    notes.push(
      t('import.missing-photos', {
        count: report.missingPhotos.length,
        names: report.missingPhotos.slice(0, 5).join('、'),
      }),
    );
  if (report.placesApartM !== null)
    notes.push(
      t('import.places-apart', { metres: report.placesApartM.toFixed(report.placesApartM < 10 ? 2 : 0) }),
    );
  return (
    <div className="block grow">
      <dl className="import-numbers">
        {numbers
          .filter(([key, value]) => value > 0 || ['rows', 'accepted', 'rejected'].includes(key))
          .map(([key, value]) => (
            <div key={key} className={key === 'rejected' && value > 0 ? 'is-bad' : undefined}>
              <dt>{t(`import.${key}`)}</dt>
              <dd data-testid={`import-${key}`}>{value.toLocaleString('en-US')}</dd>
            </div>
          ))}
      </dl>
      <Warnings lines={notes} />
    </div>
  );
}
