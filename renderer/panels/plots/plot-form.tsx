import { Camera, X } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { siteKinds } from '#core/plots/site.ts';
import { shapeAreaM2 } from '#core/plots/plot-shapes.ts';
import { Button, IconButton } from '../../controls/button.tsx';
import { Chip } from '../../controls/chip.tsx';
import { Field } from '../../controls/field.tsx';
import { TextField } from '../../controls/text-field.tsx';
import { NumberField } from '../../controls/number-field.tsx';
import { Section } from '../../controls/section.tsx';
import { smallArea } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { readFields } from '#renderer/panels/plots/state/form-fields.ts';
import { attempt, showNotice } from '../../state/notices.ts';
import { readObservation } from '#renderer/panels/plots/state/observation-draft.ts';
import { pickPaths } from '../../state/pick-paths.ts';
import { useForm, usePlots } from '#renderer/panels/plots/state/plots.ts';
import { useMarking } from '#renderer/panels/plots/state/marking.ts';
import { placeAt, useSiteForm, type SiteDraft } from '#renderer/panels/plots/state/site-form.ts';
import { fileNameOf } from '../../language/file-name.ts';
import { FieldInputs } from './field-input.tsx';
import { groupFields } from './field-groups.ts';
import { ObservationFields } from './observation-fields.tsx';
import { PlaceField } from './place-field.tsx';

/** A new site with its first observation, or a site that is changed. */
export function PlotForm({
  draft,
  isNew,
  restored,
}: {
  draft: SiteDraft;
  isNew: boolean;
  restored: boolean;
}) {
  const { t, say } = useWords();
  const parameters = usePlots(s => s.parameters);
  const { change, close, discard, save } = useSiteForm.getState();
  const form = useForm(draft.kind);
  const [busy, setBusy] = useState(false);

  const { problems } = readFields(form?.fields ?? [], draft.fields);
  const observation = readObservation(draft.observation, parameters);
  const missing = (form?.fields ?? []).filter(field => problems.get(field.id) === 'required');
  const wrong = [...problems.values()].some(message => message !== 'required');
  const problem = draft.name.trim() === '' || wrong || observation.problems.size > 0;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (problem) return;
    setBusy(true);
    await attempt(async () => {
      await save();
      // Where one is marked after another, notices would lie on the map that is clicked next.
      if (useMarking.getState().tool === null) showNotice('done', 'plots.saved', { name: draft.name.trim() });
    });
    setBusy(false);
  };

  return (
    <form onSubmit={event => void submit(event)} data-testid="plot-form">
      {restored && (
        <div className="draft-note" role="status">
          <span>{t('form.restored')}</span>
          <Button look="quiet" onClick={() => void attempt(discard)}>
            {t('form.discard')}
          </Button>
        </div>
      )}
      <Section title={t(isNew ? 'plots.new' : 'plots.edit')}>
        <div className="pair">
          <TextField
            label={`${t('plots.name')} *`}
            value={draft.name}
            required
            maxLength={80}
            autoFocus
            onChange={text => change({ name: text })}
          />
          <TextField
            label={t('plots.code')}
            value={draft.code}
            maxLength={80}
            onChange={text => change({ code: text })}
          />
        </div>
        <KindField draft={draft} />
        {form && (
          <p className="hint">
            {form.source}{' '}
            {form.evidence === 'to-confirm' && <Chip look="warning">{t('common.to-confirm')}</Chip>}
          </p>
        )}
      </Section>
      <PlaceSection draft={draft} />
      {groupFields(form?.fields ?? []).map(([group, fields]) => (
        <Section key={group} title={group === 'own' && form ? say(form.name) : t(`form.group-${group}`)}>
          <FieldInputs
            fields={fields}
            typed={draft.fields}
            problems={problems}
            onChange={typed => change({ fields: typed })}
          />
        </Section>
      ))}
      <Section title={t('plots.note')}>
        <textarea
          className="input"
          aria-label={t('plots.note')}
          rows={2}
          maxLength={2000}
          value={draft.note}
          onChange={event => change({ note: event.target.value })}
        />
        <PhotoPaths draft={draft} />
      </Section>
      {isNew && (form?.parameters.length ?? 0) > 0 && (
        <Section title={t('plots.first-observation')}>
          <ObservationFields
            draft={draft.observation}
            first={form?.parameters ?? []}
            read={observation}
            onChange={changed => change({ observation: changed })}
          />
        </Section>
      )}
      <div className="panel-action form-foot">
        <Button type="submit" look="primary" disabled={problem || busy}>
          {t('common.save')}
        </Button>
        <Button onClick={close}>{t('form.later')}</Button>
        {missing.length > 0 && (
          <span className="hint" title={missing.map(field => say(field.name)).join(', ')}>
            {t('form.missing', { count: missing.length })}
          </span>
        )}
      </div>
    </form>
  );
}

function KindField({ draft }: { draft: SiteDraft }) {
  const { t, say } = useWords();
  const forms = usePlots(s => s.forms);
  /** A square plot gets the side of its form; a point loses what it covers. */
  const choose = (kind: string) => {
    const form = forms.find(f => f.kind === kind);
    const { place } = draft;
    const { lon, lat, sideM, outline } = place;
    const square = form?.shape === 'square' && form.sideM !== null && outline.length === 0;
    const point = form?.shape === 'point' && sideM !== null;
    const fitting = square ? placeAt(lon, lat, form.sideM) : point ? placeAt(lon, lat, null) : place;
    useSiteForm.getState().change({ kind, place: fitting });
  };
  return (
    <Field label={t('plots.kind')}>
      <select className="input" value={draft.kind} onChange={event => choose(event.target.value)}>
        {Object.entries(siteKinds).map(([id, text]) => (
          <option key={id} value={id}>
            {say(text)}
          </option>
        ))}
      </select>
    </Field>
  );
}

function PlaceSection({ draft }: { draft: SiteDraft }) {
  const { t } = useWords();
  const { place } = draft;
  const { change, moveTo } = useSiteForm.getState();
  return (
    <Section title={t('plots.place')}>
      <PlaceField place={place} onPlace={moveTo} />
      <div className="pair">
        <Field label={t('plots.side-m')}>
          <NumberField
            label={t('plots.side-m')}
            value={place.sideM}
            min={0.1}
            max={100_000}
            onChange={side => change({ place: placeAt(place.lon, place.lat, side) })}
          />
        </Field>
        {place.outline.length > 0 && (
          <dl className="numbers">
            <dt>{t('plots.area')}</dt>
            <dd data-testid="plot-area">{smallArea(shapeAreaM2(place.outline))}</dd>
          </dl>
        )}
      </div>
      <p className="hint">{t('form.mark-again')}</p>
    </Section>
  );
}

function PhotoPaths({ draft }: { draft: SiteDraft }) {
  const { t } = useWords();
  const { change } = useSiteForm.getState();
  const add = async () => {
    const paths = await pickPaths('photos');
    if (paths) change({ photos: [...new Set([...draft.photos, ...paths])] });
  };
  return (
    <>
      <ul className="files">
        {draft.photos.map(path => (
          <li key={path}>
            <Camera size={14} aria-hidden />
            <span className="clip" title={path}>
              {fileNameOf(path)}
            </span>
            <IconButton
              label={t('common.remove')}
              onClick={() => change({ photos: draft.photos.filter(p => p !== path) })}
            >
              <X size={14} />
            </IconButton>
          </li>
        ))}
      </ul>
      <div className="buttons">
        <Button icon={<Camera size={14} />} onClick={() => void attempt(add)}>
          {t('plots.attach-photos')}
        </Button>
      </div>
    </>
  );
}
