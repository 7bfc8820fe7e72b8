import { joinMethods } from '#core/scene/joined.ts';
import type { Said } from '#core/words/said.ts';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { useWords } from '../language/use-words.ts';
import { openScene } from '../state/actions.ts';
import { useDialogs } from '../state/dialogs.ts';

/** Asks how pictures of one pass that lie on other grids are brought together, and opens them so. */
export function JoinDialog({ paths, why }: { paths: string[]; why: Said }) {
  const { t, said } = useWords();
  const { close } = useDialogs.getState();
  return (
    <Dialog
      title={t('scene.join')}
      size="small"
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{t('common.cancel')}</Button>
          {joinMethods.map(method => (
            <Button
              key={method}
              title={t(`scene.join-${method}-long`)}
              onClick={() => {
                close();
                void openScene(paths, method);
              }}
            >
              {t(`scene.join-${method}`)}
            </Button>
          ))}
        </>
      }
    >
      <p>{said(why)}</p>
    </Dialog>
  );
}
