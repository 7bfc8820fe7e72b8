import { RotateCcw, Save } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Bulletin } from '#core/contract/series.ts';
import { callHost } from '../../client/call-host.ts';
import { Button } from '../../controls/button.tsx';
import { Chip } from '../../controls/chip.tsx';
import { Section } from '../../controls/section.tsx';
import { shortTime } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { attempt } from '../../state/notices.ts';
import { useWritable } from '../../state/session.ts';
import { useSheet } from '#renderer/panels/sheet/state/sheet.ts';

/** The text of the bulletin, made from the numbers, to be edited before it is exported with the other products. */
export function BulletinSection({ assessmentId }: { assessmentId: number }) {
  const { t, language: spoken } = useWords();
  // As the products are written.
  const language = useSheet(s => s.form.language) ?? spoken;
  const writable = useWritable();
  const [bulletin, setBulletin] = useState<Bulletin | null>(null);
  const [text, setText] = useState('');
  const take = (found: Bulletin) => {
    setBulletin(found);
    setText(found.text);
  };
  useEffect(() => {
    const stop = new AbortController();
    setBulletin(null);
    void attempt(async () => {
      const found = await callHost('bulletin.get', { assessmentId, language }, { signal: stop.signal });
      if (!stop.signal.aborted) take(found);
    });
    return () => stop.abort();
  }, [assessmentId, language]);
  if (!bulletin) return null;
  const save = (written: string | null) =>
    attempt(async () => take(await callHost('bulletin.save', { assessmentId, language, text: written })));
  const { edited } = bulletin;
  return (
    <Section title={t('bulletin.title')}>
      <strong>{bulletin.title}</strong>
      <textarea
        className="input bulletin"
        rows={12}
        aria-label={t('bulletin.text')}
        value={text}
        readOnly={!writable}
        onChange={event => setText(event.target.value)}
        // What was typed is what is exported.
        onBlur={() => {
          if (text !== bulletin.text) void save(text);
        }}
      />
      {edited && (
        <p className="hint">
          {t('bulletin.edited', { who: edited.who, when: shortTime(edited.when) })}{' '}
          {edited.stale && <Chip look="warning">{t('bulletin.stale')}</Chip>}
        </p>
      )}
      <div className="buttons">
        <Button
          icon={<Save size={14} />}
          disabled={!writable || text === bulletin.text}
          onClick={() => void save(text)}
        >
          {t('bulletin.save')}
        </Button>
        <Button
          icon={<RotateCcw size={14} />}
          disabled={!writable || (!edited && text === bulletin.made)}
          onClick={() => void save(null)}
        >
          {t('bulletin.reset')}
        </Button>
      </div>
      <p className="hint">{t('bulletin.hint')}</p>
    </Section>
  );
}
