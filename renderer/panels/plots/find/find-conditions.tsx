import { ChevronDown, ChevronRight, Pentagon, Search, SquareDashed } from 'lucide-react';
import { useState } from 'react';
import { qualityFlags, siteKinds, type QualityFlag, type SiteKind } from '#core/plots/site.ts';
import { Button, IconButton } from '../../../controls/button.tsx';
import { Field } from '../../../controls/field.tsx';
import { TextField } from '../../../controls/text-field.tsx';
import { NumberField } from '../../../controls/number-field.tsx';
import { useWords } from '../../../language/use-words.ts';
import { useFind } from '#renderer/panels/plots/state/find.ts';
import { findSites } from '#renderer/panels/plots/state/find-sites.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';
import { useZones } from '../../../state/zones.ts';

/** What sites are searched by: words, kind, zone, dates, a value, quality, an area on the map. */
export function FindConditions() {
  const { t, say } = useWords();
  const { conditions, drawing, draw } = useFind();
  const zones = useZones(s => s.zones);
  const [more, setMore] = useState(conditions.parameter !== undefined || conditions.flag !== undefined);
  const kinds = conditions.kinds ?? [];
  const addKind = (kind: string) =>
    findSites({ kinds: kind === '' ? undefined : [...new Set([...kinds, kind as SiteKind])] });
  return (
    <div className="filter" role="search" aria-label={t('find.title')}>
      <div className="joined">
        <SearchText />
        <IconButton
          label={t('find.draw-box')}
          aria-pressed={drawing === 'box'}
          onClick={() => draw(drawing === 'box' ? null : 'box')}
        >
          <SquareDashed size={16} />
        </IconButton>
        <IconButton
          label={t('find.draw-polygon')}
          aria-pressed={drawing === 'polygon'}
          onClick={() => draw(drawing === 'polygon' ? null : 'polygon')}
        >
          <Pentagon size={16} />
        </IconButton>
      </div>
      <div className="pair">
        <Field label={t('find.kind')}>
          <select
            className="input"
            value={kinds.length === 1 ? kinds[0] : kinds.length > 1 ? 'several' : ''}
            onChange={event => addKind(event.target.value)}
          >
            <option value="">{t('find.all-kinds')}</option>
            {kinds.length > 1 && (
              <option value="several" disabled>
                {t('find.several-kinds', { count: kinds.length })}
              </option>
            )}
            {Object.entries(siteKinds).map(([kind, name]) => (
              <option key={kind} value={kind}>
                {say(name)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t('find.zone')}>
          <select
            className="input"
            value={conditions.zoneId ?? ''}
            onChange={event => findSites({ zoneId: Number(event.target.value) || undefined })}
          >
            <option value="">{t('find.anywhere')}</option>
            {zones.map(zone => (
              <option key={zone.id} value={zone.id}>
                {zone.name}
              </option>
            ))}
          </select>
        </Field>
      </div>
      <div className="pair">
        <TextField
          label={t('find.from')}
          type="date"
          value={conditions.from ?? ''}
          max={conditions.to}
          onChange={text => findSites({ from: text || undefined })}
        />
        <TextField
          label={t('find.to')}
          type="date"
          value={conditions.to ?? ''}
          min={conditions.from}
          onChange={text => findSites({ to: text || undefined })}
        />
      </div>
      <Button
        look="quiet"
        className="find-more"
        icon={more ? <ChevronDown size={14} /> : <ChevronRight size={14} />}
        aria-expanded={more}
        onClick={() => setMore(!more)}
      >
        {t('find.more')}
      </Button>
      {more && <ValueConditions />}
    </div>
  );
}

function SearchText() {
  const { t } = useWords();
  const text = useFind(s => s.conditions.text ?? '');
  return (
    <span className="search grow">
      <Search size={14} aria-hidden />
      <input
        className="input"
        type="search"
        aria-label={t('find.text')}
        placeholder={t('find.text-hint')}
        value={text}
        maxLength={200}
        onChange={event => findSites({ text: event.target.value || undefined })}
      />
    </span>
  );
}

/** By what was measured, and by its quality. */
function ValueConditions() {
  const { t, say } = useWords();
  const conditions = useFind(s => s.conditions);
  const parameters = usePlots(s => s.parameters);
  const parameter = parameters.find(p => p.id === conditions.parameter);
  return (
    <>
      <div className="pair">
        <Field label={t('find.parameter')}>
          <select
            className="input"
            value={conditions.parameter ?? ''}
            onChange={event =>
              findSites({ parameter: event.target.value || undefined, min: undefined, max: undefined })
            }
          >
            <option value="">{t('find.any-parameter')}</option>
            {parameters.map(p => (
              <option key={p.id} value={p.id}>
                {say(p.name)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t('find.flag')}>
          <select
            className="input"
            value={conditions.flag ?? ''}
            onChange={event => findSites({ flag: (event.target.value || undefined) as QualityFlag })}
          >
            <option value="">{t('find.any-flag')}</option>
            {qualityFlags.map(flag => (
              <option key={flag} value={flag}>
                {t(`find.flag-${flag}`)}
              </option>
            ))}
          </select>
        </Field>
      </div>
      {parameter && (
        <div className="pair">
          {(['min', 'max'] as const).map(end => (
            <Field key={end} label={t(`find.${end}`, { unit: parameter.unit })}>
              <NumberField
                label={t(`find.${end}`, { unit: parameter.unit })}
                value={conditions[end] ?? null}
                onChange={value => findSites({ [end]: value ?? undefined })}
              />
            </Field>
          ))}
        </div>
      )}
    </>
  );
}
