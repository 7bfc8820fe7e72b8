import { Plus } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Button } from '../../controls/button.tsx';
import { Section } from '../../controls/section.tsx';
import { useWords } from '../../language/use-words.ts';
import { attempt } from '../../state/notices.ts';
import { emptyObservation, readObservation } from '../../state/observation-draft.ts';
import { usePlots } from '../../state/plots.ts';
import { useWritable } from '../../state/session.ts';
import { ObservationFields } from './observation-fields.tsx';

/** One more observation of a plot. */
export function ObservationForm({ siteId }: { siteId: number }) {
  const { t } = useWords();
  const writable = useWritable();
  const parameters = usePlots(s => s.parameters);
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(emptyObservation);
  if (!open) {
    return (
      <div className="panel-action">
        <Button icon={<Plus size={14} />} disabled={!writable} onClick={() => setOpen(true)}>
          {t('plots.add-observation')}
        </Button>
      </div>
    );
  }
  const { values, input, problems } = readObservation(draft, parameters);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    await attempt(async () => {
      await usePlots.getState().observe({ siteId, ...input });
      await usePlots.getState().select(siteId);
      setDraft(emptyObservation());
      setOpen(false);
    });
  };
  return (
    <form onSubmit={event => void save(event)}>
      <Section title={t('plots.add-observation')}>
        <ObservationFields draft={draft} problems={problems} onChange={setDraft} />
        <div className="buttons">
          <Button type="submit" look="primary" disabled={values.length === 0 || problems.size > 0}>
            {t('common.save')}
          </Button>
          <Button onClick={() => setOpen(false)}>{t('common.cancel')}</Button>
        </div>
      </Section>
    </form>
  );
}
