import { useEffect } from 'react';
import { Segmented } from '../../controls/segmented.tsx';
import { useWords } from '../../language/use-words.ts';
import { useLedger } from '#renderer/panels/redline/state/ledger.ts';
import { attempt } from '../../state/notices.ts';
import { redlineViews, useRedline } from '#renderer/panels/redline/state/redline.ts';
import { LedgerPanel } from './ledger-panel.tsx';
import { RedlinePanel } from './redline-panel.tsx';

const panels = { change: RedlinePanel, ledger: LedgerPanel };

/** The redline task: what changed between two dates, and the ledger of suspected patches. */
export function RedlineTask() {
  const { t } = useWords();
  const view = useRedline(s => s.view);
  const total = useLedger(s => s.total);
  useEffect(() => {
    void attempt(() => useLedger.getState().load());
  }, []);
  const Panel = panels[view];
  return (
    <>
      <div className="bloom-views">
        <Segmented
          label={t('redline.view')}
          value={view}
          choices={redlineViews.map(value => ({
            value,
            label: t(`redline.view-${value}`) + (value === 'ledger' && total > 0 ? ` ${total}` : ''),
          }))}
          onChange={value => useRedline.setState({ view: value })}
        />
      </div>
      <Panel />
    </>
  );
}
