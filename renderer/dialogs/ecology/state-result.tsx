import { useState } from 'react';
import type { StateIndicatorInfo, StateResult, StateZone } from '#core/ecology/state.ts';
import { trendMethods } from '#core/foundation/trend.ts';
import { EvidenceChip } from '../../controls/evidence-chip.tsx';
import { Field } from '../../controls/field.tsx';
import { Segmented } from '../../controls/segmented.tsx';
import { fixed, km2, percent, shortTime, signed } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { StateChart } from './state-chart.tsx';

const wholeZone = -1;

/** Values, areas of classes, change and trend of a zone, indicator by indicator. */
export function StateResultView({ result }: { result: StateResult }) {
  const { t, say, said } = useWords();
  const { indicators, zones, whole } = result;
  const [k, setK] = useState(0);
  const [zoneAt, setZoneAt] = useState(zones.length > 1 ? wholeZone : 0);
  const zone = zoneAt === wholeZone ? whole : zones[zoneAt];
  const indicator = indicators[k];
  return (
    <>
      <div className="eco-columns">
        <Field label={t('ecology.zone')}>
          <select className="input" value={zoneAt} onChange={event => setZoneAt(Number(event.target.value))}>
            {zones.length > 1 && <option value={wholeZone}>{t('ecology.all-zones')}</option>}
            {zones.map((z, i) => (
              <option key={i} value={i}>
                {z.zone}
              </option>
            ))}
          </select>
        </Field>
        <div className="field">
          <span className="field-label">{t('ecology.indicators')}</span>
          <Segmented
            label={t('ecology.indicators')}
            value={String(k)}
            choices={indicators.map((i, n) => ({
              value: String(n),
              label: i.id === 'quality' ? say(i.name) : i.id,
            }))}
            onChange={n => setK(Number(n))}
          />
        </div>
      </div>
      <p className="hint">
        <strong>{say(indicator.name)}</strong> · {say(indicator.ruleName)}{' '}
        <EvidenceChip evidence={indicator.evidence} />
      </p>
      {zone.problem && <p className="warn">{said(zone.problem.message)}</p>}
      <ValueTable result={result} zone={zone} k={k} />
      {result.dates.length > 1 && (
        <>
          {result.dates.length > 2 && <StateChart result={result} zone={zone} k={k} />}
          <Trend zone={zone} k={k} />
          <Transitions result={result} zone={zone} k={k} />
        </>
      )}
      <Method result={result} indicator={indicator} />
    </>
  );
}

