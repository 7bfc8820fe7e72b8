import type { GroundResult, GroundSummary } from '#core/ground/beside-satellite.ts';
import { useWords } from '../language/use-words.ts';
import { percent } from '../language/numbers.ts';
import { waterClassColors } from '../state/palettes.ts';
import { Chip } from './chip.tsx';
import { GradeChip } from './grade-chip.tsx';

/** Both gradings of each zone side by side, the worse one marked, and what the water says. */
export function GroundSummaries({ ground }: { ground: GroundResult }) {
  const { t } = useWords();
  const { accuracy, summaries } = ground;
  return (
    <>
      {summaries
        .filter(s => s.points > 0)
        .map(s => (
          <Summary key={s.zone ?? ''} summary={s} />
        ))}
      {accuracy.overall !== null && (
        <p className="hint">
          {t('ground.accuracy-line', {
            share: percent(accuracy.overall),
            kappa: accuracy.kappa === null ? '–' : accuracy.kappa.toFixed(3),
          })}
        </p>
      )}
    </>
  );
}

function Summary({ summary }: { summary: GroundSummary }) {
  const { t, say } = useWords();
  const { zone, points, wholeLake, satellite, higher, trophic, quality } = summary;
  const marked = (side: 'satellite' | 'ground') =>
    higher === side && <Chip look="warning">{t('ground.higher')}</Chip>;
  return (
    <div className="card">
      <header>
        <strong>{zone ?? t('ground.all-zones')}</strong>
        <small>{t('ground.points', { count: points })}</small>
      </header>
      <dl className="numbers">
        <dt>{t('ground.by-satellite')}</dt>
        <dd>
          {satellite ? <GradeChip grade={satellite} /> : '–'} {marked('satellite')}
        </dd>
        <dt>{t('ground.by-density')}</dt>
        <dd>
          {wholeLake ? (
            <>
              <GradeChip grade={wholeLake.grade} /> {marked('ground')}
              <small>
                {t(`ground.step-${wholeLake.step}`, {
                  points: wholeLake.points,
                  mean: wholeLake.meanDensity.toExponential(2),
                })}
              </small>
            </>
          ) : (
            t('ground.no-density')
          )}
        </dd>
        {trophic && (
          <>
            <dt>TLI(Σ)</dt>
            <dd>
              <i className="swatch" style={{ background: trophic.color }} aria-hidden />{' '}
              {trophic.index.toFixed(1)} {say(trophic.state)}
              {trophic.missing.length > 0 && (
                <small> {t('ground.components', { count: trophic.components.length })}</small>
              )}
            </dd>
          </>
        )}
        {quality?.class && (
          <>
            <dt>GB 3838</dt>
            <dd>
              <span className="water-class" style={{ background: waterClassColors[quality.class] }}>
                {t('plots.water-class', { class: quality.class })}
              </span>
            </dd>
          </>
        )}
      </dl>
    </div>
  );
}
