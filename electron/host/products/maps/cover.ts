import { rampLook } from '#core/page/class-look.ts';
import { coverColors, coverContent } from '#core/page/cover-content.ts';
import { timeText } from '#core/page/sheet-facts.ts';
import { speaker } from '#core/page/words.ts';
import { inEnglish } from '#core/words/said.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import { productStem } from '#host/files/file-name.ts';
import type { Progress } from '#host/files/progress.ts';
import type { MapSheet } from '#host/products/sheets/map-sheet.ts';
import { colored, lookOf } from '#host/products/sheets/sheet-look.ts';
import { mapImage } from '#host/products/sheets/sheet-material.ts';
import { contentOf, factsOf } from '#host/products/sheets/thematic-map.ts';
import { assessState } from '#host/run/state/assess-state.ts';
import { gradeRaster } from '#host/run/state/grade-raster.ts';
import { mapKind, type CoverMade, type Dress, type MapMeans, type MaterialOf } from './map-kind.ts';

/** 植被覆盖度图 of one date of a state, or of the later scene of a redline assessment. */
export const coverMap = mapKind({
  kind: 'cover',
  from: ['state', 'redline'],
  madeOf: inEnglish('map.of-redline-or-state'),
  lacks: matter =>
    matter.of === 'state'
      ? matter.cover
        ? null
        : inEnglish('map.no-cover')
      : matter.vegetation
        ? null
        : inEnglish('map.no-false-colour'),
  unreviewed: true,
  sheets: async (material, dress, means) => ({
    stem: productStem(dress.template.id, material.name, material.date),
    sheets: [
      {
        name: material.name,
        make: async progress =>
          material.of === 'state'
            ? coverSheet(await material.cover(progress), material.zones, dress)
            : coverSheet(await coverOfLater(material, means, progress), material.input.zones, dress),
      },
    ],
  }),
});

function coverOfLater(
  { input: { scenes, zones } }: MaterialOf<'redline'>,
  { pool, keep }: MapMeans,
  progress: Progress,
): Promise<CoverMade> {
  const scene = scenes[1];
  return keep(['cover', zones, scene], async () => {
    const work = await assessState(
      {
        scenes: [scene],
        zones,
        indicators: ['FVC'],
        clouds: 'auto',
        endmembers: null,
        wetness: null,
        rseiScope: 'common',
        quality: null,
        pool,
      },
      progress,
    );
    const at = { indicator: 0, date: 0 };
    return { result: work.result, at, scene, raster: await gradeRaster(work, 0, 0, progress) };
  });
}

function coverSheet(
  { result, at, scene, raster: graded }: CoverMade,
  zones: ZoneSet,
  { sheet, template }: Dress,
): MapSheet {
  const look = lookOf(sheet, template);
  const raster = colored(
    { ...graded, classes: graded.classes.map(c => ({ ...c, color: coverColors[c.value - 1] ?? c.color })) },
    rampLook,
    look,
  );
  const facts = factsOf(scene, raster, look);
  const words = speaker(sheet.language);
  return {
    content: contentOf(
      { scene, zones },
      coverContent(result, at, facts, sheet.language),
      look,
      [facts.scenes[0].sensor ?? facts.scenes[0].name, timeText(scene.acquired, words)].join(' · '),
      result.recipe,
    ),
    pictures: [{ id: mapImage, scene, raster }],
    recipe: result.recipe,
  };
}
