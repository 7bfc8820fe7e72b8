import { stateNames, trendNames, type LedgerShape } from '#core/redline/ledger.ts';
import { Field } from '../../controls/field.tsx';
import { Section } from '../../controls/section.tsx';
import { SimulatedChip } from '../../controls/simulated-chip.tsx';
import { fixed, percent, shortTime, smallArea } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { useLedger } from '#renderer/panels/redline/state/ledger.ts';
import { attempt } from '../../state/notices.ts';
import { useWritable } from '../../state/session.ts';
import { LedgerPhotos } from './ledger-photos.tsx';
import { PatchChips } from './patch-chips.tsx';

/** One entry: both dates, where it is, what is known, and every step with who and why. */
export function LedgerCard({ entry }: { entry: LedgerShape }) {
  const { t, say } = useWords();
  const classes = entry.classBefore ? `${entry.classBefore} → ${entry.classAfter}` : null;
  return (
    <Section
      title={
        <>
          {entry.number} {entry.simulated && <SimulatedChip />}
        </>
      }
    >
      <div data-testid="ledger-card">
        <PatchChips ask={{ entryId: entry.id }} />
        <dl className="numbers">
          <dt>{t('zones.zone')}</dt>
          <dd>{[entry.zone, entry.zoneCode, entry.regionCode].filter(Boolean).join(' · ')}</dd>
          <dt>{t('redline.patch-area')}</dt>
          <dd>{smallArea(entry.areaM2)}</dd>
          <dt>{t('redline.inside')}</dt>
          <dd>
            {smallArea(entry.overlapM2)} ({percent(entry.overlapM2 / entry.areaM2)})
          </dd>
          <dt>{t('ledger.trend')}</dt>
          <dd>{say(trendNames[entry.trend])}</dd>
          <dt>{t('redline.change')}</dt>
          <dd>{classes ?? fixed(entry.meanChange, 3)}</dd>
          <dt>{t('ledger.place')}</dt>
          <dd>
            {entry.lon.toFixed(6)}, {entry.lat.toFixed(6)}
          </dd>
          <dt>{t('redline.dates')}</dt>
          <dd>
            {entry.beforeDate ?? '?'} – {entry.afterDate ?? '?'}
          </dd>
          <dt>{t('ledger.resolution')}</dt>
          <dd>{entry.resolutionM === null ? '–' : `${fixed(entry.resolutionM, 1)} m`}</dd>
        </dl>
        <Fields entry={entry} />
        {entry.photos > 0 && <LedgerPhotos key={`${entry.id} ${entry.photos}`} entryId={entry.id} />}
        <ol className="warning-steps" aria-label={t('ledger.history')}>
          {entry.history.map((step, i) => (
            <li key={`${step.when} ${i}`}>
              {say(stateNames[step.state])} · {shortTime(step.when)} · {step.who}
              {step.why && ` · ${step.why}`}
            </li>
          ))}
        </ol>
      </div>
    </Section>
  );
}

const fields = ['interpreter', 'checker', 'regionCode', 'zoneCode', 'note'] as const;

/** Taken over on leaving the field. */
function Fields({ entry }: { entry: LedgerShape }) {
  const { t } = useWords();
  const writable = useWritable();
  const save = (key: (typeof fields)[number] | 'checkDate', value: string) => {
    const now = entry[key] ?? '';
    if (value.trim() === now) return;
    const changes = { [key]: key === 'checkDate' && value === '' ? null : value.trim() };
    // Of this entry, whatever is chosen.
    useLedger.setState({ chosen: new Set(), cursorId: entry.id });
    void attempt(() => useLedger.getState().change(changes));
  };
  return (
    <>
      {fields.map(key => (
        <Field key={key} label={t(`ledger.field-${key}`)}>
          <input
            className="input"
            key={entry[key]}
            aria-label={t(`ledger.field-${key}`)}
            defaultValue={entry[key]}
            disabled={!writable}
            maxLength={key === 'note' ? 2000 : 40}
            onBlur={event => save(key, event.target.value)}
            onKeyDown={event => event.key === 'Enter' && event.currentTarget.blur()}
          />
        </Field>
      ))}
      <Field label={t('ledger.field-checkDate')}>
        <input
          className="input"
          type="date"
          key={entry.checkDate ?? ''}
          aria-label={t('ledger.field-checkDate')}
          defaultValue={entry.checkDate ?? ''}
          disabled={!writable}
          onBlur={event => save('checkDate', event.target.value)}
        />
      </Field>
    </>
  );
}
