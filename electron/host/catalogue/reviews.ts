import { lastApproval } from './workspace-events.ts';
import { createHash } from 'node:crypto';
import { productNumber } from '#core/review/approval.ts';
import type { AssessmentResult } from '#core/review/assessment.ts';
import {
  isFinal,
  needsWhy,
  reviewActions,
  reviewMoves,
  type ReviewAction,
  type ReviewStep,
} from '#core/review/states.ts';
import type { ReviewComment } from '#core/contract/review-calls.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { beijingTime } from '#core/foundation/dates.ts';
import { type Said, say } from '#core/words/said.ts';
import { getAssessment } from './assessments.ts';
import { listPeople, namesOf } from './people.ts';
import type { Keyring } from './signing/keyring.ts';
import { signaturesOf, signStep } from './signing/sign-step.ts';
import { runsBackwards } from '#core/foundation/dates.ts';
import type { CatalogueReader, CatalogueWriter, Handle } from '#host/catalogue/store/handles.ts';

const refused = (subject: string, said: Said) => new BloomlineError('not-allowed', subject, said);

export function listSteps(reader: CatalogueReader, assessmentId: number): ReviewStep[] {
  return reader
    .all<ReviewStep>(
      'SELECT id, action, who, time, why FROM review_step WHERE assessment_id = ? ORDER BY id',
      assessmentId,
    )
    .filter(step => reviewActions.includes(step.action));
}

/**
 * Everybody whose work an assessment is: its author, who corrected its mask or wrote its bulletin, and who submitted
 * it. The journal is asked, so that nobody drops out who was written over later.
 */
export function hadAHandIn(reader: CatalogueReader, assessmentId: number): string[] {
  const { author, result } = getAssessment(reader, assessmentId);
  const corrections = correctionsOf(result);
  const rows = reader.all<{ who: string }>(
    `SELECT DISTINCT who FROM journal WHERE
       (table_name = 'assessment' AND row_id = ? AND action = 'insert')
       OR (table_name = 'bulletin' AND row_id IN (SELECT row_id FROM journal WHERE table_name = 'bulletin' AND action = 'insert'
           AND json_extract(after, '$.assessment_id') = ?))
       OR (table_name = 'correction' AND row_id IN (SELECT value FROM json_each(?)))`,
    assessmentId,
    assessmentId,
    JSON.stringify(corrections.map(c => c.id)),
  );
  return [
    ...new Set([
      author,
      ...corrections.map(c => c.author),
      ...rows.map(r => r.who),
      ...listSteps(reader, assessmentId)
        .filter(s => s.action === 'submit')
        .map(s => s.who),
    ]),
  ].filter(Boolean);
}

const correctionsOf = (result: AssessmentResult): { id: number; author: string }[] =>
  result.kind === 'bloom' ? (result.recipe.parameters.mask?.corrections ?? []) : [];

/** Whether somebody had a hand in an assessment, under the name of today or an earlier one. */
export function isOwnWork(reader: CatalogueReader, who: string, assessmentId: number): boolean {
  const person = listPeople(reader).find(p => p.name === who);
  const names = [who, ...(person ? namesOf(reader, person.id) : [])];
  return hadAHandIn(reader, assessmentId).some(name => names.includes(name));
}

/** Moves an assessment on, or throws `not-allowed` with what stands against it. */
export function stepAssessment(
  tx: CatalogueWriter,
  keyring: Keyring,
  who: string,
  assessmentId: number,
  action: ReviewAction,
  { why = '', number = null, now = new Date() }: { why?: string; number?: string | null; now?: Date } = {},
): void {
  const { state, name } = getAssessment(tx, assessmentId);
  const { from, to } = reviewMoves[action];
  if (!from.includes(state)) throw refused(name, say('review.not-while', { state: say(`review.${state}`) }));
  if (needsWhy(action) && why.trim() === '')
    throw new BloomlineError('bad-input', name, say('review.reason-needed'));
  if (action === 'withdraw' && listSteps(tx, assessmentId).findLast(s => s.action === 'submit')?.who !== who)
    throw refused(name, say('review.not-submitter'));
  if ((action === 'return' || action === 'approve') && isOwnWork(tx, who, assessmentId))
    throw refused(name, say('review.own-work'));
  const { time: last } = tx.get<{ time: string }>('SELECT time FROM journal ORDER BY id DESC LIMIT 1')!;
  if (runsBackwards(last, now.toISOString()) && why.trim() === '')
    throw new BloomlineError('bad-input', name, say('sign.clock-reason', { before: last }));
  const step = { assessmentId, action, contentSha256: contentHash(tx, assessmentId), number };
  tx.update('assessment', assessmentId, { state: to });
  const time = now.toISOString();
  tx.insert('review_step', { assessment_id: assessmentId, action, who, time, why: why.trim() });
  signStep(tx, keyring, who, { ...step, why: why.trim(), time });
}

