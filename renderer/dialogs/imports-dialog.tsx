import { Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ImportEntry } from '#core/plots/import-report.ts';
import { callHost } from '../client/call-host.ts';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { shortTime } from '../language/numbers.ts';
import { useWords } from '../language/use-words.ts';
import { confirmed, useDialogs } from '../state/dialogs.ts';
import { attempt, showNotice } from '../state/notices.ts';
import { useWritable } from '../state/session.ts';
import { fileNameOf } from '../language/file-name.ts';

/** What was imported, by whom and when; each can be taken back as one step. */
export function ImportsDialog() {
  const { t } = useWords();
  const close = useDialogs(s => s.close);
  const writable = useWritable();
  const [entries, setEntries] = useState<ImportEntry[] | null>(null);
  const load = () => attempt(async () => setEntries(await callHost('import.list', {})));
  useEffect(() => void load(), []);
  const revert = async (entry: ImportEntry) => {
    const file = fileNameOf(entry.file);
    const question = {
      title: t('import.revert'),
      text: t('import.revert-text', { file, sites: entry.sites, observations: entry.observations }),
      action: t('import.revert'),
    };
    if (!(await confirmed(question))) return;
    const done = await attempt(() => callHost('import.revert', { importId: entry.id }));
    if (done !== undefined) showNotice('done', 'import.reverted-notice', { file });
    await load();
  };
  return (
    <Dialog title={t('import.list')} size="large" onClose={close}>
      {entries?.length === 0 && <p className="hint">{t('import.list-empty')}</p>}
      {entries && entries.length > 0 && (
        <table className="table" data-testid="imports">
          <thead>
            <tr>
              {(['time', 'who', 'file', 'sites', 'observations', 'photos', 'rejected'] as const).map(key => (
                <th key={key}>{t(`import.${key}`)}</th>
              ))}
              <th />
            </tr>
          </thead>
          <tbody>
            {entries.map(entry => (
              <tr key={entry.id} className={entry.reverted ? 'muted' : undefined}>
                <td>{shortTime(entry.time)}</td>
                <td>{entry.who}</td>
                <td className="clip" title={entry.file}>
                  {fileNameOf(entry.file)}
                </td>
                <td className="number">{entry.sites}</td>
                <td className="number">{entry.observations}</td>
                <td className="number">{entry.photos}</td>
                <td className="number">{entry.rejected}</td>
                <td>
                  {entry.reverted ? (
                    t('import.reverted', { time: shortTime(entry.reverted) })
                  ) : (
                    <Button
                      icon={<Undo2 size={14} />}
                      disabled={!writable}
                      onClick={() => void revert(entry)}
                    >
                      {t('import.revert')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Dialog>
  );
}
