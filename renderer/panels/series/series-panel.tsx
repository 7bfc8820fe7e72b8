import { Play, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { SeriesHead } from '#core/contract/series.ts';
import { Button, IconButton } from '../../controls/button.tsx';
import { EmptyState } from '../../controls/empty-state.tsx';
import { JobProgress } from '../../controls/job-progress.tsx';
import { Section } from '../../controls/section.tsx';
import { useWords } from '../../language/use-words.ts';
import { confirmed } from '../../state/dialogs.ts';
import { attempt } from '../../state/notices.ts';
import { useSeries } from '#renderer/panels/series/state/series.ts';
import { useWritable } from '../../state/session.ts';
import { SeriesForm } from './series-form.tsx';
import { SeriesView } from './series-view.tsx';

/** Series of the workspace: make one of a folder, bring it up to date, look at it. */
export function SeriesPanel() {
  const { t } = useWords();
  const writable = useWritable();
  const { heads, openId, result, running } = useSeries();
  const [making, setMaking] = useState(false);
  const head = heads.find(h => h.id === openId);
  const form = <SeriesForm onMade={() => setMaking(false)} onClose={() => setMaking(false)} />;
  if (heads.length === 0 && !making && running === null)
    return (
      <EmptyState title={t('series.none')} text={t('series.none-text')}>
        <Button look="primary" icon={<Plus size={14} />} disabled={!writable} onClick={() => setMaking(true)}>
          {t('series.new')}
        </Button>
      </EmptyState>
    );
  return (
    <>
      {making ? (
        form
      ) : (
        <Section
          title={t('series.list')}
          actions={
            <Button
              look="quiet"
              icon={<Plus size={14} />}
              disabled={!writable || running !== null}
              onClick={() => setMaking(true)}
            >
              {t('series.new')}
            </Button>
          }
        >
          <ul className="list list-short" aria-label={t('series.list')}>
            {heads.map(h => (
              <SeriesRow key={h.id} head={h} active={h.id === openId} />
            ))}
          </ul>
        </Section>
      )}
      {running !== null && (
        <div className="panel-action">
          <JobProgress calls={['series.run']} />
        </div>
      )}
      {head && result && <SeriesView head={head} result={result} />}
    </>
  );
}

function SeriesRow({ head, active }: { head: SeriesHead; active: boolean }) {
  const { t } = useWords();
  const writable = useWritable();
  const { running, run, open, remove } = useSeries();
  const ask = async () => {
    const question = {
      title: t('series.remove'),
      text: t('series.remove-text', { name: head.name }),
      action: t('common.remove'),
    };
    if (await confirmed(question)) await attempt(() => remove(head.id));
  };
  const update = () => attempt(() => (active ? run(head.id) : open(head.id).then(() => run(head.id))));
  return (
    <li className={active ? 'row is-active' : 'row'}>
      <button
        type="button"
        className="row-main"
        aria-current={active}
        title={head.folder}
        onClick={() => void attempt(() => open(head.id))}
      >
        <span className="clip">{head.name}</span>
        <small>
          {t('series.counts', { n: head.scenes })}
          {head.first && ` · ${head.first} – ${head.last}`}
          {head.skipped > 0 && ` · ${t('series.skipped-n', { n: head.skipped })}`}
        </small>
      </button>
      <IconButton
        label={t('series.run', { name: head.name })}
        disabled={!writable || running !== null}
        onClick={() => void update()}
      >
        <Play size={14} />
      </IconButton>
      <IconButton
        label={t('series.remove-one', { name: head.name })}
        disabled={!writable || running !== null}
        onClick={() => void ask()}
      >
        <Trash2 size={14} />
      </IconButton>
    </li>
  );
}
