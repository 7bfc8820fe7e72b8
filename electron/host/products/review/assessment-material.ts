import { catalogueZones } from '#core/zones/zone-set.ts';
import { once } from '#core/foundation/once.ts';
import { planAgain } from '#host/run/plan-again.ts';
import { recordedMask, recordedOptions } from '#host/recipe/recorded-mask.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import { presentScene } from '#host/catalogue/scenes.ts';

/** What the sheet of a saved assessment is made of. Throws `not-found` naming a file that is gone. */
export function assessmentMaterial(catalogue: Catalogue, assessmentId: number) {
  const assessment = catalogue.assessments.get(assessmentId);
  const { recipe } = assessment.result;
  const plants = recordedOptions(recipe).vegetationZoneIds ?? [];
  const mask = recordedMask(
    recipe,
    plants.map(id => catalogue.zones.get(id)),
  );
  const scenes = assessment.sceneIds.map(id => presentScene(catalogue, id));
  const zones = catalogueZones(
    assessment.zoneIds.map(id => catalogue.zones.get(id)),
    assessment.name,
  );
  return {
    assessment,
    mask,
    scenes,
    zones,
    plan: once(() => planAgain(assessment.result, scenes, zones, mask)),
    sites: catalogue.sites.list(),
  };
}
