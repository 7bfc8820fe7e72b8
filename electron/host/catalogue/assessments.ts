import { wholeOf } from '#core/bloom/whole.ts';
import { redlineWholeOf } from '#core/redline/whole.ts';
import type { RedlineResult, RedlineZone } from '#core/redline/redline-result.ts';
import type { Assessment, AssessmentResult, AssessmentState } from '#core/review/assessment.ts';
import type { Approval } from '#core/review/approval.ts';
import { isFinal } from '#core/review/states.ts';
import { defaultChangeOptions } from '#core/redline/change-options.ts';
import type { AssessmentSummary } from '#core/contract/calls.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { polygonColumn } from '#host/catalogue/store/geometry-columns.ts';
import type { CatalogueReader, CatalogueWriter, Handle } from '#host/catalogue/store/handles.ts';
import { canonicalJson } from '#host/files/canonical-json.ts';

export interface NewAssessment {
  name: string;
  sceneIds: number[];
  zoneIds: number[];
  result: AssessmentResult;
}

interface SummaryRow {
  id: number;
  name: string;
  kind: 'bloom' | 'redline';
  state: AssessmentState;
  created: string;
  author: string;
  scene_ids: string;
  zone_ids: string;
  zones: number;
  total: number;
  approval: string | null;
}

const columns = `id, name, kind, state, created, author, scene_ids, zone_ids, zones, total,
  (SELECT json_object('number', p.number, 'date', p.date, 'preparedBy', p.prepared_by, 'reviewedBy', p.reviewed_by,
     'issuedBy', p.issued_by, 'contentSha256', p.content_sha256, 'signature',
     json((SELECT json_object('key', w.fingerprint, 'head', substr(s.head_hash, 1, 16)) FROM signature s, workspace_key w
      WHERE s.assessment_id = p.assessment_id AND s.step = 'approve' ORDER BY s.id DESC LIMIT 1)), 'supersededBy', CASE WHEN p.superseded_by IS NULL THEN NULL
     ELSE json_object('id', p.superseded_by, 'number', q.number, 'why', p.superseded_why) END)
   FROM approval p LEFT JOIN approval q ON q.assessment_id = p.superseded_by WHERE p.assessment_id = assessment.id) AS approval`;

/** A draft of `author`; the patches of a redline assessment also become features of their own. */
export function addAssessment(tx: CatalogueWriter, author: string, added: NewAssessment): Assessment {
  const { name, sceneIds, zoneIds, result } = added;
  const id = tx.insert('assessment', {
    name,
    kind: result.kind,
    state: 'draft',
    created: new Date().toISOString(),
    author,
    scene_ids: JSON.stringify(sceneIds),
    zone_ids: JSON.stringify(zoneIds),
    zones: result.zones.length,
    total: totalOf(result),
    result: canonicalJson(result),
  });
  for (const patch of result.kind === 'redline' ? result.patches : []) {
    tx.insert('patch', {
      geom: polygonColumn(patch.geometry),
      assessment_id: id,
      number: patch.id,
      zone: patch.zone,
      area_m2: patch.overlapM2,
      mean_change: patch.meanChange,
    });
  }
  return getAssessment(tx, id);
}

/** km² of bloom, or m² of loss, over all zones. */
function totalOf(result: AssessmentResult): number {
  return result.kind === 'bloom' ? wholeOf(result).bloomAreaKm2 : changedM2(result, redlineWholeOf(result));
}

/** What was looked for, in m². */
function changedM2(
  { options: { method, direction } }: RedlineResult,
  zone: Pick<RedlineZone, 'lossAreaM2' | 'gainAreaM2'>,
): number {
  if (method !== 'index') return zone.gainAreaM2;
  return (direction === 'gain' ? 0 : zone.lossAreaM2) + (direction === 'loss' ? 0 : zone.gainAreaM2);
}

/** Newest first. */
export function listAssessments(reader: CatalogueReader): AssessmentSummary[] {
  return reader.all<SummaryRow>(`SELECT ${columns} FROM assessment ORDER BY id DESC`).map(row => ({
    ...headOf(row),
    zones: row.zones,
    total: row.total,
  }));
}

