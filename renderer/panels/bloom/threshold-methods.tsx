import { useState } from 'react';
import type { BloomTally } from '#core/contract/calls.ts';
import { Button } from '../../controls/button.tsx';
import { TextField } from '../../controls/text-field.tsx';
import { decimalsOf } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { useBloom } from '#renderer/panels/bloom/state/bloom.ts';
import { attempt, showNotice } from '../../state/notices.ts';
import { useWritable } from '../../state/session.ts';

/** Ways to find a threshold: those that the histogram gives at once, and those that the host is asked for. */
export function ThresholdMethods({ tally }: { tally: BloomTally }) {
  const { t, say, said } = useWords();
  const method = useBloom(s => s.thresholdMethod);
  const source = useBloom(s => s.thresholdSource);
  const busy = useBloom(s => s.busy);
  const { setThreshold, findThreshold } = useBloom.getState();
  const decimals = decimalsOf(tally.range.step);
  const kept = tally.lakeThreshold;
  const atOnce = [
    {
      id: 'default' as const,
      value: tally.defaultThreshold,
      source: tally.thresholdSource ?? '',
      none: tally.thresholdRefused ? say(tally.thresholdRefused) : t('bloom.no-default'),
    },
    {
      id: 'lake' as const,
      value: kept?.value ?? null,
      source: kept ? `${kept.who} ${kept.time.slice(0, 10)} ${kept.note}` : '',
      none: t('bloom.no-lake'),
    },
    { id: 'otsu' as const, value: tally.otsu, source: t('bloom.otsu-long'), none: null },
    { id: 'valley' as const, value: tally.valley, source: t('bloom.valley-long'), none: null },
  ];
  const ask = (id: 'otsu' | 'valley' | 'gradient' | 'ground') =>
    void attempt(() => findThreshold(tally.sceneId, id));
  return (
    <>
      <div className="buttons wrap" role="group" aria-label={t('bloom.methods')}>
        {atOnce.map(({ id, value, source: from, none }) => (
          <Button
            key={id}
            aria-pressed={method === id}
            disabled={value === null && (none !== null || busy !== null)}
            title={value === null ? (none ?? t('bloom.only-one-class')) : said(from)}
            onClick={() =>
              value !== null
                ? setThreshold(value, id, from)
                : // All of the water holds one class: the host looks near the edges, or says that there is no bloom.
                  (id === 'otsu' || id === 'valley') && ask(id)
            }
          >
            {value === null
              ? t(`bloom.method-short-${id}`)
              : `${t(`bloom.method-short-${id}`)} ${value.toFixed(decimals)}`}
          </Button>
        ))}
        {(['gradient', 'ground'] as const).map(id => (
          <Button
            key={id}
            aria-pressed={method === id}
            disabled={busy !== null}
            title={t(`bloom.${id}-long`)}
            onClick={() => ask(id)}
          >
            {t(`bloom.method-short-${id}`)}
          </Button>
        ))}
      </div>
      {source && (
        <p className="hint" data-testid="threshold-source">
          {t(`bloom.method-${method}`)}: {said(source)}
        </p>
      )}
      <KeepThreshold key={tally.tallyId} tally={tally} />
    </>
  );
}

/** Keeps the threshold for the lake, so that the next scene begins with it. */
function KeepThreshold({ tally }: { tally: BloomTally }) {
  const { t } = useWords();
  const writable = useWritable();
  const threshold = useBloom(s => s.threshold);
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  if (tally.lake === null || !writable) return null;
  if (!open)
    return (
      <button type="button" className="link" onClick={() => setOpen(true)}>
        {t('bloom.keep-threshold', { lake: tally.lake ?? '' })}
      </button>
    );
  const save = () =>
    attempt(async () => {
      await useBloom.getState().keepThreshold(note.trim());
      setOpen(false);
      showNotice('done', 'bloom.threshold-kept', { lake: tally.lake ?? '' });
    });
  return (
    <div className="with-button">
      <TextField label={t('bloom.keep-note')} value={note} maxLength={500} autoFocus onChange={setNote} />
      <Button disabled={threshold === null} onClick={() => void save()}>
        {t('bloom.keep')}
      </Button>
    </div>
  );
}
