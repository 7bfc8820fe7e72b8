import { useEffect, useState } from 'react';
import type { CallInput, CallOutput } from '#core/contract/calls.ts';
import { callHost } from '../../client/call-host.ts';
import { useWords } from '../../language/use-words.ts';

/** Small pictures of a patch on both dates. */
export function PatchChips({ ask }: { ask: CallInput<'redline.chips'> }) {
  const { t } = useWords();
  const key = JSON.stringify(ask);
  const [chips, setChips] = useState<CallOutput<'redline.chips'> | null>(null);
  useEffect(() => {
    let wanted = true;
    // A picture that cannot be made is none: the scene may have been closed.
    callHost('redline.chips', JSON.parse(key) as CallInput<'redline.chips'>)
      .then(made => wanted && setChips(made))
      .catch(() => wanted && setChips({ before: null, after: null }));
    return () => {
      wanted = false;
    };
  }, [key]);
  return (
    <div className="patch-chips" data-testid="chips">
      {(['before', 'after'] as const).map(date => (
        <figure key={date}>
          {chips?.[date] ? (
            <img src={`data:image/png;base64,${chips[date]}`} alt={t(`redline.${date}`)} />
          ) : (
            <span className="hint">{chips ? t('redline.no-chip') : '…'}</span>
          )}
          <figcaption>{t(`redline.${date}`)}</figcaption>
        </figure>
      ))}
    </div>
  );
}
