import { Activity, Calculator, ClipboardCheck, Sprout, Trash2 } from 'lucide-react';
import { useEffect } from 'react';
import { Button, IconButton } from '../../controls/button.tsx';
import { Section } from '../../controls/section.tsx';
import { SimulatedChip } from '../../controls/simulated-chip.tsx';
import { shortTime } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { confirmed, useDialogs } from '../../state/dialogs.ts';
import { useEcology } from '#renderer/dialogs/ecology/state/ecology.ts';
import { attempt } from '../../state/notices.ts';
import { useWritable } from '../../state/session.ts';

const views = [
  { view: 'state', icon: Activity },
  { view: 'index', icon: Calculator },
  { view: 'services', icon: Sprout },
  { view: 'validation', icon: ClipboardCheck },
] as const;

/** Ways into the assessments of the ecosystem, and what was saved of them. */
export function EcologySection() {
  const { t } = useWords();
  const writable = useWritable();
  const openDialog = useDialogs(s => s.open);
  const { saved, load, open, remove, leave } = useEcology();
  useEffect(() => void attempt(load), [load]);
  const start = (view: (typeof views)[number]['view']) => {
    leave();
    openDialog({ kind: 'ecology', view });
  };
  const show = (resultId: number) =>
    attempt(async () => {
      await open(resultId);
      openDialog({ kind: 'ecology', view: 'state' });
    });
  const ask = async (resultId: number, name: string) => {
    const question = {
      title: t('ecology.remove'),
      text: t('ecology.remove-text', { name }),
      action: t('common.remove'),
    };
    if (await confirmed(question)) await attempt(() => remove(resultId));
  };
  return (
    <Section title={t('ecology.title')}>
      <div className="eco-ways">
        {views.map(({ view, icon: Icon }) => (
          <Button key={view} icon={<Icon size={14} />} disabled={!writable} onClick={() => start(view)}>
            {t(`ecology.view-${view}`)}
          </Button>
        ))}
      </div>
      {saved.length > 0 && (
        <ul className="list list-short" aria-label={t('ecology.saved')}>
          {saved.map(result => (
            <li className="row" key={result.id}>
              <button type="button" className="row-main" onClick={() => void show(result.id)}>
                <span className="clip">{result.name}</span>
                <small>
                  {t(`ecology.kind-${result.kind}`)} · {shortTime(result.created)}{' '}
                  {result.simulated && <SimulatedChip />}
                </small>
              </button>
              <IconButton
                label={t('ecology.remove-one', { name: result.name })}
                disabled={!writable}
                onClick={() => void ask(result.id, result.name)}
              >
                <Trash2 size={14} />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
