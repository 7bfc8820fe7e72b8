import { useCallback, useMemo } from 'react';
import type uPlot from 'uplot';
import type { ValidationPlot, ValidationResult } from '#core/ecology/validation.ts';
import { siteKinds } from '#core/plots/site.ts';
import { axis, Chart, themeColor } from '../../controls/chart.tsx';
import { Chip } from '../../controls/chip.tsx';
import { fixed, percent } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';

/** Accuracy per type of plot and in total with the pass mark, the plots one by one, and the matrix of classes. */
export function ValidationResultView({ result }: { result: ValidationResult }) {
  const { t, say } = useWords();
  const kindName = (kind: string | null) =>
    kind === null ? t('ecology.total') : siteKinds[kind] ? say(siteKinds[kind]) : kind;
  const { unit } = result.parameter;
  const pass = result.passRetrieval * 100;
  return (
    <>
      <p className="hint">
        {say(result.parameter.name)} {unit} · {result.product.name} × {result.product.factor} ·{' '}
        <code>{result.product.formula}</code>
      </p>
      <div className="table-scroll">
        <table className="table" data-testid="accuracy-table">
          <thead>
            <tr>
              <th>{t('ecology.plot-type')}</th>
              <th className="number">{t('ecology.plots')}</th>
              <th className="number">P = 1 − REE</th>
              <th>{t('ecology.pass', { pass })}</th>
              <th className="number">R²</th>
              <th className="number">RMSE {unit}</th>
              <th className="number">{t('ecology.bias')}</th>
              <th className="number">{t('ecology.classes-right')}</th>
              <th className="number">Kappa</th>
            </tr>
          </thead>
          <tbody>
            {result.accuracies.map(a => (
              <tr key={a.type ?? ''} className={a.type === null ? 'strong' : undefined}>
                <td>{kindName(a.type)}</td>
                <td className="number">{a.plots}</td>
                <td className="number">{percent(a.p, 2)}</td>
                <td>
                  {a.passes === null ? (
                    '–'
                  ) : (
                    <Chip look={a.passes ? 'accent' : 'danger'}>
                      {t(a.passes ? 'ecology.passes' : 'ecology.fails')}
                    </Chip>
                  )}
                </td>
                <td className="number">{fixed(a.agreement.r2, 3)}</td>
                <td className="number">{fixed(a.agreement.rmse, 2)}</td>
                <td className="number">{fixed(a.agreement.bias, 2)}</td>
                <td className="number">{percent(a.classes?.overall)}</td>
                <td className="number">
                  {fixed(a.classes?.kappa, 3)} {a.classes?.quality && <small>{say(a.classes.quality)}</small>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="eco-columns">
        <PlotTable result={result} kindName={kindName} />
        <div>
          <Scatter plots={result.plots} />
          <Matrix result={result} />
        </div>
      </div>
    </>
  );
}

function PlotTable({ result, kindName }: { result: ValidationResult; kindName: (kind: string) => string }) {
  const { t } = useWords();
  return (
    <div className="table-scroll eco-tall">
      <table className="table" data-testid="plot-table">
        <thead>
          <tr>
            <th>{t('ecology.plot')}</th>
            <th>{t('ecology.plot-type')}</th>
            <th>{t('ecology.date')}</th>
            <th className="number">{t('ecology.measured')}</th>
            <th className="number">{t('ecology.retrieved')}</th>
            <th>{t('ecology.shape')}</th>
          </tr>
        </thead>
        <tbody>
          {result.plots.map(p => (
            <tr key={p.siteId} className={p.leftOut ? 'muted' : undefined}>
              <td>{p.name}</td>
              <td>{kindName(p.type)}</td>
              <td>{p.day}</td>
              <td className="number">{fixed(p.measured, 2)}</td>
              <td className="number">{fixed(p.retrieved, 2)}</td>
              <td>{p.leftOut ? t(`ecology.left-${p.leftOut}`) : t(`ecology.shape-${p.shape}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Retrieved over measured, with the line of equality. */
function Scatter({ plots }: { plots: readonly ValidationPlot[] }) {
  const { t } = useWords();
  const data = useMemo<uPlot.AlignedData>(() => {
    const counted = plots.filter(p => p.leftOut === null).sort((a, b) => a.measured - b.measured);
    return [counted.map(p => p.measured), counted.map(p => p.retrieved), counted.map(p => p.measured)];
  }, [plots]);
  const options = useCallback(
    (): Omit<uPlot.Options, 'width' | 'height'> => ({
      legend: { show: false },
      cursor: { drag: { x: false, y: false } },
      padding: [8, 16, 0, 0],
      scales: { x: { time: false } },
      axes: [axis({ size: 24, space: 56 }), axis({ size: 42, space: 24 })],
      series: [
        {},
        {
          width: 0,
          stroke: themeColor('accent'),
          points: { show: true, size: 7, fill: themeColor('accent') },
        },
        { stroke: themeColor('muted'), width: 1, dash: [4, 4], points: { show: false } },
      ],
    }),
    [],
  );
  return (
    <figure className="figure">
      <Chart options={options} data={data} height={170} label={t('ecology.scatter')} />
      <figcaption>{t('ecology.scatter')}</figcaption>
    </figure>
  );
}

function Matrix({ result }: { result: ValidationResult }) {
  const { t } = useWords();
  const { classes } = result.accuracies[0];
  if (!classes) return null;
  const limits = result.classLimits;
  const names = [...limits, null].map((high, i) =>
    i === 0 ? `< ${limits[0]}` : high === null ? `≥ ${limits[i - 1]}` : `${limits[i - 1]}–${high}`,
  );
  return (
    <div className="table-scroll">
      <table className="table" data-testid="class-matrix">
        <caption>{t('ecology.class-matrix')}</caption>
        <thead>
          <tr>
            <th />
            {names.map(n => (
              <th key={n} className="number">
                {n}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {classes.counts.map((row, i) => (
            <tr key={names[i]}>
              <th>{names[i]}</th>
              {row.map((n, j) => (
                <td key={j} className={i === j ? 'number strong' : 'number'}>
                  {n}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
