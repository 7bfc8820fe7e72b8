import type { BloomResult } from '#core/assessment/assessment.ts';
import type { EarlierZone } from '#core/assessment/change.ts';
import type { Catalogue } from '#services/catalogue/catalogue.ts';

/** What saved assessments said of a zone with an index, each with the time of its scene. */
export function earlierOf(
  { assessments, scenes }: Pick<Catalogue, 'assessments' | 'scenes'>,
  zoneId: number,
  index: string,
): EarlierZone[] {
  const dated = new Map(scenes.list().map(s => [s.id, s]));
  return assessments
    .list()
    .filter(a => a.kind === 'bloom' && a.zoneIds.includes(zoneId))
    .flatMap(({ id, sceneIds, zoneIds }) => {
      const scene = dated.get(sceneIds[0]);
      if (!scene?.acquired) return [];
      const result = assessments.get(id).result as BloomResult;
      const zone = result.zones[zoneIds.indexOf(zoneId)];
      return zone && result.index === index ? [{ acquired: scene.acquired, scene: scene.name, zone }] : [];
    });
}
