import { ArrowLeft, Crosshair, Pencil, Sheet, Trash2 } from 'lucide-react';
import { Button, IconButton } from '../../controls/button.tsx';
import { Section } from '../../controls/section.tsx';
import { useWords } from '../../language/use-words.ts';
import { confirmed, useDialogs } from '../../state/dialogs.ts';
import { focusOn } from '../../state/focus.ts';
import { attempt } from '../../state/notices.ts';
import { useForm, usePlots, type Card } from '#renderer/panels/plots/state/plots.ts';
import { useWritable } from '../../state/session.ts';
import { useMarking } from '#renderer/panels/plots/state/marking.ts';
import { useSiteForm } from '#renderer/panels/plots/state/site-form.ts';
import { JournalLines } from './journal-lines.tsx';
import { ObservationCharts } from './observation-charts.tsx';
import { ObservationForm } from './observation-form.tsx';
import { ObservationTable } from './observation-table.tsx';
import { PhotoSection } from './photo-section.tsx';
import { QuadratSection } from './quadrat-section.tsx';
import { SiteFacts } from './site-facts.tsx';
import { WaterSection } from './water-section.tsx';

/** One site, whole: place, fields, quadrats, observations, photos and journal. */
export function PlotCard() {
  const { t } = useWords();
  const card = usePlots(s => s.card);
  const form = useForm(card?.site.kind ?? '');
  if (!card) return <p className="hint padded">{t('common.loading')}</p>;
  const { site, observations } = card;
  return (
    <div data-testid="plot-card">
      <CardHead card={card} />
      <SiteFacts card={card} form={form} />
      {form && <QuadratSection card={card} form={form} />}
      <WaterSection water={card.water} />
      <Section title={t('plots.observations-title')}>
        <Button
          icon={<Sheet size={14} />}
          onClick={() => useDialogs.getState().open({ kind: 'observations', of: { siteIds: [site.id] } })}
        >
          {t('grid.observations')}
        </Button>
        {observations.length === 0 ? (
          <p className="hint">{t('plots.no-observations')}</p>
        ) : (
          <>
            <ObservationCharts observations={observations} />
            <ObservationTable observations={observations} />
          </>
        )}
      </Section>
      <ObservationForm site={site} />
      <PhotoSection siteId={site.id} photos={card.photos} />
      <JournalLines lines={card.journal} />
    </div>
  );
}

function CardHead({ card }: { card: Card }) {
  const { t } = useWords();
  const { site, outline } = card;
  const writable = useWritable();
  const { select, write } = usePlots.getState();
  const remove = async () => {
    const question = {
      title: t('plots.remove'),
      text: t('plots.remove-text', { name: site.name }),
      action: t('common.remove'),
    };
    if (!(await confirmed(question))) return;
    await attempt(async () => {
      await select(null);
      await write('sites.remove', { siteId: site.id });
    });
  };
  // Who goes on to something else is done with marking.
  const { stop } = useMarking.getState();
  const back = () => {
    stop();
    void select(null);
  };
  const edit = () => {
    stop();
    void attempt(() => useSiteForm.getState().edit(card));
  };
  const show = () =>
    outline.length > 0
      ? focusOn({ kind: 'shape', geometry: outline })
      : focusOn({ kind: 'point', lon: site.lon, lat: site.lat });
  return (
    <header className="card-head">
      <IconButton label={t('plots.back')} onClick={back}>
        <ArrowLeft size={15} />
      </IconButton>
      <h2>{site.name}</h2>
      <IconButton label={t('plots.show')} onClick={show}>
        <Crosshair size={15} />
      </IconButton>
      <IconButton label={t('plots.edit')} disabled={!writable} onClick={edit}>
        <Pencil size={15} />
      </IconButton>
      <IconButton label={t('plots.remove')} disabled={!writable} onClick={() => void remove()}>
        <Trash2 size={15} />
      </IconButton>
    </header>
  );
}
