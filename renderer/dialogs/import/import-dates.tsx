import { beijingOffset } from '#core/foundation/dates.ts';
import { readTime } from '#core/plots/column-dates.ts';
import type { ImportNote } from '#core/plots/mapping.ts';
import { useImport } from '#renderer/dialogs/import/state/import.ts';
import { Button } from '../../controls/button.tsx';
import { shortTime } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';

/** Which of two days a date means that can be read both ways; the import waits for the answer. */
export function ImportDates({ notes }: { notes: readonly ImportNote[] }) {
  const { t } = useWords();
  const { change } = useImport.getState();
  const asked = notes.find(note => note.code === 'dates-ambiguous');
  if (!asked) return null;
  const { column = '', value: text = '' } = asked;
  return (
    <div className="draft-note" role="alert" data-testid="import-dates">
      <span>{t('import.date-asked', { column, text })}</span>
      {(['dmy', 'mdy'] as const).map(order => (
        <Button key={order} onClick={() => change({ dateOrder: order })}>
          {shortTime(readTime(text, order, beijingOffset) ?? text)} · {t(`import.date-${order}`)}
        </Button>
      ))}
    </div>
  );
}