export const contentHash = (reader: CatalogueReader, assessmentId: number): string =>
  createHash('sha256')
    .update(
      reader.get<{ result: string }>('SELECT result FROM assessment WHERE id = ?', assessmentId)!.result,
    )
    .digest('hex');

/** Whether a result is, byte for byte, the one that the journal saw saved. */
export function isAsSaved(reader: CatalogueReader, assessmentId: number): boolean {
  const line = reader.get<{ after: string }>(
    "SELECT after FROM journal WHERE table_name = 'assessment' AND row_id = ? AND action = 'insert' ORDER BY id DESC",
    assessmentId,
  );
  if (!line) return false;
  // Short texts stand in the journal, long ones are named by their hash.
  const { result } = JSON.parse(line.after) as { result: string | { sha256: string } };
  const saved =
    typeof result === 'string' ? createHash('sha256').update(result).digest('hex') : result.sha256;
  return saved === contentHash(reader, assessmentId);
}

/**
 * Approves and gives the next number of the year. Throws `not-allowed` for a result that was changed since it was
 * saved.
 */
export function approveAssessment(
  tx: CatalogueWriter,
  keyring: Keyring,
  who: string,
  assessmentId: number,
  { issuedBy, why = '', now = new Date() }: { issuedBy?: string; why?: string; now?: Date } = {},
): void {
  const open = listComments(tx, assessmentId).filter(c => c.resolved === null);
  const { name, author } = getAssessment(tx, assessmentId);
  if (open.length > 0) throw refused(name, say('review.comments-open', { count: open.length }));
  if (!isAsSaved(tx, assessmentId)) throw refused(name, say('review.result-changed'));
  const date = beijingTime(now.toISOString())!.date;
  const year = Number(date.slice(0, 4));
  const sequence = lastApproval(tx, year) + 1;
  const number = productNumber(year, sequence);
  stepAssessment(tx, keyring, who, assessmentId, 'approve', { why, number, now });
  tx.insert('approval', {
    assessment_id: assessmentId,
    number,
    year,
    sequence,
    date,
    prepared_by: author,
    reviewed_by: who,
    issued_by: issuedBy?.trim() || who,
    content_sha256: contentHash(tx, assessmentId),
  });
}

/** Puts an approved assessment in another one's place; the old one stays readable and says by what. */
export function supersedeAssessment(
  tx: CatalogueWriter,
  keyring: Keyring,
  who: string,
  oldId: number,
  newId: number,
  why: string,
): void {
  const [old, by] = [getAssessment(tx, oldId), getAssessment(tx, newId)];
  if (oldId === newId || by.kind !== old.kind)
    throw new BloomlineError('bad-input', by.name, say('review.same-kind'));
  if (by.state !== 'approved') throw refused(by.name, say('review.not-yet-approved'));
  stepAssessment(tx, keyring, who, oldId, 'supersede', { why });
  const { id } = tx.get<{ id: number }>('SELECT id FROM approval WHERE assessment_id = ?', oldId)!;
  tx.update('approval', id, { superseded_by: newId, superseded_why: why.trim() });
}

interface CommentRow extends Omit<ReviewComment, 'replies' | 'place' | 'resolved'> {
  reply_to: number | null;
  lon: number | null;
  lat: number | null;
  resolved_by: string | null;
  resolved: string | null;
}

