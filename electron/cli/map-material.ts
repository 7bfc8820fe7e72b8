import { resolve } from 'node:path';
import { beijingTime } from '#core/foundation/dates.ts';
import type { SceneRef } from '#core/recipe/request.ts';
import type { MapMaterial } from '#host/products/maps/map-kind.ts';
import { productDate } from '#host/products/sheets/sheet-material.ts';
import type { AssessmentPlan } from '#host/run/plan-again.ts';
import { bloomKind } from '#host/run/kinds/bloom.ts';
import { redlineKind } from '#host/run/kinds/redline.ts';
import { seriesKind } from '#host/run/kinds/series.ts';
import { stateKind } from '#host/run/kinds/state.ts';
import { gradeRaster } from '#host/run/state/grade-raster.ts';
import type { BloomResult } from '#core/bloom/bloom-result.ts';
import type { RedlineResult } from '#core/redline/redline-result.ts';
import { cloudsOption, required, requiredScene, sceneOptionsOf, zonesRef } from './arguments.ts';
import { sheetMatter } from './assess-output.ts';
import { datesOf, redlineOptionsOf } from './assess-redline.ts';
import { endmembersOption } from './assess-state.ts';
import { waterPeriodOf } from '#host/run/water-classes.ts';
import { pointsRef } from './ground.ts';
import { meansOf, threshold, type Request } from './map-request.ts';
import { maskFilesOf, maskRefOf } from './mask-arguments.ts';

interface Made {
  material: MapMaterial;
  warnings: readonly string[];
}

/** What the options of `bloomline map` name, assessed: what its sheets are made of. */
export const materials: Record<MapMaterial['of'], (request: Request) => Promise<Made>> = {
  bloom: async request => {
    threshold(request.values);
    return bloomOf(request, {
      files: requiredScene(request.values.scene),
      said: sceneOptionsOf(request.values),
    });
  },

  redline: async request => {
    const { values } = request;
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
    return assessed(result, plan, request);
  },

  series: async request => {
    const { values } = request;
    const folder = resolve(required('series', values.series));
    const { result, rows, ...used } = await seriesKind.run(
      {
        kind: 'series',
        folder,
        zones: { ...zonesRef(values), beside: maskFilesOf(values) },
        index: required('index', values.index),
        mask: maskRefOf(values),
        threshold: threshold(values),
        said: sceneOptionsOf(values),
      },
      meansOf(request),
      made => made,
    );
    const name = folder.split(/[\\/]/).at(-1)!;
    return {
      material: { of: 'series', name, date: '', folder, result, ...used, rows: rows.map(r => r.row) },
      warnings: result.recipe.warnings,
    };
  },

  /** One date, with its vegetation cover. */
  state: async request => {
    const { values } = request;
    const work = await stateKind.run(
      {
        kind: 'state',
        scenes: [{ files: requiredScene(values.scene), said: sceneOptionsOf(values) }],
        zones: zonesRef(values),
        indicators: ['FVC'],
        clouds: cloudsOption(values.clouds),
        endmembers: endmembersOption(values.endmembers),
        wetness: null,
        rseiScope: 'common',
        rseiScaling: null,
        align: null,
        quality: null,
      },
      meansOf(request),
      made => made,
    );
    const { scene } = work.plans[0];
    const { result, zones } = work;
    return {
      material: {
        of: 'state',
        name: scene.name,
        date: (beijingTime(scene.acquired) ?? beijingTime(result.recipe.created)!).date,
        zones,
        cover: async progress => ({
          result,
          at: { indicator: 0, date: 0 },
          scene,
          raster: await gradeRaster(work, 0, 0, progress),
        }),
      },
      warnings: result.recipe.warnings,
    };
  },

  sites: async request => {
    const { values, options } = request;
    const source = resolve(required('points', values.points));
    const { resolver } = meansOf(request);
    const ref = pointsRef(source, values['points-date']);
    const points = await resolver.groundPoints(ref, { zones: [], crs: null, subject: source, files: [] });
    const scene = values.scene
      ? await resolver.scene({ files: values.scene, said: sceneOptionsOf(values) })
      : null;
    return {
      material: {
        of: 'sites',
        ...(values.period === undefined ? {} : { period: waterPeriodOf(values.period) }),
        name: source.split(/[\\/]/).at(-1)!,
        date: options.date ?? new Date().toISOString().slice(0, 10),
        points,
        scene,
        zones: values.zones === undefined ? null : await resolver.zones(zonesRef(values)),
        simulated: (scene?.simulated ?? false) || points.some(p => p.simulated),
      },
      warnings: [],
    };
  },
};

/** A bloom assessment of one scene. */
export async function bloomOf(request: Request, scene: SceneRef): Promise<Made> {
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
  return assessed(result, plan, request);
}

function assessed(result: BloomResult | RedlineResult, plan: AssessmentPlan, { pool }: Request): Made {
  const input = { ...sheetMatter(result, plan), pool };
  const name = input.scenes.map(s => s.name).join('-');
  return {
    material: { of: result.kind, name, date: productDate(input), input },
    warnings: result.recipe.warnings,
  };
}
