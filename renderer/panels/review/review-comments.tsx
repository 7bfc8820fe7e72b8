import { MapPin } from 'lucide-react';
import { useState } from 'react';
import type { ReviewComment, ReviewDetail } from '#core/contract/review-calls.ts';
import { isFinal } from '#core/review/states.ts';
import { Button } from '../../controls/button.tsx';
import { Chip } from '../../controls/chip.tsx';
import { Field } from '../../controls/field.tsx';
import { Section } from '../../controls/section.tsx';
import { shortTime } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { focusOn } from '../../state/focus.ts';
import { attempt } from '../../state/notices.ts';
import { usePeople, useRight } from '../../state/people.ts';
import { useReview } from '#renderer/panels/review/state/review.ts';
import { fieldName } from './field-name.ts';

/** Comments with their pins and answers, and a new one. */
export function ReviewComments({ detail }: { detail: ReviewDetail }) {
  const { t } = useWords();
  const may = useRight('comment') && !isFinal(detail.assessment.state);
  const open = detail.comments.filter(c => !c.resolved).length;
  return (
    <Section title={t('review.comments', { open, count: detail.comments.length })}>
      <ul className="comments" aria-label={t('review.comments-list')}>
        {detail.comments.map((comment, i) => (
          <Comment key={comment.id} comment={comment} number={i + 1} may={may} />
        ))}
      </ul>
      {may && <NewComment detail={detail} />}
    </Section>
  );
}

function Comment({ comment, number, may }: { comment: ReviewComment; number: number; may: boolean }) {
  const { t, named } = useWords();
  const [answer, setAnswer] = useState('');
  const { commentId, set, comment: send, resolve } = useReview();
  const { me, rights } = usePeople();
  const { id, place, field, text, author, time, resolved, replies } = comment;
  const mayResolve = may && (me === null || me.name === author || rights.includes('review'));
  const look = () => {
    set({ commentId: id, view: 'map' });
    if (place) focusOn({ kind: 'point', lon: place[0], lat: place[1] });
  };
  return (
    <li className={commentId === id ? 'card is-chosen' : 'card'}>
      <header>
        <button
          type="button"
          className="comment-pin"
          onClick={look}
          disabled={!place}
          title={t('review.to-place')}
        >
          {number}
        </button>
        <small>
          {[
            author,
            shortTime(time),
            field ? fieldName(field, { named }) : null,
            place ? place.map(v => v.toFixed(5)).join(', ') : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
        <Chip look={resolved ? 'plain' : 'warning'}>
          {resolved ? t('review.resolved', { who: resolved.who }) : t('review.open')}
        </Chip>
      </header>
      <p>{text}</p>
      {replies.map(reply => (
        <p className="comment-reply" key={reply.id}>
          <small>{`${reply.author} · ${shortTime(reply.time)}`}</small> {reply.text}
        </p>
      ))}
      {may && (
        <div className="joined">
          <input
            className="input"
            aria-label={t('review.answer-to', { number })}
            placeholder={t('review.answer')}
            maxLength={2000}
            value={answer}
            onChange={event => setAnswer(event.target.value)}
          />
          <Button
            disabled={answer.trim() === ''}
            onClick={() =>
              void attempt(async () => {
                await send(answer.trim(), id);
                setAnswer('');
              })
            }
          >
            {t('review.answer')}
          </Button>
          {mayResolve && (
            <Button onClick={() => void attempt(() => resolve(id, !resolved))}>
              {t(resolved ? 'review.reopen' : 'review.resolve')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

function NewComment({ detail }: { detail: ReviewDetail }) {
  const { t, named } = useWords();
  const [text, setText] = useState('');
  const { placing, place, field, set, comment } = useReview();
  return (
    <div className="new-comment">
      <Field label={t('review.new-comment')}>
        <textarea
          className="input"
          rows={2}
          maxLength={2000}
          value={text}
          onChange={event => setText(event.target.value)}
        />
      </Field>
      <Field label={t('review.field')}>
        <select className="input" value={field} onChange={event => set({ field: event.target.value })}>
          <option value="">{t('review.whole')}</option>
          {detail.fields.map(f => (
            <option key={f.name} value={f.name}>
              {`${fieldName(f.name, { named })} = ${typeof f.value === 'number' ? Number(f.value.toPrecision(6)) : (f.value ?? '–')}`}
            </option>
          ))}
        </select>
      </Field>
      <div className="buttons">
        <Button
          icon={<MapPin size={14} />}
          aria-pressed={placing}
          onClick={() => set({ placing: !placing, place: null, view: 'map' })}
        >
          {place
            ? place.map(v => v.toFixed(5)).join(', ')
            : t(placing ? 'review.click-the-map' : 'review.pin')}
        </Button>
        <Button
          look="primary"
          disabled={text.trim() === ''}
          onClick={() =>
            void attempt(async () => {
              await comment(text.trim());
              setText('');
            })
          }
        >
          {t('review.add-comment')}
        </Button>
      </div>
    </div>
  );
}
