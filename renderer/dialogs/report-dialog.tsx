import { ArrowLeft, FileText } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { JobProgress } from '../controls/job-progress.tsx';
import { SimulatedChip } from '../controls/simulated-chip.tsx';
import { useWords } from '../language/use-words.ts';
import { useDialogs } from '../state/dialogs.ts';
import { attempt } from '../state/notices.ts';
import { chosenReport, useReports } from '#renderer/dialogs/report/state/reports.ts';
import { useSheet } from '#renderer/panels/sheet/state/sheet.ts';
import { ReportExport } from './report/report-export.tsx';
import { ReportForm } from './report/report-form.tsx';
import { ReportText } from './report/report-text.tsx';

/** 报告: kind, period and zones; then the report to read, to write over and to export. */
export function ReportDialog() {
  const { t, language: spoken } = useWords();
  const language = useSheet(s => s.form.language) ?? spoken;
  const close = useDialogs(s => s.close);
  const { view, busy, load, leave, make, day } = useReports();
  const choice = useReports(chosenReport);
  useEffect(() => void attempt(load), [load]);
  return (
    <Dialog
      title={
        <>
          {t('report.title')} {view?.simulated && <SimulatedChip />}
        </>
      }
      size="large"
      onClose={close}
      footer={
        <>
          <JobProgress calls={['report.preview', 'export.report']} />
          {view ? (
            <Button icon={<ArrowLeft size={14} />} onClick={leave}>
              {t('report.back')}
            </Button>
          ) : (
            <Button
              look="primary"
              icon={<FileText size={14} />}
              disabled={busy || !choice || (!choice.results && day === '')}
              onClick={() => void attempt(() => make(language))}
            >
              {t(busy ? 'report.making' : 'report.make')}
            </Button>
          )}
          <Button onClick={close}>{t('common.close')}</Button>
        </>
      }
    >
      {view ? (
        <div className="report-result">
          <ReportText view={view} />
          <ReportExport />
        </div>
      ) : (
        <ReportForm />
      )}
    </Dialog>
  );
}
