import { BellRing } from 'lucide-react';
import { useState } from 'react';
import {
  nextStates,
  type WarningEvidence,
  type WarningRule,
  type WarningState,
} from '#core/bloom/warning-rules.ts';
import type { BloomWarning } from '#core/contract/series.ts';
import { Button } from '../../controls/button.tsx';
import { Chip } from '../../controls/chip.tsx';
import { EmptyState } from '../../controls/empty-state.tsx';
import { Section } from '../../controls/section.tsx';
import { Segmented } from '../../controls/segmented.tsx';
import { SimulatedChip } from '../../controls/simulated-chip.tsx';
import { km2, percent, shortTime } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { attempt } from '../../state/notices.ts';
import { useSeries } from '#renderer/panels/series/state/series.ts';
import { useWritable } from '../../state/session.ts';

const shownAtOnce = 60;
type Shown = 'open' | 'all';

/** What the rules found in the series: issued, verified, lifted, each with its numbers. */
export function WarningsPanel() {
  const { t, say } = useWords();
  const view = useSeries(s => s.warnings);
  const [shown, setShown] = useState<Shown>('open');
  if (!view || view.warnings.length === 0)
    return (
      <EmptyState
        icon={<BellRing size={26} aria-hidden />}
        title={t('warning.none')}
        text={t('warning.none-text')}
      />
    );
  const { rules } = view;
  const some = view.warnings.filter(w => shown === 'all' || (w.state !== 'lifted' && w.holds));
  return (
    <>
      <Section title={t('warning.list')}>
        <Segmented
          label={t('warning.show')}
          value={shown}
          choices={(['open', 'all'] as const).map(value => ({ value, label: t(`warning.show-${value}`) }))}
          onChange={setShown}
        />
        {some.length === 0 && <p className="hint">{t('warning.none-open')}</p>}
        <ul className="warning-list" aria-label={t('warning.list')}>
          {some.slice(0, shownAtOnce).map(w => (
            <WarningCard key={w.id} warning={w} name={nameOf(w.rule)} />
          ))}
        </ul>
        {some.length > shownAtOnce && (
          <p className="hint">{t('warning.more', { n: some.length - shownAtOnce })}</p>
        )}
      </Section>
      <Section title={t('warning.rules')}>
        <ul className="files">
          {rules.rules.map(rule => (
            <li key={rule.id}>
              <span>{say(rule.name)}</span>
              <small>{t(`warning.kind-${rule.kind}`, limitsOf(rule))}</small>
            </li>
          ))}
        </ul>
        <p className="hint">
          {say(rules.note)} ({rules.version}){' '}
          {rules.evidence === 'to-confirm' && <Chip look="warning">{t('common.to-confirm')}</Chip>}
        </p>
      </Section>
    </>
  );

  function nameOf(rule: string): string {
    const found = rules.rules.find(r => r.id === rule);
    return found ? say(found.name) : rule;
  }
}

/** Numbers of a rule as its sentence shows them. */
const noLimits = {
  level: '',
  by: '',
  fromLevel: '',
  areaKm2: '',
  count: '',
  maxGapDays: '',
  dates: '',
  p: '',
};

const limitsOf = (rule: WarningRule) => ({
  ...noLimits,
  ...rule,
  share: 'share' in rule ? percent(rule.share, 0) : '',
  cellsPerLitre: 'cellsPerLitre' in rule ? rule.cellsPerLitre.toExponential(1) : '',
});

const looks = { issued: 'danger', verified: 'warning', lifted: 'plain' } as const;

function WarningCard({ warning, name }: { warning: BloomWarning; name: string }) {
  const { t } = useWords();
  const writable = useWritable();
  const [next, setNext] = useState<WarningState | null>(null);
  const [why, setWhy] = useState('');
  const { zone, since, until, state, history, evidence, holds } = warning;
  const save = () =>
    attempt(async () => {
      await useSeries.getState().setWarning(warning.id, next!, why.trim());
      setNext(null);
      setWhy('');
    });
  return (
    <li className="card">
      <header>
        <strong>
          {zone} · {name}
        </strong>
        <span>
          {warning.simulated && <SimulatedChip />}{' '}
          <Chip look={looks[state]}>{t(`warning.state-${state}`)}</Chip>
        </span>
      </header>
      <p>
        {since === until ? since : `${since} – ${until}`}{' '}
        <small className="muted">{t(holds ? 'warning.holds' : 'warning.over')}</small>
      </p>
      <Evidence evidence={evidence} />
      <ol className="warning-steps">
        {history.map(step => (
          <li key={step.when}>
            {t(`warning.state-${step.state}`)} · {shortTime(step.when)} · {step.who}
            {step.why && ` · ${step.why}`}
          </li>
        ))}
      </ol>
      {next ? (
        <div className="warning-why">
          <input
            className="input"
            aria-label={t('warning.why')}
            placeholder={t('warning.why')}
            value={why}
            maxLength={500}
            onChange={event => setWhy(event.target.value)}
          />
          <Button look="primary" disabled={why.trim() === ''} onClick={() => void save()}>
            {t(`warning.do-${next}`)}
          </Button>
          <Button onClick={() => setNext(null)}>{t('common.cancel')}</Button>
        </div>
      ) : (
        nextStates[state].length > 0 && (
          <div className="buttons">
            {nextStates[state].map(to => (
              <Button key={to} disabled={!writable} onClick={() => setNext(to)}>
                {t(`warning.do-${to}`)}
              </Button>
            ))}
          </div>
        )
      )}
    </li>
  );
}

const lastShown = 3;

function Evidence({ evidence }: { evidence: readonly WarningEvidence[] }) {
  const { t } = useWords();
  return (
    <p className="muted">
      {evidence.length > lastShown && '… '}
      {evidence
        .slice(-lastShown)
        .map(e =>
          e.cellsPerLitre === undefined
            ? `${e.date}: ${km2(e.areaKm2)} km², P ${percent(e.share)}, ${e.level}`
            : `${e.date}: ${e.site} ${t('warning.density', { n: e.cellsPerLitre.toExponential(2) })}`,
        )
        .join('; ')}
    </p>
  );
}
