import { Dialog } from '../controls/dialog.tsx';
import { useWords } from '../language/use-words.ts';
import { useDialogs } from '../state/dialogs.ts';
import { useSession } from '../state/session.ts';
import { shortcutHelp } from '../state/shortcuts.ts';

/** The flow in a few lines, and the keys. */
export function HelpDialog() {
  const { t } = useWords();
  const close = useDialogs(s => s.close);
  const version = useSession(s => s.workspace?.version);
  return (
    <Dialog title={t('help.title')} onClose={close}>
      <ol className="help-flow">
        {(['open', 'bloom', 'redline', 'plots', 'sheet'] as const).map(step => (
          <li key={step}>{t(`help.flow.${step}`)}</li>
        ))}
      </ol>
      <h3>{t('help.keys-title')}</h3>
      <dl className="keys">
        {shortcutHelp.map(([key, name]) => (
          <div key={name}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`help.keys.${name}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="muted">Bloomline 碧线 {version}</p>
    </Dialog>
  );
}
