import { useState } from 'react';
import type { WaterSample } from '#core/water/water-samples.ts';
import { inWords } from '#core/words/said.ts';
import { Chip } from '../../controls/chip.tsx';
import { Section } from '../../controls/section.tsx';
import { dash, shortTime } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { usePlots, type Card } from '#renderer/panels/plots/state/plots.ts';
import { waterClassColors } from '../../state/palettes.ts';

/** Class, trophic state and bloom grade of each sample of a water. */
export function WaterSection({ water }: { water: Card['water'] }) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  if (water.length === 0) return null;
  const shown = all ? water : water.slice(0, 3);
  return (
    <Section title={t('plots.water')}>
      {shown.map(sample => (
        <Sample key={sample.time} sample={sample} />
      ))}
      {shown.length < water.length && (
        <button type="button" className="link" onClick={() => setAll(true)}>
          {t('plots.all-samples', { count: water.length })}
        </button>
      )}
      <p className="hint">{t('plots.water-rules')}</p>
    </Section>
  );
}

function Sample({ sample: { time, n, depths, quality, trophic, bloom } }: { sample: WaterSample }) {
  const { t, say, language } = useWords();
  const parameters = usePlots(s => s.parameters);
  const nameOf = (id: string) => {
    const parameter = parameters.find(p => p.id === id);
    return parameter ? say(parameter.name) : id;
  };
  const beyond = quality.exceeding
    .map(({ parameter, exceedance }) =>
      exceedance === null
        ? nameOf(parameter)
        : t('plots.times', { name: nameOf(parameter), times: exceedance.toFixed(exceedance < 0.1 ? 2 : 1) }),
    )
    .join(language === 'en' ? ', ' : '、');
  return (
    <article className="card water-sample">
      <header>
        <span>
          {shortTime(time)}
          {depths.length > 0 && <small> {t('plots.at-depth', { depth: depths.join(' · ') })}</small>}
          {n > 1 && <small> {t('plots.mean-of', { n })}</small>}
        </span>
        {quality.class && (
          <span className="water-class" style={{ background: waterClassColors[quality.class] }}>
            {t('plots.water-class', { class: quality.class })}
          </span>
        )}
      </header>
      {quality.reason && <p className="hint">{inWords(quality.reason, language)}</p>}
      <dl className="numbers">
        <dt>{t('plots.exceeding')}</dt>
        <dd>{beyond || (quality.class ? t('plots.none-exceeding', { class: 'Ⅲ' }) : dash)}</dd>
        {quality.items.length > 0 && (
          <>
            <dt>{t('plots.limits')}</dt>
            <dd>
              <small>
                {quality.items
                  .map(({ parameter, limits }) => `${nameOf(parameter)} ${limits.join('/')}`)
                  .join(' · ')}
              </small>
            </dd>
          </>
        )}
        {trophic && (
          <>
            <dt>TLI(Σ)</dt>
            <dd>
              <i className="swatch" style={{ background: trophic.color }} aria-hidden />{' '}
              {trophic.index.toFixed(1)} {say(trophic.state)}
            </dd>
            <dt>{t('plots.components')}</dt>
            <dd>
              <small>
                {trophic.components.map(c => `${nameOf(c.parameter)} ${c.index.toFixed(1)}`).join(' · ')}
                {trophic.missing.length > 0 &&
                  ` (${t('plots.not-measured', { names: trophic.missing.map(nameOf).join(', ') })})`}
              </small>
            </dd>
          </>
        )}
        {bloom && (
          <>
            <dt>{t('plots.density-grade')}</dt>
            <dd>
              <i className="swatch" style={{ background: bloom.color }} aria-hidden />{' '}
              {language === 'en' ? bloom.labelEn : bloom.label}
              {bloom.evidence === 'to-confirm' && <Chip look="warning">{t('common.to-confirm')}</Chip>}
            </dd>
          </>
        )}
      </dl>
    </article>
  );
}
