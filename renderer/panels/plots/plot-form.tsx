import { Crosshair } from 'lucide-react';
import { useEffect, useState, type FormEvent } from 'react';
import { siteKinds, type SiteKind, type Site } from '#core/contract/plots.ts';
import { Button } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import { Section } from '../../controls/section.tsx';
import { useWords } from '../../language/use-words.ts';
import { attempt, showNotice } from '../../state/notices.ts';
import { usePlots, type NewPlace } from '../../state/plots.ts';
import { emptyObservation, readObservation, type ObservationDraft } from '../../state/observation-draft.ts';
import { ObservationFields } from './observation-fields.tsx';

/** A new plot with its first observation, or a plot that is changed. */
export function PlotForm({ site, place }: { site: Site | null; place: NewPlace }) {
  const { t, say } = useWords();
  const { closeForm, startPlacing, parameters } = usePlots();
  const [name, setName] = useState(site?.name ?? '');
  const [kind, setKind] = useState(site?.kind ?? 'water-plot');
  const [lon, setLon] = useState(String(place.lon));
  const [lat, setLat] = useState(String(place.lat));
  const [note, setNote] = useState(site?.note ?? '');
  const [draft, setDraft] = useState<ObservationDraft>(emptyObservation);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    setLon(String(place.lon));
    setLat(String(place.lat));
  }, [place]);

  const observation = readObservation(draft, parameters);
  const lonProblem = outside(lon, 180) ? t('plots.lon-range') : null;
  const latProblem = outside(lat, 90) ? t('plots.lat-range') : null;
  const problem =
    name.trim() === '' || lonProblem !== null || latProblem !== null || observation.problems.size > 0;

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (problem) return;
    setBusy(true);
    await attempt(async () => {
      const plots = usePlots.getState();
      const fields = { name: name.trim(), kind: kind as SiteKind, lon: Number(lon), lat: Number(lat), note };
      const id = site ? site.id : (await plots.add(fields)).id;
      if (site) await plots.update({ siteId: site.id, ...fields });
      if (observation.values.length > 0) await plots.observe({ siteId: id, ...observation.input });
      await plots.select(id);
      showNotice('done', 'plots.saved', { name: fields.name });
    });
    setBusy(false);
  };

  return (
    <form onSubmit={event => void save(event)} data-testid="plot-form">
      <Section title={t(site ? 'plots.edit' : 'plots.new')}>
        <Field label={t('plots.name')}>
          <input
            className="input"
            value={name}
            required
            maxLength={80}
            autoFocus
            onChange={event => setName(event.target.value)}
          />
        </Field>
        <Field label={t('plots.kind')}>
          <select className="input" value={kind} onChange={event => setKind(event.target.value)}>
            {Object.entries(siteKinds).map(([id, text]) => (
              <option key={id} value={id}>
                {say(text)}
              </option>
            ))}
          </select>
        </Field>
        <div className="pair">
          <Field label={t('plots.lon')} problem={lonProblem}>
            <input
              className="input number"
              inputMode="decimal"
              value={lon}
              onChange={event => setLon(event.target.value)}
            />
          </Field>
          <Field label={t('plots.lat')} problem={latProblem}>
            <input
              className="input number"
              inputMode="decimal"
              value={lat}
              onChange={event => setLat(event.target.value)}
            />
          </Field>
        </div>
        <Button look="quiet" icon={<Crosshair size={14} />} onClick={() => startPlacing(true)}>
          {t('plots.pick-again')}
        </Button>
        <Field label={t('plots.note')}>
          <textarea
            className="input"
            rows={2}
            maxLength={2000}
            value={note}
            onChange={event => setNote(event.target.value)}
          />
        </Field>
      </Section>
      {!site && (
        <Section title={t('plots.first-observation')}>
          <ObservationFields draft={draft} problems={observation.problems} onChange={setDraft} />
        </Section>
      )}
      <div className="panel-action">
        <Button type="submit" look="primary" disabled={problem || busy}>
          {t('common.save')}
        </Button>
        <Button onClick={closeForm}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}

const outside = (text: string, limit: number) =>
  text.trim() === '' || !Number.isFinite(Number(text)) || Math.abs(Number(text)) > limit;
