import { FileCheck2 } from 'lucide-react';
import { Button } from '../../controls/button.tsx';
import { Chip } from '../../controls/chip.tsx';
import { EmptyState } from '../../controls/empty-state.tsx';
import { Section } from '../../controls/section.tsx';
import { Segmented } from '../../controls/segmented.tsx';
import { km2, shortTime, smallArea } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { useDialogs } from '../../state/dialogs.ts';
import { attempt } from '../../state/notices.ts';
import { usePeople } from '../../state/people.ts';
import { inboxStates, useReview } from '#renderer/panels/review/state/review.ts';
import { PackSection } from './pack-section.tsx';
import { ReceivedSection } from './received-section.tsx';
import { ReviewActions } from './review-actions.tsx';
import { ReviewBasis } from './review-basis.tsx';
import { ReviewChecks } from './review-checks.tsx';
import { ReviewComments } from './review-comments.tsx';
import { ReviewCompare } from './review-compare.tsx';
import { ReviewPatches } from './review-patches.tsx';

/** The review desk: what waits in which state, and everything about the one that is looked at. */
export function ReviewPanel() {
  const { t } = useWords();
  const { entries, detail, view, set } = useReview();
  if (entries.length === 0)
    return (
      <>
        <EmptyState
          icon={<FileCheck2 size={26} aria-hidden />}
          title={t('review.none')}
          text={t('review.none-text')}
        />
        <ReceivedSection />
      </>
    );
  return (
    <>
      <Inbox />
      {detail && (
        <div className="review-detail" data-testid="review-detail">
          <ReviewActions key={detail.assessment.id} detail={detail} />
          <div className="review-views">
            <Segmented
              label={t('review.view')}
              value={view}
              choices={(['map', 'sheet'] as const).map(value => ({
                value,
                label: t(`review.view-${value}`),
              }))}
              onChange={value => set({ view: value })}
            />
          </div>
          <ReviewChecks detail={detail} />
          <ReviewPatches detail={detail} />
          <ReviewComments detail={detail} />
          <ReviewCompare detail={detail} />
          <ReviewBasis detail={detail} />
          {detail.assessment.approval && <PackSection assessmentId={detail.assessment.id} />}
        </div>
      )}
      <ReceivedSection />
    </>
  );
}

function Inbox() {
  const { t } = useWords();
  const { entries, filter, chosenId, set, choose } = useReview();
  const { people, me } = usePeople();
  const open = useDialogs(s => s.open);
  const shown = entries.filter(e => e.state === filter);
  return (
    <Section title={t('review.inbox')}>
      {(people.length === 0 || me === null) && (
        <p className="hint">
          {t(people.length === 0 ? 'review.no-people' : 'review.not-signed-in')}{' '}
          <Button look="quiet" onClick={() => open({ kind: 'people' })}>
            {t(people.length === 0 ? 'people.set-up' : 'people.sign-in')}
          </Button>
        </p>
      )}
      <div className="segmented review-states" role="radiogroup" aria-label={t('review.state')}>
        {inboxStates.map(state => (
          <button
            key={state}
            type="button"
            role="radio"
            aria-checked={state === filter}
            onClick={() => set({ filter: state })}
          >
            {`${t(`state.${state}`)} ${entries.filter(e => e.state === state).length}`}
          </button>
        ))}
      </div>
      {shown.length === 0 && <p className="hint">{t('review.none-here')}</p>}
      <ul className="list list-short" aria-label={t('review.inbox')}>
        {shown.map(entry => (
          <li key={entry.id} className={entry.id === chosenId ? 'row is-active' : 'row'}>
            <button
              type="button"
              className="row-main"
              aria-current={entry.id === chosenId}
              onClick={() => void attempt(() => choose(entry.id))}
            >
              <span className="clip">{entry.name}</span>
              <small>
                {[
                  entry.approval?.number ?? t(`task.${entry.kind}`),
                  entry.kind === 'bloom' ? `${km2(entry.total)} km²` : smallArea(entry.total),
                  entry.last?.who ?? entry.author,
                  shortTime(entry.last?.time ?? entry.created),
                ].join(' · ')}
              </small>
            </button>
            {entry.openComments > 0 && (
              <Chip look="warning">{t('review.open-comments', { count: entry.openComments })}</Chip>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
