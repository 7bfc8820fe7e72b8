import type { GroundOptions } from '#core/ground/beside-satellite.ts';
import type { MapAccuracy } from '#core/ground/accuracy.ts';
import { dash, km2, percent } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';

/** The map against the points: counted, and weighted by the areas of its classes. */
export function AccuracyTable({
  accuracy,
  sampling,
}: {
  accuracy: MapAccuracy;
  sampling: GroundOptions['sampling'];
}) {
  const { t } = useWords();
  const { counts, overall, kappa, bloom, water, weighted } = accuracy;
  if (overall === null) return <p className="hint">{t('ground.no-labels')}</p>;
  return (
    <div data-testid="accuracy">
      <table className="table confusion">
        <thead>
          <tr>
            <th>{t('ground.map-says')}</th>
            <th className="number">{t('ground.ground-bloom')}</th>
            <th className="number">{t('ground.ground-water')}</th>
            <th className="number">{t('ground.user')}</th>
          </tr>
        </thead>
        <tbody>
          {counts.map((row, i) => (
            <tr key={i}>
              <td>{t(i === 0 ? 'ground.mapped-bloom' : 'ground.mapped-water')}</td>
              <td className="number strong">{row[0]}</td>
              <td className="number strong">{row[1]}</td>
              <td className="number">{percent((i === 0 ? bloom : water).user)}</td>
            </tr>
          ))}
          <tr>
            <td>{t('ground.producer')}</td>
            <td className="number">{percent(bloom.producer)}</td>
            <td className="number">{percent(water.producer)}</td>
            <td className="number strong">{percent(overall)}</td>
          </tr>
        </tbody>
      </table>
      <p className="hint">Kappa {kappa === null ? dash : kappa.toFixed(3)}</p>
      {weighted ? (
        <dl className="numbers">
          <dt>{t('ground.weighted-overall')}</dt>
          <dd>
            {percent(weighted.overall)} ± {percent(weighted.overallCi95)}
          </dd>
          <dt>{t('ground.weighted-bloom')}</dt>
          <dd>
            {percent(weighted.bloom.user)} / {percent(weighted.bloom.producer)}
          </dd>
          <dt>{t('ground.expected-area')}</dt>
          <dd>
            {km2(weighted.bloomAreaKm2)} ± {km2(weighted.bloomAreaCi95Km2)} km²
          </dd>
        </dl>
      ) : (
        <p className="hint">{t(sampling === 'random' ? 'ground.not-weighted' : 'ground.fixed-sites')}</p>
      )}
      {weighted && <p className="hint">{t('ground.weighted-note')}</p>}
    </div>
  );
}
