import { Download } from 'lucide-react';
import { Button } from '../../controls/button.tsx';
import { callHost } from '../../client/call-host.ts';
import { useWords } from '../../language/use-words.ts';
import { targets, useLedger } from '#renderer/panels/redline/state/ledger.ts';
import { attempt, showNotice } from '../../state/notices.ts';
import { pickPaths } from '../../state/pick-paths.ts';
import { usePreferences } from '../../state/preferences.ts';
import { useWritable } from '../../state/session.ts';

/** Writes the chosen entries, or all that are listed, as a field list. */
export function FieldList() {
  const { t } = useWords();
  const writable = useWritable();
  const write = (format: 'gpkg' | 'gpx' | 'xlsx') =>
    attempt(async () => {
      const folder = (await pickPaths('export'))?.[0];
      if (!folder) return;
      const { entries, chosen } = useLedger.getState();
      const ids = chosen.size > 0 ? targets(useLedger.getState()) : entries.map(e => e.id);
      const { language } = usePreferences.getState();
      const path = `${folder}/${language === 'zh-CN' ? '疑似图斑核查清单' : 'field-list'}.${format}`;
      const made = await callHost('ledger.export', { ids, format, path, language });
      showNotice('done', 'ledger.written', { path: made.path, count: made.entries });
    });
  return (
    <div className="buttons wrap" role="group" aria-label={t('ledger.field-list')}>
      <span className="field-label">
        <Download size={13} aria-hidden /> {t('ledger.field-list')}
      </span>
      {(['gpkg', 'xlsx', 'gpx'] as const).map(format => (
        <Button key={format} disabled={!writable} onClick={() => void write(format)}>
          {t(`ledger.as-${format}`)}
        </Button>
      ))}
    </div>
  );
}
