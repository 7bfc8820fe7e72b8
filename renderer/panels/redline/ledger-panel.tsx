import { Redo2, Undo2, Upload } from 'lucide-react';
import { Button, IconButton } from '../../controls/button.tsx';
import { EmptyState } from '../../controls/empty-state.tsx';
import { Section } from '../../controls/section.tsx';
import { activities, activityNames, ledgerStates, stateNames, trendNames } from '#core/redline/ledger.ts';
import { patchTrends } from '#core/redline/redline-result.ts';
import type { LedgerFilter } from '#core/contract/ledger-calls.ts';
import { useWords } from '../../language/use-words.ts';
import { useHistory } from '../../state/history.ts';
import { useLedger } from '#renderer/panels/redline/state/ledger.ts';
import { attempt } from '../../state/notices.ts';
import { pickPaths } from '../../state/pick-paths.ts';
import { useWritable } from '../../state/session.ts';
import { LedgerBulk } from './ledger-bulk.tsx';
import { LedgerCard } from './ledger-card.tsx';
import { LedgerList } from './ledger-list.tsx';
import { LedgerReturned } from './ledger-returned.tsx';

/** The ledger: filter, list with keyboard, what is done with the chosen, and the one that is looked at. */
export function LedgerPanel() {
  const { t } = useWords();
  const { entries, total, cursorId, returned } = useLedger();
  const entry = entries.find(e => e.id === cursorId);
  if (returned) return <LedgerReturned path={returned.path} result={returned.result} />;
  return (
    <>
      <Section title={t('ledger.title', { shown: entries.length, total })} actions={<Actions />}>
        <Filter />
        {total === 0 ? (
          <EmptyState title={t('ledger.empty')} text={t('ledger.empty-text')} />
        ) : (
          <LedgerList />
        )}
      </Section>
      {entries.length > 0 && <LedgerBulk />}
      {entry && <LedgerCard key={entry.id} entry={entry} />}
    </>
  );
}

function Actions() {
  const { t } = useWords();
  const writable = useWritable();
  const { undo, redo, step } = useHistory();
  const bringBack = () =>
    attempt(async () => {
      const paths = await pickPaths('table');
      if (paths) await useLedger.getState().look(paths[0]);
    });
  return (
    <>
      <IconButton
        label={t('plots.undo')}
        disabled={undo === null || !writable}
        onClick={() => void attempt(() => step('undo'))}
      >
        <Undo2 size={14} />
      </IconButton>
      <IconButton
        label={t('plots.redo')}
        disabled={redo === null || !writable}
        onClick={() => void attempt(() => step('redo'))}
      >
        <Redo2 size={14} />
      </IconButton>
      <Button look="quiet" icon={<Upload size={14} />} disabled={!writable} onClick={() => void bringBack()}>
        {t('ledger.bring-back')}
      </Button>
    </>
  );
}

function Filter() {
  const { t, say } = useWords();
  const { filter, zones, setFilter } = useLedger();
  const select = (key: keyof LedgerFilter, label: string, choices: [string, string][]) => (
    <select
      className="input"
      aria-label={label}
      value={filter[key] ?? ''}
      onChange={event =>
        void attempt(() => setFilter({ [key]: event.target.value || undefined } as Partial<LedgerFilter>))
      }
    >
      <option value="">{label}</option>
      {choices.map(([value, name]) => (
        <option key={value} value={value}>
          {name}
        </option>
      ))}
    </select>
  );
  return (
    <div className="ledger-filter">
      {select(
        'state',
        t('ledger.state'),
        ledgerStates.map(s => [s, say(stateNames[s])]),
      )}
      {select(
        'zone',
        t('zones.zone'),
        zones.map(z => [z, z]),
      )}
      {select('activity', t('ledger.activity'), [
        ['none', t('ledger.no-activity')],
        ...activities.map((a): [string, string] => [a, say(activityNames[a])]),
      ])}
      {select(
        'trend',
        t('ledger.trend'),
        patchTrends.map(x => [x, say(trendNames[x])]),
      )}
      <input
        className="input"
        type="search"
        aria-label={t('ledger.find')}
        placeholder={t('ledger.find')}
        defaultValue={filter.text ?? ''}
        onKeyDown={event => {
          if (event.key === 'Enter') void attempt(() => setFilter({ text: event.currentTarget.value }));
        }}
        onBlur={event => {
          if (event.target.value !== (filter.text ?? ''))
            void attempt(() => setFilter({ text: event.target.value }));
        }}
      />
    </div>
  );
}
