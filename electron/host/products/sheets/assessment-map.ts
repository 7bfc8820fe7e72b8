import { frameCrs } from '#core/page/frame.ts';
import { patchContent, patchName } from '#core/page/patch-content.ts';
import { beijingTime } from '#core/foundation/dates.ts';
import type { SceneFacts } from '#core/page/sheet-facts.ts';
import { speaker } from '#core/page/words.ts';
import { boxOf } from '#core/zones/rings.ts';
import type { ChangePatch } from '#core/redline/redline-result.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import type { Template } from '#core/page/template.ts';
import { say } from '#core/words/said.ts';
import type { ClassRaster } from '#host/run/class-raster.ts';
import type { Progress } from '#host/files/progress.ts';
import type { AssessmentPlan } from '#host/run/plan-again.ts';
import { classRasterFor, shownScene } from '#host/products/rasters/class-raster-for.ts';
import type { SheetInput } from '#host/products/input/export-input.ts';
import { projectPolygons, sceneOutline } from './map-geometry.ts';
import { colored, headingsOf, lookOf } from './sheet-look.ts';
import { mapImage, sceneFacts, sheetContent, titleValues } from './sheet-material.ts';
import { templateFor } from './template-file.ts';
import type { MapSheet } from './map-sheet.ts';

/** 水华监测图 or 红线变化图 of an assessment. */
export const assessmentMap = async (
  input: SheetInput,
  progress: Progress = {},
  template?: Template,
): Promise<MapSheet> => assessmentSheet(input, await classRasterFor(input, progress), template);

/** The same where the classes are there already. */
export function assessmentSheet(input: SheetInput, raster: ClassRaster, chosen?: Template): MapSheet {
  const { kind, recipe } = input.assessment.result;
  const template = chosen ?? input.template ?? templateFor(kind);
  return {
    kind,
    content: sheetContent(input, raster, template),
    pictures: [
      {
        id: mapImage,
        scene: shownScene(input),
        raster: colored(raster, kind, lookOf(input.sheet, template)),
      },
    ],
    recipe,
  };
}

/** The same assessment seen through one zone: its numbers, its patches, its part of the map. */
export function ofZone(input: SheetInput, zone: string): SheetInput {
  const { result } = input.assessment;
  const is = (z: { name: string }) => z.name === zone;
  const zones = { ...input.zones, zones: input.zones.zones.filter(is) };
  const ofPlan = <Plan extends AssessmentPlan>(plan: Plan): Plan => ({
    ...plan,
    zones,
    placed: plan.placed.filter(is),
    together: { once: plan.placed.filter(is), partOf: [], warnings: [] },
  });
  const only = { zones, plan: () => ofPlan(input.plan()) };
  if (result.kind === 'bloom')
    return {
      ...input,
      ...only,
      assessment: {
        ...input.assessment,
        result: {
          ...result,
          zones: result.zones.filter(z => z.zone === zone),
          whole: result.zones.find(z => z.zone === zone),
        },
      },
    };
  return {
    ...input,
    ...only,
    assessment: {
      ...input.assessment,
      result: {
        ...result,
        zones: result.zones.filter(z => z.zone === zone),
        whole: result.zones.find(z => z.zone === zone),
        patches: result.patches.filter(p => p.zone === zone || p.overlaps.some(o => o.zone === zone)),
      },
    },
  };
}

const afterImage = 'after';
/** Ground around a patch, as a multiple of its longer side; and no less than so many pixels. */
const around = 1.8;
const leastPixels = 24;

/** 图斑核查图: before and after side by side with the outline, what is known of the patch, and lines for the check. */
export function patchMap(
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
    kind: 'patch',
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
      { id: mapImage, scene: input.scenes[0], raster: null },
      { id: afterImage, scene: input.scenes[1], raster: null },
    ],
    recipe: result.recipe,
  };
}