export function getAssessment(reader: CatalogueReader, id: number): Assessment {
  const row = reader.get<SummaryRow & { result: string }>(
    `SELECT ${columns}, result FROM assessment WHERE id = ?`,
    id,
  );
  if (!row)
    throw new BloomlineError('not-found', `assessment ${id}`, say('catalogue.no-such-assessment', { id }));
  return { ...headOf(row), result: withAllFields(JSON.parse(row.result) as AssessmentResult) };
}

/** Before 0.2 a sentence alone said whether the second date was resampled. */
function withAligned(result: RedlineResult): RedlineResult {
  const { recipe } = result;
  if (recipe.version !== undefined || !recipe.parameters.alignment) return result;
  const aligned = /^second date on the grid/.test(recipe.parameters.alignment);
  return { ...result, recipe: { ...recipe, parameters: { ...recipe.parameters, aligned } } };
}

/** Redline results of before had the fall of NDVI only: `loss`, `minPatchM2`, patches inside of the zones. */
function withAllFields(result: AssessmentResult): AssessmentResult {
  if (result.kind === 'bloom') return result;
  if ('options' in result) return withAligned(result);
  const old = result as unknown as RedlineResult & { loss: number; minPatchM2: number };
  const { loss, minPatchM2, ...kept } = old;
  const clouds = kept.recipe?.parameters.clouds === 'none' ? 'none' : 'auto';
  return {
    ...kept,
    zones: kept.zones.map(zone => ({ ...zone, gainAreaM2: zone.gainAreaM2 ?? 0 })),
    patches: (kept.patches ?? []).map(patch => ({
      ...patch,
      pixels: 0,
      overlapM2: patch.areaM2,
      overlaps: [{ zone: patch.zone, areaM2: patch.areaM2 }],
      direction: 'loss',
      transition: null,
    })),
    gone: [],
    options: { ...defaultChangeOptions, clouds, threshold: loss, minPatchM2 },
    measure: 'NDVI',
    threshold: loss,
    thresholdSource: '',
    coregistration: null,
    fits: null,
  };
}

export function removeAssessment(tx: CatalogueWriter, id: number): void {
  refuseFinal(getAssessment(tx, id));
  for (const table of ['patch', 'bulletin', 'review_comment', 'signature', 'review_step'])
    for (const row of tx.all<{ id: number }>(
      // Answers go before what they answer.
      `SELECT id FROM ${table} WHERE assessment_id = ? ORDER BY id DESC`,
      id,
    ))
      tx.remove(table, row.id);
  tx.remove('assessment', id);
}

/** Throws `not-allowed` where an assessment may not be changed. */
export function refuseFinal({ state, name }: Pick<Assessment, 'state' | 'name'>): void {
  if (isFinal(state)) throw new BloomlineError('not-allowed', name, say('review.is-approved'));
  if (state === 'submitted') throw new BloomlineError('not-allowed', name, say('review.is-submitted'));
}

/** Throws `not-allowed` where an assessment that is signed, or about to be, rests on one of these scenes or zones. */
export function refuseInUse(
  reader: CatalogueReader,
  column: 'scene_ids' | 'zone_ids',
  ids: readonly number[],
): void {
  const user = reader.get<{ name: string }>(
    `SELECT name FROM assessment WHERE state IN ('submitted', 'approved', 'superseded')
       AND EXISTS (SELECT 1 FROM json_each(${column}) WHERE value IN (SELECT value FROM json_each(?))) LIMIT 1`,
    JSON.stringify(ids),
  );
  if (user) throw new BloomlineError('not-allowed', user.name, say('review.rests-on'));
}

function headOf(row: SummaryRow): Omit<Assessment, 'result'> {
  const { id, name, kind, state, created, author } = row;
  return {
    id,
    name,
    kind,
    state,
    created,
    author,
    sceneIds: JSON.parse(row.scene_ids) as number[],
    zoneIds: JSON.parse(row.zone_ids) as number[],
    approval: row.approval === null ? null : (JSON.parse(row.approval) as Approval),
  };
}

export const assessmentsOf = ({ reader, write }: Handle) => ({
  list: () => listAssessments(reader),
  get: (id: number) => getAssessment(reader, id),
  add: (who: string, added: NewAssessment) => write(who, tx => addAssessment(tx, who, added)),
  remove: (who: string, id: number) => write(who, tx => removeAssessment(tx, id)),
});
