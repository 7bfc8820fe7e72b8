import { useCallback, useMemo, useState } from 'react';
import type uPlot from 'uplot';
import { matchUps, type GroundResult } from '#core/ground/beside-satellite.ts';
import type { Agreement } from '#core/ground/agreement.ts';
import { estimateBy, regressionFormula } from '#core/ground/regression.ts';
import { Button } from '../../controls/button.tsx';
import { axis, Chart, themeColor } from '../../controls/chart.tsx';
import { Segmented } from '../../controls/segmented.tsx';
import { dash, fixed, percent } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { useBloom } from '#renderer/panels/bloom/state/bloom.ts';
import { useGround } from '#renderer/panels/bloom/state/ground.ts';
import { useIndices } from '#renderer/panels/bloom/state/indices.ts';
import { attempt, showNotice } from '../../state/notices.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';
import { useActiveScene } from '../../state/scenes.ts';

const steps = 60;

/** Measured values over the index with a regression, how well it agrees, and the way to its map. */
export function MatchUps({
  result,
  formula,
  onTaken,
}: {
  result: GroundResult;
  formula: string;
  onTaken: () => void;
}) {
  const { t } = useWords();
  const scene = useActiveScene();
  const [form, setForm] = useState(result.regressions[0]?.form ?? 'linear');
  const regression = result.regressions.find(r => r.form === form);
  const data = useMemo<uPlot.AlignedData>(() => {
    const points = matchUps(result).map(p => ({
      x: p.index,
      y: p.measured as number | null,
      fit: null as number | null,
    }));
    const curve = regression
      ? Array.from({ length: steps + 1 }, (_, i) => {
          const { min, max } = regression.range;
          const x = min + ((max - min) * i) / steps;
          return { x, y: null, fit: estimateBy(regression, x) };
        })
      : [];
    const all = [...points, ...curve].sort((a, b) => a.x - b.x);
    return [all.map(p => p.x), all.map(p => p.y), all.map(p => p.fit)];
  }, [result, regression]);
  const options = useCallback(
    (): Omit<uPlot.Options, 'width' | 'height'> => ({
      legend: { show: false },
      cursor: { drag: { x: false, y: false } },
      padding: [8, 14, 0, 0],
      scales: { x: { time: false } },
      axes: [axis({ size: 26 }), axis({ size: 54 })],
      series: [
        {},
        { paths: () => null, points: { show: true, size: 7, fill: themeColor('accent') } },
        { stroke: themeColor('bloom'), width: 2, spanGaps: true, points: { show: false } },
      ],
    }),
    [],
  );
  const take = () =>
    attempt(async () => {
      if (!scene || !regression) return;
      const choice = await useIndices.getState().parse(scene.id, regressionFormula(regression, formula));
      const { parameter } = result.options;
      const about = {
        parameter,
        unit: usePlots.getState().parameters.find(p => p.id === parameter)?.unit ?? '',
        form: regression.form,
        count: regression.count,
        rmse: regression.leftOut.rmse ?? 0,
      };
      useGround.setState({ retrieval: { formula: choice.id, about } });
      useBloom.getState().setIndex(choice.id);
      showNotice('done', 'ground.map-taken', { rmse: fixed(regression.leftOut.rmse, 3) });
      onTaken();
    });
  const pairs = matchUps(result).length;
  return (
    <div className="match-ups" data-testid="match-ups">
      <figure>
        <figcaption className="hint">
          {t('ground.scatter', { pairs, points: result.points.length })}
        </figcaption>
        <Chart
          options={options}
          data={data}
          height={260}
          label={t('ground.scatter', { pairs, points: result.points.length })}
        />
      </figure>
      <div>
        {regression ? (
          <>
            <Segmented
              label={t('ground.form')}
              value={form}
              choices={result.regressions.map(r => ({ value: r.form, label: t(`ground.form-${r.form}`) }))}
              onChange={setForm}
            />
            <p className="mono">{regressionFormula(regression, 'x')}</p>
            <table className="table">
              <thead>
                <tr>
                  <th />
                  <th className="number">{t('ground.fit')}</th>
                  <th className="number" title={t('ground.left-out-long')}>
                    {t('ground.left-out')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {figures(regression.fit).map(([key, text], i) => (
                  <tr key={key}>
                    <td>{t(`ground.${key}`)}</td>
                    <td className="number">{text}</td>
                    <td className="number strong">{figures(regression.leftOut)[i][1]}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p className="hint">
              {t('ground.range', {
                min: regression.range.min.toFixed(4),
                max: regression.range.max.toFixed(4),
              })}
            </p>
            <Button disabled={!scene} onClick={() => void take()}>
              {t('ground.take-map')}
            </Button>
          </>
        ) : (
          <p className="hint">{t('ground.too-few')}</p>
        )}
      </div>
    </div>
  );
}

const figures = (a: Agreement) =>
  [
    ['count', String(a.count)],
    ['r2', fixed(a.r2, 3)],
    ['rmse', fixed(a.rmse, 3)],
    ['mape', percent(a.mape)],
    ['bias', fixed(a.bias, 3)],
    ['log-rmse', a.log ? fixed(a.log.rmse, 3) : dash],
    ['log-bias', a.log ? `× ${fixed(a.log.biasFactor, 3)}` : dash],
    ['log-error', a.log ? `× ${fixed(a.log.errorFactor, 3)}` : dash],
  ] as const;
