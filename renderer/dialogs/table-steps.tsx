import { Redo2, Undo2 } from 'lucide-react';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';
import { IconButton } from '../controls/button.tsx';
import { useWords } from '../language/use-words.ts';
import { useHistory } from '../state/history.ts';
import { attempt } from '../state/notices.ts';
import { useWritable } from '../state/session.ts';

/** Back and forward over a table to work in, and how it is worked in. */
export function TableSteps({ hint, reload }: { hint: string; reload: () => Promise<void> }) {
  const { t } = useWords();
  const writable = useWritable();
  const { undo, redo, step } = useHistory();
  const go = (direction: 'undo' | 'redo') =>
    void attempt(async () => {
      await step(direction);
      await usePlots.getState().load();
      await reload();
    });
  return (
    <div className="buttons">
      <IconButton label={t('grid.undo')} disabled={!writable || undo === null} onClick={() => go('undo')}>
        <Undo2 size={16} />
      </IconButton>
      <IconButton label={t('grid.redo')} disabled={!writable || redo === null} onClick={() => go('redo')}>
        <Redo2 size={16} />
      </IconButton>
      <small>{hint}</small>
    </div>
  );
}
