import { rightsOf, type Person } from '#core/review/people.ts';
import { outcomeOf } from '#core/review/outcome.ts';
import type { Assessment } from '#core/review/assessment.ts';
import { runChecks } from '#core/review/checks.ts';
import { sharesOf } from '#core/review/outliers.ts';
import { recipeInWords } from '#core/review/recipe-words.ts';
import { reviewMoves, reviewActions, type ReviewAction } from '#core/review/states.ts';
import type { InboxEntry, OtherAssessment, ReviewDetail } from '#core/contract/review-calls.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { boxOf, isInside } from '#core/zones/rings.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { recordedCorrections, recordedOptions } from '#host/recipe/recorded-mask.ts';
import { bloomRules } from '#host/run/rules/rules.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';

/** Sites whose photos a reviewer is shown. */
const mostSites = 200;

/** Newest first. */
export function inboxOf({ assessments, reviews }: Catalogue): InboxEntry[] {
  const open = new Map(reviews.openComments().map(row => [row.id, row.open]));
  return assessments.list().map(summary => ({
    ...summary,
    openComments: open.get(summary.id) ?? 0,
    last: reviews.steps(summary.id).at(-1) ?? null,
  }));
}

/** Everything about an assessment that somebody who signs it looks at. */
export function reviewDetail(
  catalogue: Catalogue,
  assessmentId: number,
  seat: { person: Person | null; hasPeople: boolean },
): ReviewDetail {
  const { assessments, reviews } = catalogue;
  const assessment = assessments.get(assessmentId);
  const { result } = assessment;
  const others = othersOf(catalogue, assessment);
  const own = seat.person !== null && reviews.isOwnWork(seat.person.name, assessmentId);
  const steps = reviews.steps(assessmentId);
  return {
    assessment,
    steps,
    comments: reviews.comments(assessmentId),
    workers: reviews.workers(assessmentId),
    checks: runChecks({
      asSaved: reviews.isAsSaved(assessmentId),
      result,
      minValidShare: recordedOptions(result.recipe).minValidShare ?? bloomRules().minValidShare.value,
      earlier: earlierShares(catalogue, assessment, others),
    }),
    recipe: recipeInWords(result),
    fields: Object.entries(outcomeOf(result))
      .filter(([name, value]) => !(name.endsWith(' · problem') && value === null))
      .map(([name, value]) => ({
        name,
        label: { zh: name, en: name },
        value,
      })),
    corrections: recordedCorrections(result.recipe),
    sites: sitesIn(catalogue, assessment),
    others,
    may: Object.fromEntries(
      reviewActions.map(action => [
        action,
        whyNot(action, assessment, own, steps.findLast(s => s.action === 'submit')?.who, seat),
      ]),
    ) as ReviewDetail['may'],
  };
}

/** The same refusals as the host's own, told before somebody tries. */
function whyNot(
  action: ReviewAction,
  { state }: Assessment,
  own: boolean,
  submitter: string | undefined,
  { person, hasPeople }: { person: Person | null; hasPeople: boolean },
): string | null {
  if (!hasPeople) return inEnglish('review.needs-two');
  if (!person) return inEnglish('people.sign-in-first');
  const right = action === 'submit' || action === 'withdraw' ? 'submit' : 'review';
  if (!rightsOf[person.role].includes(right))
    return inEnglish('people.role-may-not', { role: say(`people.${person.role}`) });
  if (!reviewMoves[action].from.includes(state))
    return inEnglish('review.not-while', { state: say(`review.${state}`) });
  if (action === 'withdraw' && submitter !== person.name) return inEnglish('review.not-submitter');
  if ((action === 'return' || action === 'approve') && own) return inEnglish('review.own-work');
  return null;
}

/** Throws `not-allowed` where no people are set up: one alone cannot review. */
export function refuseAlone(hasPeople: boolean): void {
  if (!hasPeople) throw new BloomlineError('not-allowed', 'people', say('review.needs-two'));
}

/** Of the same kind, with zones in common; newest first. */
function othersOf({ assessments }: Catalogue, assessment: Assessment): OtherAssessment[] {
  const zones = new Set(assessment.zoneIds);
  return assessments
    .list()
    .filter(a => a.id !== assessment.id && a.kind === assessment.kind && a.zoneIds.some(id => zones.has(id)))
    .map(a => ({
      id: a.id,
      name: a.name,
      state: a.state,
      created: a.created,
      sceneIds: a.sceneIds,
      number: a.approval?.number ?? null,
      superseded: a.approval?.supersededBy?.id === assessment.id,
    }));
}

/** Of the same zones and the same measure, made before; one per scene, the newest, and nothing of the scene at hand. */
function earlierShares(
  { assessments }: Catalogue,
  { id, sceneIds, result }: Assessment,
  others: readonly OtherAssessment[],
) {
  const measure = (r: Assessment['result']) => (r.kind === 'bloom' ? r.index : r.measure);
  const seen = new Set([sceneIds.join()]);
  return others
    .filter(o => o.id < id)
    .flatMap(o => {
      const earlier = assessments.get(o.id);
      if (seen.has(o.sceneIds.join()) || measure(earlier.result) !== measure(result)) return [];
      seen.add(o.sceneIds.join());
      return sharesOf(earlier.result);
    });
}

/** Sites in the zones of an assessment, with their photos. */
export function sitesIn(
  { sites, zones }: Catalogue,
  { zoneIds }: Pick<Assessment, 'zoneIds'>,
): ReviewDetail['sites'] {
  const known = new Set(zones.list().map(z => z.id));
  const geometry = zoneIds.filter(id => known.has(id)).flatMap(id => zones.get(id).geometry);
  const box = boxOf(geometry);
  if (!box) return [];
  return sites
    .find({ box })
    .sites.filter(site => isInside(site.lon, site.lat, geometry))
    .slice(0, mostSites)
    .map(({ id, name, lon, lat, kind, observations }) => ({
      id,
      name,
      lon,
      lat,
      kind,
      observations,
      photos: sites.card(id).photos,
    }));
}
