import { activityNames, nextLedgerStates, stateNames } from '#core/redline/ledger.ts';
import { Button } from '../../controls/button.tsx';
import { TextField } from '../../controls/text-field.tsx';
import { Section } from '../../controls/section.tsx';
import { useWords } from '../../language/use-words.ts';
import { activityKeys, stateKeys, targets, useLedger } from '#renderer/panels/redline/state/ledger.ts';
import { attempt, showNotice } from '../../state/notices.ts';
import { useWritable } from '../../state/session.ts';
import { FieldList } from './field-list.tsx';

/** What is done with the chosen entries at once. */
export function LedgerBulk() {
  const { t, say } = useWords();
  const writable = useWritable();
  const ledger = useLedger();
  const { entries, why, setWhy, change, step } = ledger;
  const ids = new Set(targets(ledger));
  const some = entries.filter(e => ids.has(e.id));
  const none = some.length === 0 || !writable;
  const steps = Object.entries(stateKeys).map(([key, state]) => ({
    key: key.toUpperCase(),
    state,
    possible: some.length > 0 && some.every(e => nextLedgerStates[e.state].includes(state)),
  }));
  const said = (work: () => Promise<number>) =>
    attempt(async () => showNotice('done', 'ledger.changed', { count: await work() }));
  return (
    <Section title={t('ledger.chosen', { count: some.length })}>
      <div className="buttons wrap" role="group" aria-label={t('ledger.activity')}>
        {Object.entries(activityKeys).map(([key, activity]) => (
          <Button
            key={activity}
            disabled={none}
            title={key}
            onClick={() => void said(() => change({ activity }))}
          >
            {key} {say(activityNames[activity])}
          </Button>
        ))}
      </div>
      <TextField
        label={t('ledger.why')}
        hint={t('ledger.why-hint')}
        aria-label={t('ledger.why')}
        value={why}
        maxLength={500}
        onChange={setWhy}
      />
      <div className="buttons wrap" role="group" aria-label={t('ledger.state')}>
        {steps.map(({ key, state, possible }) => (
          <Button
            key={state}
            disabled={none || !possible}
            title={key}
            onClick={() => void said(() => step(state))}
          >
            {key} {say(stateNames[state])}
          </Button>
        ))}
      </div>
      <FieldList />
    </Section>
  );
}
