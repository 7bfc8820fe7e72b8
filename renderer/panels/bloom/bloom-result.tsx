import { Printer } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { ruleName } from '#core/foundation/rules.ts';
import { ReasonTable } from './reason-table.tsx';
import type { BloomZone } from '#core/bloom/bloom-result.ts';
import type { Assessment } from '#core/review/assessment.ts';
import { Button } from '../../controls/button.tsx';
import { Chip } from '../../controls/chip.tsx';
import { GradeChip } from '../../controls/grade-chip.tsx';
import { Section } from '../../controls/section.tsx';
import { GroundSummaries } from '../../controls/ground-summaries.tsx';
import { SimulatedChip } from '../../controls/simulated-chip.tsx';
import { Warnings } from '../../controls/warnings.tsx';
import { fixed, km2, percent } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { useSession } from '../../state/session.ts';
import { ZoneFindings } from './zone-findings.tsx';

/** What was saved: areas, shares, grades and where the grades come from. */
export function BloomResultView({ assessment }: { assessment: Assessment }) {
  const { t } = useWords();
  const { id, result } = assessment;
  const top = useRef<HTMLDivElement>(null);
  // What was just saved stands at the end of a long panel: bring it into view.
  useEffect(() => {
    top.current?.scrollIntoView({ block: 'start' });
  }, [id]);
  if (result.kind !== 'bloom') return null;
  const title = (
    <>
      {t('bloom.result')} {result.recipe.simulated && <SimulatedChip />}
    </>
  );
  return (
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
      <div ref={top} data-testid="bloom-result" className="result">
        <p className="result-name">
          <strong>{assessment.name}</strong>
          <small>
            {result.index} &gt; {result.threshold} · {t(`bloom.method-${result.thresholdMethod}`)}
          </small>
        </p>
        {result.zones.map(zone => (
          <ZoneResult key={zone.zone} zone={zone} />
        ))}
        <ReasonTable zones={result.zones} />
        {result.ground && <GroundSummaries ground={result.ground} />}
        <Warnings lines={result.recipe.warnings} />
      </div>
    </Section>
  );
}

function ZoneResult({ zone }: { zone: BloomZone }) {
  const { t, said, language } = useWords();
  const { sensitivity } = zone;
  return (
    <div className="card">
      <header>
        <strong>{zone.zone}</strong>
        {zone.grade ? (
          <GradeChip grade={zone.grade} />
        ) : (
          <Chip look="warning">{t('finding.not-assessable')}</Chip>
        )}
      </header>
      <dl className="numbers">
        <dt>{t('bloom.area')}</dt>
        <dd>
          {km2(zone.bloomAreaKm2)} km²{' '}
          {zone.uncertainty && (
            <small title={t('bloom.uncertainty-long')}>± {km2(zone.uncertainty.totalKm2)} </small>
          )}
          <small>
            {t('bloom.sensitivity', {
              low: km2(sensitivity.lowerKm2),
              high: km2(sensitivity.upperKm2),
              delta: sensitivity.delta,
            })}
          </small>
        </dd>
        <dt>{t('bloom.share')}</dt>
        <dd>{percent(zone.bloomShare)}</dd>
        <dt>{t('bloom.valid-share')}</dt>
        <dd>{percent(zone.validShare)}</dd>
        {zone.corrections && (
          <>
            <dt>{t('correction.effect')}</dt>
            <dd data-testid="correction-effect">
              {t('correction.effect-text', {
                count: zone.corrections.count,
                added: km2(zone.corrections.addedKm2),
                removed: km2(zone.corrections.removedKm2),
              })}
            </dd>
          </>
        )}
        <dt>{t('bloom.mean')}</dt>
        <dd>{fixed(zone.mean, 4)}</dd>
        {zone.grade && (
          <>
            <dt>{t('bloom.rule')}</dt>
            <dd>
              {ruleName({ id: zone.grade.rule, name: zone.grade.ruleName }, language)}{' '}
              <small>{t(`evidence.${zone.grade.evidence}`)}</small>
            </dd>
          </>
        )}
        {!zone.grade && (zone.gradeReason || zone.problem) && (
          <>
            <dt>{t('bloom.why')}</dt>
            <dd>{said(zone.problem?.message ?? zone.gradeReason ?? '')}</dd>
          </>
        )}
      </dl>
      <ZoneFindings zone={zone} />
    </div>
  );
}
