import { dirname } from 'node:path';
import type { Assessment } from '#core/review/assessment.ts';
import type { SheetOptions } from '#core/page/sheet-options.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { isUrl } from '#core/scene/is-url.ts';
import type { Scene } from '#core/scene/scene.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import { type Said, say } from '#core/words/said.ts';
import { describeScene, hashZones } from '#host/recipe/recipe.ts';
import type { Progress } from '#host/files/progress.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import { canonicalJson } from '#host/files/canonical-json.ts';
import { findInputs } from '#host/recipe/find-inputs.ts';

/** The sheet of an approved assessment carries the names and the day of its approval, whatever the form says. */
export function signedSheet(sheet: SheetOptions, { approval }: Pick<Assessment, 'approval'>): SheetOptions {
  if (!approval) return sheet;
  const { number, date, preparedBy, reviewedBy, issuedBy, signature } = approval;
  return {
    ...sheet,
    preparedBy,
    reviewedBy,
    date,
    signed: { number, issuedBy, ...(signature ? { signature } : {}) },
  };
}

interface Signed {
  assessment: Assessment;
  scenes: readonly Scene[];
  zones: ZoneSet;
}

/**
 * Throws `not-allowed` where an approved assessment would leave with other content than it was approved with: the
 * stored result, outlines, description of the scenes, or bytes of the files. Its maps are drawn from these anew.
 */
export async function refuseOtherContent(
  catalogue: Pick<Catalogue, 'reviews'>,
  { assessment, scenes, zones }: Signed,
  progress: Progress = {},
): Promise<void> {
  const { approval, result, id } = assessment;
  if (!approval) return;
  const refuse = (subject: string, what: Said) => {
    throw new BloomlineError('not-allowed', `${approval.number} ${subject}`, say('review.since', { what }));
  };
  if (catalogue.reviews.contentHash(id) !== approval.contentSha256)
    refuse(assessment.name, say('review.result-was-changed'));
  const { parameters, inputs } = result.recipe;
  if (hashZones(zones.zones) !== parameters.zonesSha256)
    refuse(zones.zones.map(z => z.name).join(', '), say('review.zones-were-changed'));
  const recorded = parameters.scenes as ReturnType<typeof describeScene>[];
  // A file may lie elsewhere by now; what is believed of it may not differ.
  const beliefs = ({ bands, acquired, sensor, crs }: ReturnType<typeof describeScene>) =>
    canonicalJson(JSON.parse(JSON.stringify({ bands, acquired, sensor, crs })));
  scenes.forEach((scene, i) => {
    if (beliefs(describeScene(scene)) !== beliefs(recorded[i]))
      refuse(scene.name, say('review.scene-was-changed'));
  });
  const folders = scenes
    .flatMap(s => s.files.map(f => f.file))
    .filter(f => !isUrl(f))
    .map(f => dirname(f));
  const other = (await findInputs(inputs, [...new Set(folders)], progress)).find(i => !i.same);
  if (other) refuse(other.recorded.path, say('review.file-was-changed'));
}
