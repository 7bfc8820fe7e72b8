import { FileInput, FileOutput, History, PackageOpen, Sheet, ShieldCheck, Table2 } from 'lucide-react';
import { IconButton } from '../../controls/button.tsx';
import { useWords } from '../../language/use-words.ts';
import { useDialogs } from '../../state/dialogs.ts';
import { useImport } from '#renderer/dialogs/import/state/import.ts';
import { useFind } from '#renderer/panels/plots/state/find.ts';
import { pickPaths } from '../../state/pick-paths.ts';
import { useWritable } from '../../state/session.ts';

/** Bringing field data in and taking it away, and the care of the catalogue. */
export function PlotsActions() {
  const { t } = useWords();
  const writable = useWritable();
  const open = useDialogs(s => s.open);
  const importFile = async () => {
    const paths = await pickPaths('table');
    if (paths) await useImport.getState().open(paths[0]);
  };
  return (
    <div className="plots-actions" role="toolbar" aria-label={t('import.toolbar')}>
      <IconButton label={t('import.open')} disabled={!writable} onClick={() => void importFile()}>
        <FileInput size={16} />
      </IconButton>
      <IconButton label={t('import.list')} onClick={() => open({ kind: 'imports' })}>
        <History size={16} />
      </IconButton>
      <IconButton
        label={t('grid.open')}
        onClick={() => open({ kind: 'sites', filter: useFind.getState().conditions })}
      >
        <Table2 size={16} />
      </IconButton>
      <IconButton
        label={t('grid.observations')}
        onClick={() => open({ kind: 'observations', of: { filter: useFind.getState().conditions } })}
      >
        <Sheet size={16} />
      </IconButton>
      <IconButton label={t('takeaway.open')} onClick={() => open({ kind: 'take-away' })}>
        <FileOutput size={16} />
      </IconButton>
      <IconButton label={t('field.open')} disabled={!writable} onClick={() => open({ kind: 'bring-back' })}>
        <PackageOpen size={16} />
      </IconButton>
      <IconButton label={t('backup.open')} onClick={() => open({ kind: 'care' })}>
        <ShieldCheck size={16} />
      </IconButton>
    </div>
  );
}
