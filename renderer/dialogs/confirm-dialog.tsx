import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { useWords } from '../language/use-words.ts';
import type { ConfirmQuestion } from '../state/dialogs.ts';

/** Asks before something is lost. */
export function ConfirmDialog({
  title,
  text,
  action,
  answer,
}: ConfirmQuestion & { answer: (yes: boolean) => void }) {
  const { t } = useWords();
  return (
    <Dialog
      title={title}
      size="small"
      onClose={() => answer(false)}
      footer={
        <>
          <Button autoFocus onClick={() => answer(false)}>
            {t('common.cancel')}
          </Button>
          <Button look="danger" onClick={() => answer(true)}>
            {action}
          </Button>
        </>
      }
    >
      <p>{text}</p>
    </Dialog>
  );
}
