import type { BloomResult } from '#core/bloom/bloom-result.ts';
import type { EarlierZone } from '#core/bloom/bloom-change.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';

/** What saved assessments and series said of a zone with an index, each with the time of its scene. */
export function earlierOf(
  { assessments, scenes, series }: Pick<Catalogue, 'assessments' | 'scenes' | 'series'>,
  zoneId: number,
  index: string,
): EarlierZone[] {
  const dated = new Map(scenes.list().map(s => [s.id, s]));
  const ofSeries = series
    .list()
    .filter(s => s.zoneIds.includes(zoneId))
    .flatMap(s =>
      series.entries(s.id).flatMap(({ row }) => {
        const zone = row?.zones[s.zoneIds.indexOf(zoneId)];
        return row && zone && row.index === index ? [{ acquired: row.acquired, scene: row.scene, zone }] : [];
      }),
    );
  const ofAssessments = assessments
    .list()
    .filter(a => a.kind === 'bloom' && a.zoneIds.includes(zoneId))
    .flatMap(({ id, sceneIds, zoneIds }) => {
      const scene = dated.get(sceneIds[0]);
      if (!scene?.acquired) return [];
      const result = assessments.get(id).result as BloomResult;
      const zone = result.zones[zoneIds.indexOf(zoneId)];
      return zone && result.index === index ? [{ acquired: scene.acquired, scene: scene.name, zone }] : [];
    });
  return [...ofSeries, ...ofAssessments];
}
