import { ArrowLeft, Crosshair, Pencil, Trash2 } from 'lucide-react';
import { siteKinds } from '#core/contract/plots.ts';
import { IconButton } from '../../controls/button.tsx';
import { Section } from '../../controls/section.tsx';
import { SimulatedChip } from '../../controls/simulated-chip.tsx';
import { useWords } from '../../language/use-words.ts';
import { confirmed } from '../../state/dialogs.ts';
import { focusOn } from '../../state/focus.ts';
import { attempt } from '../../state/notices.ts';
import { usePlots } from '../../state/plots.ts';
import { useWritable } from '../../state/session.ts';
import { JournalLines } from './journal-lines.tsx';
import { ObservationForm } from './observation-form.tsx';
import { ObservationTable } from './observation-table.tsx';
import { ParameterChart } from './parameter-chart.tsx';

/** One plot with its observations and its journal. */
export function PlotCard() {
  const { t, say } = useWords();
  const card = usePlots(s => s.card);
  const { select, edit } = usePlots.getState();
  const writable = useWritable();
  if (!card) return <p className="hint">{t('common.loading')}</p>;
  const { site, observations, journal } = card;
  const kind = siteKinds[site.kind];
  const remove = async () => {
    const question = {
      title: t('plots.remove'),
      text: t('plots.remove-text', { name: site.name }),
      action: t('common.remove'),
    };
    if (await confirmed(question)) await attempt(() => usePlots.getState().remove(site.id));
  };
  return (
    <div data-testid="plot-card">
      <header className="card-head">
        <IconButton label={t('plots.back')} onClick={() => void select(null)}>
          <ArrowLeft size={15} />
        </IconButton>
        <h2>{site.name}</h2>
        <IconButton
          label={t('plots.show')}
          onClick={() => focusOn({ kind: 'point', lon: site.lon, lat: site.lat })}
        >
          <Crosshair size={15} />
        </IconButton>
        <IconButton label={t('plots.edit')} disabled={!writable} onClick={() => edit(site)}>
          <Pencil size={15} />
        </IconButton>
        <IconButton label={t('plots.remove')} disabled={!writable} onClick={() => void remove()}>
          <Trash2 size={15} />
        </IconButton>
      </header>
      <dl className="numbers padded">
        <dt>{t('plots.kind')}</dt>
        <dd>
          {kind ? say(kind) : site.kind} {site.simulated && <SimulatedChip />}
        </dd>
        <dt>{t('plots.place')}</dt>
        <dd>
          {site.lon.toFixed(6)}°, {site.lat.toFixed(6)}°
        </dd>
        {site.note && (
          <>
            <dt>{t('plots.note')}</dt>
            <dd>{site.note}</dd>
          </>
        )}
      </dl>
      <Section title={t('plots.observations-title')}>
        {observations.length === 0 ? (
          <p className="hint">{t('plots.no-observations')}</p>
        ) : (
          <>
            <ParameterChart observations={observations} />
            <ObservationTable observations={observations} />
          </>
        )}
      </Section>
      <ObservationForm siteId={site.id} />
      <JournalLines lines={journal} />
    </div>
  );
}
