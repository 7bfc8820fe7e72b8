import { FolderOutput } from 'lucide-react';
import { reportFormats } from '#core/report/report-formats.ts';
import { Button } from '../../controls/button.tsx';
import { TextField } from '../../controls/text-field.tsx';
import { FolderField } from '../../controls/folder-field.tsx';
import { WrittenFiles } from '../../controls/written-files.tsx';
import { useWords } from '../../language/use-words.ts';
import { attempt } from '../../state/notices.ts';
import { useReports } from '#renderer/dialogs/report/state/reports.ts';

const formatNames = { docx: 'Word (.docx)', pdf: 'PDF', xlsx: 'Excel (.xlsx)', md: 'Markdown' } as const;

/** Names for the signature line, formats and folder; what was written. */
export function ReportExport() {
  const { t } = useWords();
  const { formats, directory, preparedBy, organisation, set, busy, written, exportAll } = useReports();
  return (
    <aside className="report-export">
      <div className="products">
        {reportFormats.map(format => (
          <label className="check" key={format}>
            <input
              type="checkbox"
              checked={formats.includes(format)}
              onChange={event =>
                set({
                  formats: reportFormats.filter(f =>
                    f === format ? event.target.checked : formats.includes(f),
                  ),
                })
              }
            />
            <span>{formatNames[format]}</span>
          </label>
        ))}
      </div>
      <TextField
        label={t('report.prepared-by')}
        value={preparedBy}
        maxLength={40}
        onChange={text => set({ preparedBy: text })}
      />
      <TextField
        label={t('report.organisation')}
        value={organisation}
        maxLength={60}
        onChange={text => set({ organisation: text })}
      />
      <FolderField
        label={t('report.folder')}
        choose={t('sheet.choose-folder')}
        value={directory}
        onChange={value => set({ directory: value })}
      />
      <Button
        look="primary"
        icon={<FolderOutput size={14} />}
        disabled={busy || formats.length === 0 || directory.trim() === ''}
        onClick={() => void attempt(exportAll)}
      >
        {t(busy ? 'report.exporting' : 'report.export')}
      </Button>
      {written && <WrittenFiles files={written.files} data-testid="report-exported" />}
      <p className="hint">{t('report.hint')}</p>
    </aside>
  );
}
