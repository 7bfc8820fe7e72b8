import type { Assessment } from '#core/review/assessment.ts';
import { outcomeOf } from '#core/review/outcome.ts';
import type { ReviewDetail } from '#core/contract/review-calls.ts';
import { Field } from '../../controls/field.tsx';
import { Section } from '../../controls/section.tsx';
import { shortTime, signed } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { attempt } from '../../state/notices.ts';
import { useReview } from '#renderer/panels/review/state/review.ts';
import { fieldName } from './field-name.ts';

/** Beside an older one of the same zones: on the map with a divider, and number by number. */
export function ReviewCompare({ detail }: { detail: ReviewDetail }) {
  const { t } = useWords();
  const { other, swipeOn, set, compare } = useReview();
  const { others, assessment } = detail;
  const sameScene = other !== null && other.sceneIds.at(-1) === assessment.sceneIds.at(-1);
  return (
    <Section title={t('review.compare')}>
      {others.length === 0 && <p className="hint">{t('review.no-others')}</p>}
      {others.length > 0 && (
        <Field label={t('review.beside')}>
          <select
            className="input"
            value={other?.id ?? ''}
            onChange={event =>
              void attempt(() => compare(event.target.value ? Number(event.target.value) : null))
            }
          >
            <option value="">{t('review.none-beside')}</option>
            {others.map(o => (
              <option key={o.id} value={o.id}>
                {[
                  o.number,
                  o.name,
                  t(`state.${o.state}`),
                  shortTime(o.created),
                  o.superseded ? t('review.was-superseded') : null,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </option>
            ))}
          </select>
        </Field>
      )}
      {(assessment.kind === 'redline' || other !== null) && (
        <label className="check">
          <input
            type="checkbox"
            checked={swipeOn}
            onChange={event => set({ swipeOn: event.target.checked, view: 'map' })}
          />
          <span>{t(other ? 'review.swipe-results' : 'review.swipe')}</span>
        </label>
      )}
      {sameScene && <p className="hint">{t('review.same-scene')}</p>}
      {other && assessment.kind === 'redline' && <p className="hint">{t('review.dashed-patches')}</p>}
      {other && <Numbers old={other} now={assessment} />}
    </Section>
  );
}

/** Pixels and square metres need no fourth decimal. */
const decimals = (value: number) => (Math.abs(value) >= 1000 ? 1 : 4);
const shortNumber = (value: number) =>
  Number.isInteger(value) ? String(value) : value.toFixed(decimals(value));

/** Numbers that both have, and by how much they differ. */
function Numbers({ old, now }: { old: Assessment; now: Assessment }) {
  const { t, named } = useWords();
  const [before, after] = [outcomeOf(old.result), outcomeOf(now.result)];
  const rows = Object.entries(after).filter(
    ([name, value]) =>
      typeof value === 'number' && typeof before[name] === 'number' && before[name] !== value,
  ) as [string, number][];
  if (rows.length === 0) return <p className="hint">{t('review.same-numbers')}</p>;
  return (
    <div className="table-scroll tall">
      <table className="table" aria-label={t('review.compare')}>
        <thead>
          <tr>
            <th>{t('review.value')}</th>
            <th className="number">{t('review.old')}</th>
            <th className="number">{t('review.new')}</th>
            <th className="number">{t('review.difference')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <td className="wrap">{fieldName(name, { named })}</td>
              <td className="number">{shortNumber(before[name] as number)}</td>
              <td className="number">{shortNumber(value)}</td>
              <td className="number">{signed(value - (before[name] as number), decimals(value))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