function ValueTable({ result, zone, k }: { result: StateResult; zone: StateZone; k: number }) {
  const { t, say } = useWords();
  const { classes } = result.indicators[k];
  const isRsei = result.indicators[k].id.startsWith('RSEI');
  return (
    <div className="table-scroll">
      <table className="table" data-testid="state-table">
        <thead>
          <tr>
            <th>{t('ecology.date')}</th>
            <th className="number">{t('ecology.mean')}</th>
            <th>{t('ecology.grade')}</th>
            <th className="number">{t('ecology.valid-km2')}</th>
            {classes.map((c, n) => (
              <th key={n} className="number">
                <i className="swatch" style={{ background: c.color }} aria-hidden /> {say(c.label)}
              </th>
            ))}
            {isRsei && <th className="number">{t('ecology.water')}</th>}
          </tr>
        </thead>
        <tbody>
          {result.dates.map((date, d) => {
            const value = zone.indicators[k].values[d];
            return (
              <tr key={d}>
                <td title={date.scene}>
                  {date.acquired ? shortTime(date.acquired).slice(0, 10) : date.scene}
                </td>
                <td className="number">{fixed(value.mean, 3)}</td>
                <td>{value.grade === null ? '–' : say(classes[value.grade].label)}</td>
                <td className="number">{km2(value.validKm2)}</td>
                {value.gradeKm2.map((area, n) => (
                  <td key={n} className="number">
                    {km2(area)} <small>{percent(value.validKm2 > 0 ? area / value.validKm2 : null)}</small>
                  </td>
                ))}
                {isRsei && <td className="number">{km2(value.waterKm2)}</td>}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Trend({ zone, k }: { zone: StateZone; k: number }) {
  const { t, say } = useWords();
  const { trend } = zone.indicators[k];
  return (
    <p className="hint" data-testid="state-trend">
      {trend
        ? t('ecology.trend', {
            slope: signed(trend.slope, 5),
            p: fixed(trend.p, 4),
            n: trend.n,
            test: say(trendMethods[trend.method ?? 'normal']),
          })
        : t('ecology.no-trend')}
    </p>
  );
}

function Transitions({ result, zone, k }: { result: StateResult; zone: StateZone; k: number }) {
  const { t, say } = useWords();
  const { transitions } = zone.indicators[k];
  const [at, setAt] = useState(transitions.length - 1);
  const transition = transitions[Math.min(at, transitions.length - 1)];
  const { classes } = result.indicators[k];
  const day = (d: number) => shortTime(result.dates[d].acquired).slice(0, 10);
  return (
    <>
      <Field label={t('ecology.transition')}>
        <select className="input" value={at} onChange={event => setAt(Number(event.target.value))}>
          {transitions.map((tr, n) => (
            <option key={n} value={n}>
              {day(tr.from)} → {day(tr.to)}
            </option>
          ))}
        </select>
      </Field>
      <div className="eco-columns">
        <div className="table-scroll">
          <table className="table" data-testid="state-matrix">
            <caption>{t('ecology.matrix')}</caption>
            <thead>
              <tr>
                <th>{t('ecology.from-to')}</th>
                {classes.map((c, n) => (
                  <th key={n} className="number">
                    {say(c.label)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {transition.km2.map((row, from) => (
                <tr key={from}>
                  <th>{say(classes[from].label)}</th>
                  {row.map((area, to) => (
                    <td key={to} className={from === to ? 'number strong' : 'number'}>
                      {km2(area)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <table className="table">
          <caption>
            {t('ecology.change')} <EvidenceChip evidence="to-confirm" />
          </caption>
          <tbody>
            {result.changeSteps.map((step, n) => (
              <tr key={n}>
                <td>
                  <i className="swatch" style={{ background: step.color }} aria-hidden /> {say(step.label)}
                </td>
                <td className="number">{km2(transition.changeKm2[n])} km²</td>
              </tr>
            ))}
            <tr>
              <td>{t('ecology.mean-change')}</td>
              <td className="number">{signed(transition.meanChange, 4)}</td>
            </tr>
          </tbody>
        </table>
      </div>
    </>
  );
}

/** End members, loadings and coefficients: what the numbers stand on. */
function Method({ result, indicator }: { result: StateResult; indicator: StateIndicatorInfo }) {
  const { t, say, said } = useWords();
  const isRsei = indicator.id.startsWith('RSEI');
  const hasCover = indicator.id === 'FVC' || indicator.id === 'quality';
  const first = result.dates.find(d => d.endmembers)?.endmembers;
  return (
    <>
      {hasCover && first && (
        <p className="hint">
          {t('redline.endmembers', { soil: fixed(first.soil, 4), vegetation: fixed(first.vegetation, 4) })}
        </p>
      )}
      {isRsei && (
        <div className="table-scroll">
          <table className="table" data-testid="rsei-loadings">
            <thead>
              <tr>
                <th>{t('ecology.date')}</th>
                {result.dates[0].rsei!.components.map(c => (
                  <th key={c} className="number">
                    {t('ecology.loading', { name: c })}
                  </th>
                ))}
                <th className="number">{t('ecology.explained')}</th>
                <th>{t('ecology.wetness')}</th>
                <th>{t('ecology.temperature')}</th>
              </tr>
            </thead>
            <tbody>
              {result.dates.map(({ rsei, acquired, scene }) => (
                <tr key={scene}>
                  <td>{acquired ? shortTime(acquired).slice(0, 10) : scene}</td>
                  {rsei!.loadings.map((loading, n) => (
                    <td key={n} className="number">
                      {signed(loading, 4)}
                    </td>
                  ))}
                  <td className="number">{percent(rsei!.explained, 2)}</td>
                  <td title={JSON.stringify(rsei!.wetness.coefficients)}>
                    {say(rsei!.wetness.name)} <EvidenceChip evidence={rsei!.wetness.evidence} />
                  </td>
                  <td>
                    {rsei!.temperature ? (
                      <>
                        {said(rsei!.temperature.how)} <EvidenceChip evidence={rsei!.temperature.evidence} />
                      </>
                    ) : (
                      t('ecology.no-temperature')
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="hint">
        <code>{indicator.formula}</code>
      </p>
    </>
  );
}
