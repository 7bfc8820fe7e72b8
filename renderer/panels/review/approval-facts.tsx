import type { Approval } from '#core/review/approval.ts';
import type { ReviewStep } from '#core/review/states.ts';
import { shortTime } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';

/** Number, date and names of an approval, as terms of a list. */
export function ApprovalFacts({ approval }: { approval: Approval }) {
  const { t } = useWords();
  return (
    <>
      <dt>{t('review.number')}</dt>
      <dd>{approval.number}</dd>
      <dt>{t('sheet.date')}</dt>
      <dd>{approval.date}</dd>
      <dt>{t('sheet.preparedBy')}</dt>
      <dd>{approval.preparedBy}</dd>
      <dt>{t('sheet.reviewedBy')}</dt>
      <dd>{approval.reviewedBy}</dd>
      <dt>{t('review.issuedBy')}</dt>
      <dd>{approval.issuedBy}</dd>
      {approval.supersededBy && (
        <>
          <dt>{t('review.superseded-by')}</dt>
          <dd>{`${approval.supersededBy.number} · ${approval.supersededBy.why}`}</dd>
        </>
      )}
    </>
  );
}

/** What was done with an assessment, when, by whom and why. */
export function ReviewSteps({ steps }: { steps: readonly ReviewStep[] }) {
  const { t } = useWords();
  return (
    <ol className="warning-steps" aria-label={t('review.steps')}>
      {steps.map(step => (
        <li key={step.id}>
          {[t(`review.did-${step.action}`), shortTime(step.time), step.who, step.why]
            .filter(Boolean)
            .join(' · ')}
        </li>
      ))}
    </ol>
  );
}
