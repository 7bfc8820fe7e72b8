import { Printer } from 'lucide-react';
import type { RedlineResult, RedlineZone } from '#core/redline/redline-result.ts';
import type { Assessment } from '#core/review/assessment.ts';
import { Button } from '../../controls/button.tsx';
import { Section } from '../../controls/section.tsx';
import { SimulatedChip } from '../../controls/simulated-chip.tsx';
import { Warnings } from '../../controls/warnings.tsx';
import { fixed, km2, percent, signed, smallArea } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { useSession } from '../../state/session.ts';
import { PatchList } from './patch-list.tsx';

/** Vegetation of each zone on both dates, and the patches. */
export function RedlineResultView({ assessment }: { assessment: Assessment }) {
  const { t } = useWords();
  const { result } = assessment;
  if (result.kind !== 'redline') return null;
  const title = (
    <>
      {t('redline.result')} {result.recipe.simulated && <SimulatedChip />}
    </>
  );
  return (
    <>
      <Section
        title={title}
        actions={
          <Button
            look="quiet"
            icon={<Printer size={14} />}
            onClick={() => useSession.getState().setTask('sheet')}
          >
            {t('sheet.make')}
          </Button>
        }
      >
        <div className="result" data-testid="redline-result">
          <p className="result-name">
            <strong>{assessment.name}</strong>
            <small>
              {result.options.method !== 'classes' &&
                `${t('redline.above', { measure: result.measure, threshold: result.threshold })} `}
              {result.endmembers &&
                t('redline.endmembers', {
                  soil: fixed(result.endmembers.soil, 3),
                  vegetation: fixed(result.endmembers.vegetation, 3),
                })}
            </small>
          </p>
          {result.zones.map(zone => (
            <ZoneCard key={zone.zone} zone={zone} result={result} />
          ))}
          <Warnings lines={result.recipe.warnings} />
        </div>
      </Section>
      <PatchList assessmentId={assessment.id} result={result} />
    </>
  );
}

function ZoneCard({ zone, result }: { zone: RedlineZone; result: RedlineResult }) {
  const { t, named, said } = useWords();
  return (
    <div className="card">
      <header>
        <strong>{zone.zone}</strong>
        <span className="muted">{km2(zone.areaKm2)} km²</span>
      </header>
      {zone.problem ? (
        <p className="warn">
          {named(`errors.${zone.problem.code}`, zone.problem.code)}: {said(zone.problem.message)}
        </p>
      ) : (
        <>
          {result.endmembers && (
            <table className="table">
              <thead>
                <tr>
                  <th />
                  <th className="number">{t('redline.before')}</th>
                  <th className="number">{t('redline.after')}</th>
                  <th className="number">{t('redline.change')}</th>
                </tr>
              </thead>
              <tbody>
                <tr>
                  <td>NDVI</td>
                  <td className="number">{fixed(zone.before.ndviMean, 3)}</td>
                  <td className="number">{fixed(zone.after.ndviMean, 3)}</td>
                  <td className={changeClass(zone.ndviChange)}>{signed(zone.ndviChange, 3)}</td>
                </tr>
                <tr>
                  <td title={t('redline.fvc-long')}>FVC</td>
                  <td className="number">{percent(zone.before.fvcMean)}</td>
                  <td className="number">{percent(zone.after.fvcMean)}</td>
                  <td className={changeClass(zone.fvcChange)}>
                    {zone.fvcChange === null
                      ? '–'
                      : `${signed(zone.fvcChange * 100, 1)} ${t('redline.points')}`}
                  </td>
                </tr>
                <tr>
                  <td>{t('bloom.valid-share')}</td>
                  <td className="number">{percent(zone.before.validShare)}</td>
                  <td className="number">{percent(zone.after.validShare)}</td>
                  <td />
                </tr>
              </tbody>
            </table>
          )}
          <dl className="numbers">
            {result.options.method === 'index' && (
              <>
                <dt>{t('redline.loss-area')}</dt>
                <dd className={zone.lossAreaM2 > 0 ? 'danger' : undefined}>{smallArea(zone.lossAreaM2)}</dd>
              </>
            )}
            <dt>{t(result.options.method === 'index' ? 'redline.gain-area' : 'redline.changed-area')}</dt>
            <dd>{smallArea(zone.gainAreaM2)}</dd>
            <dt>{t('redline.patches')}</dt>
            <dd data-testid="zone-patches">{zone.patchCount}</dd>
            <dt>{t('redline.compared')}</dt>
            <dd>{km2(zone.comparedAreaKm2)} km²</dd>
          </dl>
        </>
      )}
    </div>
  );
}

const changeClass = (change: number | null) => (change !== null && change < 0 ? 'number danger' : 'number');
