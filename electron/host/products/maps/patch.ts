import { beijingTime } from '#core/foundation/dates.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { frameCrs } from '#core/page/frame.ts';
import { patchContent, patchName } from '#core/page/patch-content.ts';
import type { SceneFacts } from '#core/page/sheet-facts.ts';
import type { Template } from '#core/page/template.ts';
import { speaker } from '#core/page/words.ts';
import type { ChangePatch } from '#core/redline/redline-result.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { boxOf } from '#core/zones/rings.ts';
import { productStem } from '#host/files/file-name.ts';
import type { SheetInput } from '#host/products/input/export-input.ts';
import { shownScene } from '#host/products/rasters/class-raster-for.ts';
import { projectPolygons, sceneOutline } from '#host/products/sheets/map-geometry.ts';
import type { MapSheet } from '#host/products/sheets/map-sheet.ts';
import { headingsOf, lookOf } from '#host/products/sheets/sheet-look.ts';
import { mapImage, sceneFacts, sheetContent, titleValues } from '#host/products/sheets/sheet-material.ts';
import { templateFor } from '#host/products/sheets/template-file.ts';
import { mapKind } from './map-kind.ts';

/** 图斑核查图: a sheet per suspected patch. */
export const patchMap = mapKind({
  kind: 'patch',
  from: ['redline'],
  madeOf: inEnglish('map.of-redline'),
  lacks: ({ patches }) => (patches > 0 ? null : inEnglish('map.no-patches')),
  atlas: 'patches',
  sheets: async ({ input, name, date }, { sheet, template }) => {
    const { result } = input.assessment;
    return {
      stem: productStem(template.id, name, date),
      sheets: (result.kind === 'redline' ? result.patches : []).map(patch => ({
        name: `${patch.zone} ${patchName(patch)}`,
        patch: {
          name: patchName(patch),
          stem: productStem(template.id, `${patch.zone}_${patchName(patch)}`, date),
        },
        make: async () => patchSheet({ ...input, sheet }, patch, template),
      })),
    };
  },
});

const afterImage = 'after';
/** Ground around a patch, as a multiple of its longer side; and no less than so many pixels. */
const around = 1.8;
const leastPixels = 24;

/** 图斑核查图: before and after side by side with the outline, what is known of the patch, and lines for the check. */
export function patchSheet(
  input: SheetInput,
  patch: ChangePatch,
  template: Template = templateFor('patch'),
): MapSheet {
  const { result } = input.assessment;
  if (result.kind !== 'redline')
    throw new BloomlineError('bad-input', input.assessment.name, say('map.patches-of-redline'));
  const { language } = input.sheet;
  const words = speaker(language);
  const scene = shownScene(input);
  const box = boxOf(patch.geometry)!;
  const crs = frameCrs(scene.grid.crs!, patch.center, box[2] - box[0]);
  const geometry = projectPolygons(patch.geometry, cgcs2000, crs);
  const [minX, minY, maxX, maxY] = boxOf(geometry)!;
  const facts = input.scenes.map(s => sceneFacts(s, language));
  const half = Math.max(leastPixels * facts[1].resolutionM, around * Math.max(maxX - minX, maxY - minY)) / 2;
  const [x, y] = [(minX + maxX) / 2, (minY + maxY) / 2];
  const zones = input.zones.zones.map(z => ({
    name: z.name,
    geometry: projectPolygons(z.geometry, input.zones.crs!, crs),
  }));
  const labelOf = (word: 'before' | 'after', { acquired }: SceneFacts) =>
    `${words(word)} ${beijingTime(acquired)?.date ?? words('unknown')}`;
  const name = patchName(patch);
  const look = lookOf(input.sheet, template);
  const base = sheetContent(input, null, template);
  return {
    content: {
      ...base,
      ...headingsOf(look, { ...titleValues(input), zones: patch.zone, patch: name }, base.subtitle),
      map: {
        crs,
        extent: [x - half, y - half, x + half, y + half],
        image: mapImage,
        beside: {
          image: afterImage,
          labels: [labelOf('before', facts[0]), labelOf('after', facts[1])],
        },
        zones,
        patches: [{ label: null, geometry }],
        sites: [],
        locator: { outlines: zones.map(z => z.geometry), footprint: sceneOutline(scene.grid, crs) },
      },
      ...patchContent(
        result,
        patch,
        {
          scenes: facts,
          frameCrs: null,
          cloudBand:
            result.recipe.parameters.clouds === 'none'
              ? null
              : (input.scenes[0].classification?.kind ?? null),
          classes: [],
          minValidShare: 0,
          outlines: look.template.colors,
        },
        language,
      ),
    },
    pictures: [
      { id: mapImage, scene: input.scenes[0], raster: null, judgedWide: true },
      { id: afterImage, scene: input.scenes[1], raster: null, judgedWide: true },
    ],
    recipe: result.recipe,
  };
}
