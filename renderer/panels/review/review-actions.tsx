import { useState } from 'react';
import type { ReviewAction } from '#core/review/states.ts';
import type { ReviewDetail } from '#core/contract/review-calls.ts';
import { Button } from '../../controls/button.tsx';
import { Chip } from '../../controls/chip.tsx';
import { Field } from '../../controls/field.tsx';
import { TextField } from '../../controls/text-field.tsx';
import { Section } from '../../controls/section.tsx';
import { SimulatedChip } from '../../controls/simulated-chip.tsx';
import { useWords } from '../../language/use-words.ts';
import { attempt, showNotice } from '../../state/notices.ts';
import { useReview } from '#renderer/panels/review/state/review.ts';
import { ApprovalFacts, ReviewSteps } from './approval-facts.tsx';

/** State, number and names; the steps that can be taken, or why they cannot. */
export function ReviewActions({ detail }: { detail: ReviewDetail }) {
  const { t } = useWords();
  const { assessment, steps, workers } = detail;
  const { state, approval, name, result } = assessment;
  return (
    <Section
      title={
        <>
          {name} <Chip look={state === 'approved' ? 'accent' : 'plain'}>{t(`state.${state}`)}</Chip>{' '}
          {result.recipe.simulated && <SimulatedChip />}
        </>
      }
    >
      {approval && (
        <dl className="numbers" data-testid="approval">
          <ApprovalFacts approval={approval} />
        </dl>
      )}
      <p className="hint">{t('review.workers', { names: workers.join('、') })}</p>
      <ReviewSteps steps={steps} />
      <Steps detail={detail} />
    </Section>
  );
}

const byState: Record<string, readonly ReviewAction[]> = {
  draft: ['submit'],
  returned: ['submit'],
  submitted: ['approve', 'return', 'withdraw'],
  approved: ['supersede'],
  superseded: [],
};

function Steps({ detail }: { detail: ReviewDetail }) {
  const { t, said } = useWords();
  const { busy, act } = useReview();
  const [why, setWhy] = useState('');
  const [issuedBy, setIssuedBy] = useState('');
  const { may, others, assessment } = detail;
  const candidates = others.filter(o => o.state === 'approved');
  const [byId, setById] = useState<number | null>(null);
  // Taking back is for who submitted; nobody else is told of it.
  const actions = byState[assessment.state].filter(action => action !== 'withdraw' || may.withdraw === null);
  if (actions.length === 0) return null;
  const open = detail.comments.filter(c => !c.resolved).length;
  const needsWhy = (action: ReviewAction) => action === 'return' || action === 'supersede';
  const chosen = byId ?? candidates[0]?.id ?? null;
  const blocked = (action: ReviewAction) =>
    may[action] !== null ||
    busy ||
    (needsWhy(action) && why.trim() === '') ||
    (action === 'approve' && open > 0) ||
    (action === 'supersede' && chosen === null);
  const take = (action: ReviewAction) =>
    attempt(async () => {
      const given = { assessmentId: assessment.id, why: why.trim() };
      if (action === 'approve')
        await act('review.approve', { ...given, ...(issuedBy.trim() ? { issuedBy: issuedBy.trim() } : {}) });
      else if (action === 'supersede') await act('review.supersede', { ...given, byId: chosen! });
      else await act(`review.${action}`, given);
      setWhy('');
      showNotice('done', `review.done-${action}`);
    });
  const reasons = [...new Set(actions.map(action => may[action]).filter(reason => reason !== null))];
  return (
    <>
      <Field label={t('review.why')}>
        <textarea
          className="input"
          rows={2}
          maxLength={2000}
          placeholder={t('review.why-hint')}
          value={why}
          onChange={event => setWhy(event.target.value)}
        />
      </Field>
      {may.approve === null && (
        <TextField
          label={t('review.issuedBy')}
          maxLength={40}
          placeholder={t('review.issued-hint')}
          value={issuedBy}
          onChange={setIssuedBy}
        />
      )}
      {actions.includes('supersede') && candidates.length > 0 && (
        <Field label={t('review.by-which')}>
          <select
            className="input"
            value={chosen ?? ''}
            onChange={event => setById(Number(event.target.value))}
          >
            {candidates.map(o => (
              <option key={o.id} value={o.id}>{`${o.number} ${o.name}`}</option>
            ))}
          </select>
        </Field>
      )}
      <div className="buttons">
        {actions.map(action => (
          <Button
            key={action}
            look={action === 'submit' || action === 'approve' ? 'primary' : 'plain'}
            disabled={blocked(action)}
            title={may[action] ? said(may[action]) : undefined}
            onClick={() => void take(action)}
          >
            {t(`review.do-${action}`)}
          </Button>
        ))}
      </div>
      {open > 0 && may.approve === null && (
        <p className="hint">{t('review.resolve-first', { count: open })}</p>
      )}
      {reasons.map(reason => (
        <p className="hint" key={reason}>
          {said(reason)}
        </p>
      ))}
    </>
  );
}
