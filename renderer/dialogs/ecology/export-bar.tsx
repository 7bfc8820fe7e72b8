import { FolderOutput } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../controls/button.tsx';
import { FolderField } from '../../controls/folder-field.tsx';
import { WrittenFiles } from '../../controls/written-files.tsx';
import { useWords } from '../../language/use-words.ts';
import { useEcology } from '#renderer/dialogs/ecology/state/ecology.ts';
import { attempt } from '../../state/notices.ts';

/** Tables, recipe and, of a state, rasters of the shown result. */
export function ExportBar() {
  const { t, language } = useWords();
  const { shown, directory, setDirectory, exportShown, written, busy } = useEcology();
  const [rasters, setRasters] = useState(true);
  if (!shown) return null;
  const isState = shown.result.kind === 'state';
  return (
    <div className="eco-export">
      <FolderField
        label={t('sheet.folder')}
        choose={t('sheet.choose-folder')}
        value={directory}
        onChange={setDirectory}
      />
      {isState && (
        <label className="check">
          <input type="checkbox" checked={rasters} onChange={event => setRasters(event.target.checked)} />
          <span>{t('ecology.rasters')}</span>
        </label>
      )}
      <Button
        look="primary"
        icon={<FolderOutput size={14} />}
        disabled={busy || directory.trim() === ''}
        onClick={() => void attempt(() => exportShown(language, isState && rasters))}
      >
        {t('ecology.export')}
      </Button>
      {written && <WrittenFiles files={written.files} data-testid="ecology-exported" />}
    </div>
  );
}
