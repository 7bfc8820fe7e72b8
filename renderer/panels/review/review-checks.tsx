import { CircleAlert, CircleCheck, CircleX, RefreshCw } from 'lucide-react';
import type { ReviewDetail } from '#core/contract/review-calls.ts';
import { Button } from '../../controls/button.tsx';
import { JobProgress } from '../../controls/job-progress.tsx';
import { Section } from '../../controls/section.tsx';
import { useWords } from '../../language/use-words.ts';
import { attempt } from '../../state/notices.ts';
import { useReview } from '#renderer/panels/review/state/review.ts';

const icons = { pass: CircleCheck, warn: CircleAlert, fail: CircleX };

/** What the program checked, with what it looked at and its numbers; and the result computed again. */
export function ReviewChecks({ detail }: { detail: ReviewDetail }) {
  const { t, say, said } = useWords();
  return (
    <Section title={t('review.checks')}>
      <ul className="checks" aria-label={t('review.checks')}>
        {detail.checks.map(({ id, outcome, title, looked, found }) => {
          const Icon = icons[outcome];
          return (
            <li key={id} className={`check-${outcome}`} data-check={id} data-outcome={outcome}>
              <Icon size={15} aria-label={t(`review.outcome-${outcome}`)} />
              <div>
                <strong>{say(title)}</strong> <small>{say(looked)}</small>
                {found.map((line, i) => (
                  <p key={i}>{said(say(line))}</p>
                ))}
              </div>
            </li>
          );
        })}
      </ul>
      <Rerun />
    </Section>
  );
}

function Rerun() {
  const { t, said } = useWords();
  const { rerun, busy, runAgain } = useReview();
  return (
    <>
      <div className="buttons">
        <Button icon={<RefreshCw size={14} />} disabled={busy} onClick={() => void attempt(runAgain)}>
          {t('review.rerun')}
        </Button>
        <JobProgress calls={['review.rerun']} />
      </div>
      {rerun && (
        <div data-testid="rerun">
          <p>
            {rerun.identical
              ? t('review.identical', { compared: rerun.compared, inputs: rerun.inputs.length })
              : t('review.differs', { count: rerun.differences.length, compared: rerun.compared })}
          </p>
          {rerun.inputs
            .filter(i => !i.same)
            .map(i => (
              <p className="hint" key={i.path}>
                {t('review.other-input', { path: i.path })}
              </p>
            ))}
          {rerun.rules.map(r => (
            <p className="hint" key={r.id}>
              {r.recorded === null
                ? t('review.new-rule', { id: r.id, now: r.now ?? '–' })
                : t('review.other-rule', { id: r.id, recorded: r.recorded, now: r.now ?? '–' })}
            </p>
          ))}
          {rerun.software.recorded !== rerun.software.now && (
            <p className="hint">{t('review.other-software', rerun.software)}</p>
          )}
          {rerun.differences.length > 0 && (
            <table className="table">
              <thead>
                <tr>
                  <th>{t('review.value')}</th>
                  <th className="number">{t('review.recorded')}</th>
                  <th className="number">{t('review.now')}</th>
                </tr>
              </thead>
              <tbody>
                {rerun.differences.map(d => (
                  <tr key={d.what}>
                    <td className="wrap">{d.what}</td>
                    <td className="number">{String(d.recorded ?? '–')}</td>
                    <td className="number">{String(d.found ?? '–')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {rerun.warnings.map(w => (
            <p className="hint" key={w}>
              {said(w)}
            </p>
          ))}
        </div>
      )}
    </>
  );
}
