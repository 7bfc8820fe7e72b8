import { Plus } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { Site } from '#core/plots/site.ts';
import { Button } from '../../controls/button.tsx';
import { Section } from '../../controls/section.tsx';
import { useWords } from '../../language/use-words.ts';
import { attempt } from '../../state/notices.ts';
import { emptyObservation, readObservation } from '#renderer/panels/plots/state/observation-draft.ts';
import { useForm, usePlots } from '#renderer/panels/plots/state/plots.ts';
import { useWritable } from '../../state/session.ts';
import { useDraft } from '../../state/use-draft.ts';
import { ObservationFields } from './observation-fields.tsx';

/** One more observation of a site. */
export function ObservationForm({ site }: { site: Site }) {
  const { t } = useWords();
  const writable = useWritable();
  const [open, setOpen] = useState(false);
  if (open) return <Opened site={site} onClose={() => setOpen(false)} />;
  return (
    <div className="panel-action">
      <Button icon={<Plus size={14} />} disabled={!writable} onClick={() => setOpen(true)}>
        {t('plots.add-observation')}
      </Button>
    </div>
  );
}

function Opened({ site, onClose }: { site: Site; onClose: () => void }) {
  const { t } = useWords();
  const parameters = usePlots(s => s.parameters);
  const form = useForm(site.kind);
  const { value: draft, change, restored, discard } = useDraft(`observation:${site.id}`, emptyObservation);
  const read = readObservation(draft, parameters);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    await attempt(async () => {
      await usePlots.getState().write('observations.add', { siteId: site.id, ...read.input });
      await discard();
      onClose();
    });
  };
  return (
    <form onSubmit={event => void save(event)} data-testid="observation-form">
      <Section title={t('plots.add-observation')}>
        {restored && (
          <div className="draft-note" role="status">
            <span>{t('form.restored')}</span>
            <Button look="quiet" onClick={() => void attempt(discard)}>
              {t('form.discard')}
            </Button>
          </div>
        )}
        <ObservationFields draft={draft} first={form?.parameters ?? []} read={read} onChange={change} />
        <div className="buttons">
          <Button type="submit" look="primary" disabled={read.values.length === 0 || read.problems.size > 0}>
            {t('common.save')}
          </Button>
          <Button onClick={onClose}>{t('form.later')}</Button>
        </div>
      </Section>
    </form>
  );
}
