import { Copy } from 'lucide-react';
import { Fragment } from 'react';
import { siteKinds } from '#core/plots/site.ts';
import type { FormField, PlotForm } from '#core/plots/plot-form.ts';
import { shapeAreaM2 } from '#core/plots/plot-shapes.ts';
import { Chip } from '../../controls/chip.tsx';
import { IconButton } from '../../controls/button.tsx';
import { SimulatedChip } from '../../controls/simulated-chip.tsx';
import { smallArea } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { reasonKey } from '#renderer/panels/plots/state/form-fields.ts';
import { attempt, showNotice } from '../../state/notices.ts';
import type { Card } from '#renderer/panels/plots/state/plots.ts';

/** Kind, place and the fields that were filled in. */
export function SiteFacts({ card: { site, outline }, form }: { card: Card; form: PlotForm | undefined }) {
  const { t, say } = useWords();
  const kind = siteKinds[site.kind];
  const place = `${site.lon.toFixed(6)}°, ${site.lat.toFixed(6)}°`;
  const copy = async () => {
    await navigator.clipboard.writeText(`${site.lon.toFixed(7)}, ${site.lat.toFixed(7)}`);
    showNotice('done', 'plots.copied');
  };
  const filled = (form?.fields ?? []).filter(field => site.fields[field.id] !== undefined);
  const missing = (form?.fields ?? []).filter(f => f.required && site.fields[f.id] === undefined);
  const shownOf = ({ id, type, choices, unit }: FormField): string => {
    const value = site.fields[id];
    if (type === 'yes-no') return t(value === true ? 'form.yes' : 'form.no');
    const choice = choices?.find(c => c.id === value);
    return choice ? say(choice.name) : `${value}${unit ? ` ${unit}` : ''}`;
  };
  return (
    <dl className="numbers padded">
      <dt>{t('plots.kind')}</dt>
      <dd>
        {kind ? say(kind) : site.kind} {site.simulated && <SimulatedChip />}{' '}
        {form?.evidence === 'to-confirm' && (
          <Chip look="warning" title={form.source}>
            {t('common.to-confirm')}
          </Chip>
        )}
      </dd>
      {site.code && (
        <>
          <dt>{t('plots.code')}</dt>
          <dd>{site.code}</dd>
        </>
      )}
      <dt>{t('plots.place')}</dt>
      <dd className="with-icon">
        {place}
        <IconButton label={t('plots.copy')} onClick={() => void attempt(copy)}>
          <Copy size={13} />
        </IconButton>
      </dd>
      {outline.length > 0 && (
        <>
          <dt>{t('plots.area')}</dt>
          <dd>
            {site.sideM !== null && `${site.sideM} m × ${site.sideM} m · `}
            {smallArea(shapeAreaM2(outline))}
          </dd>
        </>
      )}
      {filled.map(field => (
        <Fragment key={field.id}>
          <dt>{say(field.name)}</dt>
          <dd>
            {shownOf(field)}{' '}
            {site.fields[reasonKey(field.id)] !== undefined && (
              <Chip look="warning" title={t('form.outside-range')}>
                {String(site.fields[reasonKey(field.id)])}
              </Chip>
            )}
          </dd>
        </Fragment>
      ))}
      {missing.length > 0 && (
        <>
          <dt>{t('form.still-missing')}</dt>
          <dd className="muted">{missing.map(field => say(field.name)).join(', ')}</dd>
        </>
      )}
      {site.note && (
        <>
          <dt>{t('plots.note')}</dt>
          <dd>{site.note}</dd>
        </>
      )}
    </dl>
  );
}
