import { resolve } from 'node:path';
import type { BloomResult } from '#core/bloom/bloom-result.ts';
import type { RedlineResult } from '#core/redline/redline-result.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { AtlasBy } from '#core/contract/map-calls.ts';
import type { SheetOptions } from '#core/page/sheet-options.ts';
import type { MapKind } from '#core/page/map-kinds.ts';
import type { Template } from '#core/page/template.ts';

import { patchName } from '#core/page/patch-content.ts';
import { beijingTime } from '#core/foundation/dates.ts';

import type { AssessmentPlan } from '#host/run/plan-again.ts';
import { sheetMatter } from './assess-output.ts';

import type { Progress } from '#host/files/progress.ts';

import { assessmentAtlas } from '#host/products/atlas/assessment-atlas.ts';
import type { AtlasUnit } from '#host/products/atlas/make-atlas.ts';
import type { SheetInput } from '#host/products/input/export-input.ts';
import { productStem } from '#host/files/file-name.ts';
import { assessmentMap, patchMap } from '#host/products/sheets/assessment-map.ts';
import { productDate } from '#host/products/sheets/sheet-material.ts';

import { listPictures } from '#host/raster/list-pictures.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { required, requiredScene, sceneOptionsOf, zonesRef } from './arguments.ts';
import { datesOf, redlineOptionsOf } from './assess-redline.ts';
import type { SceneRef } from '#core/recipe/request.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { bloomKind } from '#host/run/kinds/bloom.ts';
import { redlineKind } from '#host/run/kinds/redline.ts';
import { commandResolver } from './resolver.ts';
import { meansOf, type MapWork, type Request, stemOf, threshold } from './map-request.ts';
import type { MapValues } from './map-arguments.ts';
import { maskFilesOf, maskRefOf } from './mask-arguments.ts';
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

async function bloomInput(request: Request, scene: SceneRef): Promise<SheetInput> {
  const { values } = request;
  const { result, plan } = await bloomKind.run(
    {
      kind: 'bloom',
      scene,
      zones: { ...zonesRef(values), beside: maskFilesOf(values) },
      index: required('index', values.index),
      mask: maskRefOf(values),
      threshold: threshold(values),
      ground: null,
    },
    meansOf(request),
    made => made,
  );
  return inputOf(result, plan, request);
}

async function bloom(request: Request): Promise<MapWork> {
  const { values, template } = request;
  threshold(values);
  const input = await bloomInput(request, {
    files: requiredScene(values.scene),
    said: sceneOptionsOf(values),
  });
  const [scene] = input.scenes;
  return {
    stem: stemOf(template, [scene], productDate(input)),
    sheets: () =>
      Promise.resolve([{ name: scene.name, make: progress => assessmentMap(input, progress, template) }]),
    atlas: atlasOf(input, ['zones'], template),
    warnings: input.assessment.result.recipe.warnings,
  };
}

/** 水华监测图 of every scene of a folder: an atlas by date. */
async function bloomDates(request: Request): Promise<MapWork> {
  const { values, template } = request;
  const folder = resolve(values.series!);
  threshold(values);
  const said = sceneOptionsOf(values);
  const scenes: { name: string; ref: SceneRef; date: string }[] = [];
  const warnings: string[] = [];
  for (const { paths } of listPictures(folder, said.join)) {
    const ref = { files: paths, said };
    const { name, acquired } = await commandResolver.scene(ref);
    const date = beijingTime(acquired)?.date;
    if (date) scenes.push({ name, ref, date });
    else warnings.push(inEnglish('cli.scene-without-date', { name }));
  }
  scenes.sort((a, b) => a.date.localeCompare(b.date));
  const units: AtlasUnit[] = scenes.map(({ name, ref, date }) => ({
    name: `${date} ${name}`,
    make: async progress =>
      assessmentMap(await bloomInput({ ...request, progress }, ref), progress, template),
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
  const { values, template } = request;
  const { result, plan } = await redlineKind.run(
    {
      kind: 'redline',
      ...datesOf(values),
      zones: zonesRef(values),
      options: redlineOptionsOf(values),
      ledger: false,
    },
    meansOf(request),
    made => made,
  );
  const { before, after } = plan.change;
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
    warnings: result.recipe.warnings,
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
