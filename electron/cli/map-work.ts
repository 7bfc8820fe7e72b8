import { resolve } from 'node:path';
import type { BloomResult } from '#core/bloom/bloom-result.ts';
import type { RedlineResult } from '#core/redline/redline-result.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { AtlasBy } from '#core/contract/map-calls.ts';
import type { SheetOptions } from '#core/page/sheet-options.ts';
import type { MapKind } from '#core/page/map-kinds.ts';
import type { Template } from '#core/page/template.ts';
import type { Scene } from '#core/scene/scene.ts';
import { patchName } from '#core/page/patch-content.ts';
import { beijingTime } from '#core/foundation/beijing-time.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { assessBloom } from '#host/run/bloom/assess-bloom.ts';
import { assessRedline } from '#host/run/redline/assess-redline.ts';
import { planBloom } from '#host/run/bloom/plan-bloom.ts';
import type { AssessmentPlan } from '#host/run/plan-again.ts';
import { sheetMatter } from './assess-output.ts';
import { tallyBloom } from '#host/run/bloom/tally-bloom.ts';
import type { Progress } from '#host/files/progress.ts';
import type { ZoneFile } from '#host/formats/read-zones.ts';
import { assessmentAtlas } from '#host/products/atlas/assessment-atlas.ts';
import type { AtlasUnit } from '#host/products/atlas/make-atlas.ts';
import type { SheetInput } from '#host/products/input/export-input.ts';
import { productStem } from '#host/files/file-name.ts';
import { assessmentMap, patchMap } from '#host/products/sheets/assessment-map.ts';
import { productDate } from '#host/products/sheets/sheet-material.ts';
import { openChecked } from '#host/raster/check-radiometry.ts';
import { listScenes } from '#host/raster/list-scenes.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { required, requiredScene, sceneOptionsOf } from './arguments.ts';
import { openDates, redlineOptionsOf } from './assess-redline.ts';
import type { MapValues } from './map-arguments.ts';
import { maskRequestOf, withMaskFiles } from './mask-arguments.ts';
import { type MapWork, type Request, zonesOf, tellZones, stemOf, threshold } from './map-request.ts';
import { cover, frequency, sites } from './map-themes.ts';

export async function mapWork(
  kind: MapKind,
  values: MapValues,
  options: SheetOptions,
  template: Template,
  pool: RasterPool,
  progress: Progress,
): Promise<MapWork> {
  const request = { values, options, template, pool, progress };
  if (kind === 'bloom') return values.series === undefined ? bloom(request) : bloomDates(request);
  if (kind === 'frequency') return frequency(request);
  if (kind === 'redline' || kind === 'patch') return redline(kind, request);
  if (kind === 'cover') return cover(request);
  return sites(kind, request);
}

function inputOf(
  result: BloomResult | RedlineResult,
  plan: AssessmentPlan,
  { options, pool }: Request,
): SheetInput {
  return { ...sheetMatter(result, plan), pool, sheet: options };
}

function atlasOf(input: SheetInput, by: readonly AtlasBy[], template: Template): MapWork['atlas'] {
  return {
    by,
    make: chosen =>
      Promise.resolve(
        assessmentAtlas(
          input,
          by.find(b => b === chosen)!,
          template,
        ),
      ),
  };
}

async function bloomInput(request: Request, scene: Scene, zones: ZoneFile) {
  const { values, pool, progress } = request;
  const mask = await maskRequestOf(values);
  const index = required('index', values.index);
  const plan = planBloom({ scene, zones: withMaskFiles(zones, values), index, mask });
  const tallied = await tallyBloom(plan, pool, progress);
  const result = await assessBloom(tallied, { threshold: threshold(values) }, pool, progress);
  return inputOf(result, plan, request);
}

async function bloom(request: Request): Promise<MapWork> {
  const { values, template } = request;
  threshold(values);
  const scene = await openChecked(requiredScene(values.scene), sceneOptionsOf(values));
  const zones = await zonesOf(request);
  const input = await bloomInput(request, scene, zones);
  return {
    stem: stemOf(template, [scene], productDate(input)),
    sheets: () =>
      Promise.resolve([{ name: scene.name, make: progress => assessmentMap(input, progress, template) }]),
    atlas: atlasOf(input, ['zones'], template),
    warnings: [...tellZones(zones), ...input.assessment.result.recipe.warnings],
  };
}

/** 水华监测图 of every scene of a folder: an atlas by date. */
async function bloomDates(request: Request): Promise<MapWork> {
  const { values, template } = request;
  const folder = resolve(values.series!);
  const zones = await zonesOf(request);
  threshold(values);
  const groups = listScenes(folder);
  const scenes: { scene: Scene; date: string }[] = [];
  const warnings = tellZones(zones);
  for (const group of groups) {
    const scene = await openChecked(group.paths, sceneOptionsOf(values));
    const date = beijingTime(scene.acquired)?.date;
    if (date) scenes.push({ scene, date });
    else warnings.push(inEnglish('cli.scene-without-date', { name: scene.name }));
  }
  scenes.sort((a, b) => a.date.localeCompare(b.date));
  const units: AtlasUnit[] = scenes.map(({ scene, date }) => ({
    name: `${date} ${scene.name}`,
    make: async progress =>
      assessmentMap(await bloomInput({ ...request, progress }, scene, zones), progress, template),
  }));
  const [first, last] = [scenes[0]?.date ?? '', scenes.at(-1)?.date ?? ''];
  return {
    stem: productStem(template.id, folder.split(/[\\/]/).at(-1)!, `${first}_${last}`),
    sheets: () => Promise.resolve(units),
    atlas: {
      by: ['dates'],
      make: () =>
        Promise.resolve({
          units,
          overview: null,
          key: JSON.stringify([folder, values.index, values.threshold, values.mask, values.clouds]),
          title: `${first} – ${last}`,
        }),
    },
    warnings,
  };
}

async function redline(kind: 'redline' | 'patch', request: Request): Promise<MapWork> {
  const { values, template, pool, progress } = request;
  const { before, after, change } = await openDates(values, redlineOptionsOf(values));
  const zones = await zonesOf(request);
  const { result, plan } = await assessRedline({ before, after, zones }, change, null, pool, progress);
  const input = inputOf(result, plan, request);
  return {
    stem: stemOf(template, [before, after], productDate(input)),
    sheets: () => {
      if (kind === 'redline')
        return Promise.resolve([
          { name: after.name, make: progress => assessmentMap(input, progress, template) },
        ]);
      return Promise.resolve(
        chosenPatches(result, values.patch).map(patch => ({
          name: `${patch.zone} ${patchName(patch)}`,
          make: () => Promise.resolve(patchMap(input, patch, template)),
        })),
      );
    },
    atlas: atlasOf(input, [kind === 'patch' ? 'patches' : 'zones'], template),
    warnings: [...tellZones(zones), ...result.recipe.warnings],
  };
}

function chosenPatches(result: RedlineResult, wanted: string | undefined) {
  const found = wanted === undefined ? result.patches : result.patches.filter(p => patchName(p) === wanted);
  if (found.length === 0)
    throw new BloomlineError(
      'nothing-valid',
      wanted === undefined ? 'patches' : `--patch ${wanted}`,
      wanted === undefined ? say('cli.no-patch') : say('cli.no-such-patch', { count: result.patches.length }),
    );
  return found;
}
