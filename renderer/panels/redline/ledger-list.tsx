import type { KeyboardEvent, MouseEvent } from 'react';
import { activityNames, stateNames, trendNames, type LedgerShape } from '#core/redline/ledger.ts';
import { Chip } from '../../controls/chip.tsx';
import { VirtualRows } from '../../controls/virtual-rows.tsx';
import { smallArea } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { activityKeys, stateKeys, useLedger } from '#renderer/panels/redline/state/ledger.ts';
import { attempt } from '../../state/notices.ts';
import { useWritable } from '../../state/session.ts';

const rowHeight = 44;
export const stateLooks = {
  suspected: 'plain',
  'to-check': 'warning',
  confirmed: 'danger',
  unfounded: 'plain',
  rectifying: 'warning',
  closed: 'plain',
} as const;

/** The entries. Arrows move, Space chooses, Shift extends; digits and letters set activity and state of the chosen. */
export function LedgerList() {
  const { t } = useWords();
  const writable = useWritable();
  const { entries, chosen, cursorId } = useLedger();
  const { move, toggle, chooseAll, change, step } = useLedger.getState();
  const onKey = (event: KeyboardEvent) => {
    const key = event.key.toLowerCase();
    const taken = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (key === 'a' && (event.ctrlKey || event.metaKey)) {
      taken();
      return chooseAll(chosen.size < entries.length);
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { arrowdown: 1, arrowup: -1, pagedown: 10, pageup: -10 }[key];
    if (by !== undefined) {
      taken();
      return move(by, event.shiftKey);
    }
    if (key === ' ' && cursorId !== null) {
      taken();
      return toggle(cursorId);
    }
    if (key === 'escape') return chooseAll(false);
    if (!writable) return;
    if (activityKeys[key]) {
      taken();
      return void attempt(() => change({ activity: activityKeys[key] }));
    }
    if (stateKeys[key]) {
      taken();
      return void attempt(() => step(stateKeys[key]));
    }
  };
  return (
    <div
      className="ledger-list"
      data-testid="ledger"
      tabIndex={0}
      role="group"
      aria-label={t('ledger.list')}
      onKeyDown={onKey}
    >
      <VirtualRows label={t('ledger.list')} rows={entries} rowHeight={rowHeight} keyOf={entry => entry.id}>
        {entry => <Row entry={entry} chosen={chosen.has(entry.id)} current={entry.id === cursorId} />}
      </VirtualRows>
      <p className="hint">{t('ledger.keys')}</p>
    </div>
  );
}

function Row({ entry, chosen, current }: { entry: LedgerShape; chosen: boolean; current: boolean }) {
  const { say } = useWords();
  const { go, toggle, move } = useLedger.getState();
  const onClick = (event: MouseEvent) => {
    if (event.shiftKey) {
      const { entries, cursorId } = useLedger.getState();
      const at = (id: number | null) => entries.findIndex(e => e.id === id);
      return move(at(entry.id) - Math.max(0, at(cursorId)), true);
    }
    if (event.ctrlKey || event.metaKey) return toggle(entry.id);
    go(entry.id);
  };
  return (
    <div
      className={`ledger-row${current ? ' is-chosen' : ''}`}
      data-number={entry.number}
      data-state={entry.state}
      onClick={onClick}
    >
      <input
        type="checkbox"
        aria-label={entry.number}
        checked={chosen}
        onChange={() => toggle(entry.id)}
        onClick={event => event.stopPropagation()}
      />
      <span className="ledger-what">
        <strong>{entry.number}</strong>
        <small>
          {entry.zone} · {smallArea(entry.areaM2)} · {say(trendNames[entry.trend])}
          {entry.photos > 0 && ` · ▣ ${entry.photos}`}
        </small>
      </span>
      <span className="ledger-state">
        <Chip look={stateLooks[entry.state]}>{say(stateNames[entry.state])}</Chip>
        <small>{entry.activity ? say(activityNames[entry.activity]) : '–'}</small>
      </span>
    </div>
  );
}
