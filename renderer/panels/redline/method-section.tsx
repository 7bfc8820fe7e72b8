import { bandRoleFacts, type BandRole } from '#core/scene/band-roles.ts';
import type { ChangeOptions } from '#core/redline/change-options.ts';
import { Field } from '../../controls/field.tsx';
import { Section } from '../../controls/section.tsx';
import { Segmented } from '../../controls/segmented.tsx';
import { useWords } from '../../language/use-words.ts';
import { useRedline } from '../../state/redline.ts';

/** Indices that are offered; any formula can be typed. */
const offered = ['NDVI', 'EVI', 'SAVI', 'NDWI', 'MNDWI', 'NDBI', 'NBR'];

/** What is compared, and how the two dates are brought together. */
export function MethodSection() {
  const { t } = useWords();
  const { options, choices, setOptions } = useRedline();
  const { method, direction } = options;
  return (
    <Section title={t('redline.method')}>
      <div className="inline-field">
        <span className="field-label">{t('redline.compare-by')}</span>
        <Segmented
          label={t('redline.compare-by')}
          value={method}
          choices={(['index', 'vector', 'classes'] as const).map(value => ({
            value,
            label: t(`redline.method-${value}`),
            title: t(`redline.method-${value}-long`),
          }))}
          onChange={value => setOptions({ method: value, threshold: value === 'index' ? 'default' : 'otsu' })}
        />
      </div>
      {method === 'index' && (
        <>
          <Field label={t('redline.index')} hint={t('redline.index-hint')}>
            <IndexInput key={options.index} />
          </Field>
          <div className="inline-field">
            <span className="field-label">{t('redline.direction')}</span>
            <Segmented
              label={t('redline.direction')}
              value={direction}
              choices={(['loss', 'gain', 'both'] as const).map(value => ({
                value,
                label: t(`redline.direction-${value}`),
              }))}
              onChange={value => setOptions({ direction: value })}
            />
          </div>
        </>
      )}
      {method === 'vector' && <Layers />}
      {method === 'classes' && <Classes />}
      {choices && !choices.sameGrid && <Alignment />}
      {method !== 'classes' && (
        <label className="check">
          <input
            type="checkbox"
            checked={options.normalise === 'linear'}
            onChange={event => setOptions({ normalise: event.target.checked ? 'linear' : 'none' })}
          />
          <span title={t('redline.normalise-long')}>{t('redline.normalise')}</span>
        </label>
      )}
      <div className="inline-field">
        <span className="field-label">{t('bloom.clouds')}</span>
        <Segmented
          label={t('bloom.clouds')}
          value={options.clouds}
          choices={[
            { value: 'auto', label: t('bloom.clouds-auto'), title: t('bloom.clouds-auto-long') },
            { value: 'none', label: t('bloom.clouds-none'), title: t('bloom.clouds-none-long') },
          ]}
          onChange={value => setOptions({ clouds: value })}
        />
      </div>
    </Section>
  );
}

/** Taken over on Enter and on leaving the field. */
function IndexInput() {
  const { t } = useWords();
  const { options, setOptions } = useRedline();
  const take = (text: string) => {
    const index = text.trim();
    if (index !== '' && index !== options.index)
      setOptions({ index, threshold: index.toUpperCase() === 'NDVI' ? 'default' : 'otsu' });
  };
  return (
    <>
      <input
        className="input"
        list="redline-indices"
        aria-label={t('redline.index')}
        defaultValue={options.index}
        maxLength={300}
        onBlur={event => take(event.target.value)}
        onKeyDown={event => event.key === 'Enter' && take(event.currentTarget.value)}
      />
      <datalist id="redline-indices">
        {offered.map(id => (
          <option key={id} value={id} />
        ))}
      </datalist>
    </>
  );
}

function Layers() {
  const { t, say } = useWords();
  const { options, choices, setOptions } = useRedline();
  const roles = choices?.roles ?? [];
  return (
    <fieldset className="checks" aria-label={t('redline.layers')}>
      <legend className="field-label">{t('redline.layers')}</legend>
      {roles.map(role => (
        <label key={role} className="check">
          <input
            type="checkbox"
            checked={options.layers.includes(role)}
            onChange={event =>
              setOptions({
                layers: roles.filter(r => (r === role ? event.target.checked : options.layers.includes(r))),
              })
            }
          />
          {role in bandRoleFacts ? say(bandRoleFacts[role as BandRole].name) : role}
        </label>
      ))}
      {roles.length < 2 && <p className="hint warn">{t('redline.no-common-bands')}</p>}
    </fieldset>
  );
}

function Classes() {
  const { t } = useWords();
  const { legendText, setLegend, options, setOptions } = useRedline();
  const pairs = (text: string): ChangeOptions['transitions'] => {
    const found = [...text.matchAll(/(\d{1,5})\s*[>→-]\s*(\d{1,5})/g)].map((m): [number, number] => [
      Number(m[1]),
      Number(m[2]),
    ]);
    return found.length > 0 ? found : null;
  };
  return (
    <>
      <Field label={t('redline.legend')} hint={t('redline.legend-hint')}>
        <textarea
          className="input"
          rows={4}
          value={legendText}
          placeholder={'11,阔叶林\n61,居住地'}
          aria-label={t('redline.legend')}
          onChange={event => setLegend(event.target.value)}
        />
      </Field>
      <Field label={t('redline.transitions')} hint={t('redline.transitions-hint')}>
        <input
          className="input"
          defaultValue={(options.transitions ?? []).map(pair => pair.join('>')).join(', ')}
          placeholder="11>61, 51>61"
          aria-label={t('redline.transitions')}
          onBlur={event => setOptions({ transitions: pairs(event.target.value) })}
        />
      </Field>
    </>
  );
}

/** Different grids are never brought together unasked. */
function Alignment() {
  const { t } = useWords();
  const { options, setOptions } = useRedline();
  const ways =
    options.method === 'classes'
      ? (['nearest', 'mode'] as const)
      : (['nearest', 'bilinear', 'cubic', 'average'] as const);
  return (
    <Field label={t('redline.align')} hint={t('redline.align-hint')}>
      <select
        className="input"
        aria-label={t('redline.align')}
        value={options.align ?? ''}
        onChange={event => setOptions({ align: ways.find(way => way === event.target.value) ?? null })}
      >
        <option value="">{t('redline.align-choose')}</option>
        {ways.map(way => (
          <option key={way} value={way}>
            {t(`redline.align-${way}`)}
          </option>
        ))}
      </select>
    </Field>
  );
}
