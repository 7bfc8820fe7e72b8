import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { recordedMask, recordedOptions } from '#host/recipe/recorded-mask.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import { presentScene } from '#host/catalogue/scenes.ts';

/** What the sheet of a saved assessment is made of. Throws `not-found` naming a file that is gone. */
export function assessmentMaterial(catalogue: Catalogue, assessmentId: number) {
  const assessment = catalogue.assessments.get(assessmentId);
  const { recipe } = assessment.result;
  const plants = recordedOptions(recipe).vegetationZoneIds ?? [];
  return {
    assessment,
    mask: recordedMask(
      recipe,
      plants.map(id => catalogue.zones.get(id)),
    ),
    scenes: assessment.sceneIds.map(id => presentScene(catalogue, id)),
    zones: assessment.zoneIds.map(id => catalogue.zones.get(id)),
    zonesCrs: cgcs2000,
    sites: catalogue.sites.list(),
  };
}