/** In the order in which they were made, each with its answers. */
export function listComments(reader: CatalogueReader, assessmentId: number): ReviewComment[] {
  const rows = reader.all<CommentRow>(
    'SELECT * FROM review_comment WHERE assessment_id = ? ORDER BY id',
    assessmentId,
  );
  return rows
    .filter(row => row.reply_to === null)
    .map(({ id, field, lon, lat, text, author, time, resolved_by, resolved }) => ({
      id,
      field,
      place: lon === null || lat === null ? null : [lon, lat],
      text,
      author,
      time,
      resolved: resolved === null ? null : { who: resolved_by ?? '', time: resolved },
      replies: rows
        .filter(r => r.reply_to === id)
        .map(r => ({ id: r.id, text: r.text, author: r.author, time: r.time })),
    }));
}

export interface NewComment {
  assessmentId: number;
  text: string;
  place?: [number, number];
  field?: string;
  replyTo?: number;
}

function addComment(
  tx: CatalogueWriter,
  who: string,
  { assessmentId, text, place, field, replyTo }: NewComment,
) {
  const { state, name } = getAssessment(tx, assessmentId);
  if (isFinal(state)) throw refused(name, say('review.comments-closed'));
  if (replyTo !== undefined && !listComments(tx, assessmentId).some(c => c.id === replyTo))
    throw new BloomlineError('not-found', `comment ${replyTo}`, say('review.no-comment-to-answer'));
  tx.insert('review_comment', {
    assessment_id: assessmentId,
    reply_to: replyTo ?? null,
    field: field ?? null,
    lon: place?.[0] ?? null,
    lat: place?.[1] ?? null,
    text: text.trim(),
    author: who,
    time: new Date().toISOString(),
  });
}

function resolveComment(tx: CatalogueWriter, who: string, id: number, resolved: boolean): number {
  const row = tx.get<{ assessment_id: number }>('SELECT assessment_id FROM review_comment WHERE id = ?', id);
  if (!row) throw new BloomlineError('not-found', `comment ${id}`, say('review.no-such-comment', { id }));
  const { state, name } = getAssessment(tx, row.assessment_id);
  if (isFinal(state)) throw refused(name, say('review.comments-closed'));
  tx.update('review_comment', id, {
    resolved_by: resolved ? who : null,
    resolved: resolved ? new Date().toISOString() : null,
  });
  return row.assessment_id;
}

export const reviewsOf = ({ reader, write }: Handle, keyring: Keyring) => ({
  signatures: (id: number) => signaturesOf(reader, id),
  steps: (id: number) => listSteps(reader, id),
  comments: (id: number) => listComments(reader, id),
  openComments: () =>
    reader.all<{ id: number; open: number }>(
      'SELECT assessment_id AS id, count(*) AS open FROM review_comment WHERE reply_to IS NULL AND resolved IS NULL GROUP BY assessment_id',
    ),
  workers: (id: number) => hadAHandIn(reader, id),
  isOwnWork: (who: string, id: number) => isOwnWork(reader, who, id),
  contentHash: (id: number) => contentHash(reader, id),
  isAsSaved: (id: number) => isAsSaved(reader, id),
  authorOf: (commentId: number) => {
    const row = reader.get<{ author: string }>('SELECT author FROM review_comment WHERE id = ?', commentId);
    if (!row)
      throw new BloomlineError(
        'not-found',
        `comment ${commentId}`,
        say('review.no-such-comment', { id: commentId }),
      );
    return row.author;
  },
  step: (who: string, id: number, action: 'submit' | 'withdraw' | 'return', why?: string) =>
    write(who, tx => stepAssessment(tx, keyring, who, id, action, why === undefined ? {} : { why })),
  approve: (who: string, id: number, more?: Parameters<typeof approveAssessment>[4]) =>
    write(who, tx => approveAssessment(tx, keyring, who, id, more)),
  supersede: (who: string, oldId: number, newId: number, why: string) =>
    write(who, tx => supersedeAssessment(tx, keyring, who, oldId, newId, why)),
  comment: (who: string, comment: NewComment) => write(who, tx => addComment(tx, who, comment)),
  resolve: (who: string, id: number, resolved: boolean) =>
    write(who, tx => resolveComment(tx, who, id, resolved)),
});
