import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { JobProgress } from '../controls/job-progress.tsx';
import { useWords } from '../language/use-words.ts';
import { useImport } from '#renderer/dialogs/import/state/import.ts';
import { useWritable } from '../state/session.ts';
import { fileNameOf } from '../language/file-name.ts';
import { ImportCensored } from './import/import-censored.tsx';
import { ImportColumns } from './import/import-columns.tsx';
import { ImportDates } from './import/import-dates.tsx';
import { ImportIgnored } from './import/import-ignored.tsx';
import { ImportNumbers } from './import/import-numbers.tsx';
import { ImportPlaces } from './import/import-places.tsx';
import { ImportProblems } from './import/import-problems.tsx';
import { ImportSettings } from './import/import-settings.tsx';
import { ImportUpdates } from './import/import-updates.tsx';
import { SavedMappings } from './import/saved-mappings.tsx';

/** The dry run of a file: what it is, what its columns mean, what would come in and what would not. */
export function ImportDialog() {
  const { t } = useWords();
  const { path, report, mapping, looking, committing, commit, close } = useImport();
  const writable = useWritable();
  const asked = report?.notes.some(note => note.code === 'dates-ambiguous');
  return (
    <Dialog
      title={t('import.title', { file: path === null ? '' : fileNameOf(path) })}
      size="large"
      onClose={close}
      footer={
        <>
          <span className="hint grow">{t(looking ? 'import.looking' : 'import.dry-run')}</span>
          <JobProgress calls={['import.preview', 'import.commit']} />
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button
            look="primary"
            disabled={!writable || !report || looking || committing || asked || report.accepted === 0}
            onClick={() => void commit()}
          >
            {t(committing ? 'import.committing' : 'import.commit', { count: report?.accepted ?? 0 })}
          </Button>
        </>
      }
    >
      {report && mapping ? (
        <div className="import" data-testid="import" aria-busy={looking}>
          <div className="import-top">
            <ImportNumbers report={report} />
            <ImportPlaces places={report.places} />
          </div>
          <ImportDates notes={report.notes} />
          <ImportSettings report={report} mapping={mapping} />
          <ImportCensored report={report} mapping={mapping} />
          <SavedMappings saved={report.savedMapping} />
          <ImportColumns report={report} mapping={mapping} />
          <ImportUpdates updates={report.updates} mapping={mapping} />
          <ImportProblems rejected={report.rejected} />
          <ImportIgnored ignored={report.ignored} />
        </div>
      ) : (
        <p className="hint">{t('common.loading')}</p>
      )}
    </Dialog>
  );
}
