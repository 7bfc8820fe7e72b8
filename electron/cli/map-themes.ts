import { resolve } from 'node:path';

import { beijingTime } from '#core/foundation/dates.ts';
import { inEnglish } from '#core/words/said.ts';

import { gradeRaster } from '#host/run/state/grade-raster.ts';
import { productStem } from '#host/files/file-name.ts';

import { coverMap, frequencyMap, siteMap } from '#host/products/sheets/thematic-map.ts';

import { cloudsOption, required, requiredScene, sceneOptionsOf, UsageError, zonesRef } from './arguments.ts';
import { endmembersOption } from './assess-state.ts';
import { pointsRef } from './ground.ts';
import { seriesKind } from '#host/run/kinds/series.ts';
import { stateKind } from '#host/run/kinds/state.ts';
import { seriesFrequency } from '#host/products/sheets/series-frequency.ts';
import { meansOf, type MapWork, type Request, stemOf, threshold } from './map-request.ts';
import { maskFilesOf, maskRefOf } from './mask-arguments.ts';

export async function frequency(request: Request): Promise<MapWork> {
  const { values, template, options, pool, progress } = request;
  const folder = resolve(required('series', values.series));
  const {
    result,
    zones,
    options: used,
    rows,
  } = await seriesKind.run(
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
  const found = await seriesFrequency(
    folder,
    zones,
    used,
    rows.map(r => r.row),
    pool,
    progress,
  );
  const dates = found.used.map(u => u.date);
  return {
    stem: productStem(template.id, folder.split(/[\\/]/).at(-1)!, `${dates[0]}_${dates.at(-1)!}`),
    sheets: () =>
      Promise.resolve([
        {
          name: template.id,
          make: () => Promise.resolve(frequencyMap(result, found, zones, options, template)),
        },
      ]),
    atlas: null,
    warnings: [
      ...result.recipe.warnings,
      ...(found.otherGrid ? [inEnglish('cli.scenes-without-place', { count: found.otherGrid })] : []),
    ],
  };
}

export async function cover(request: Request): Promise<MapWork> {
  const { values, template, options } = request;
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
  const { result } = work;
  return {
    stem: stemOf(
      template,
      [scene],
      (beijingTime(scene.acquired) ?? beijingTime(result.recipe.created)!).date,
    ),
    sheets: () =>
      Promise.resolve([
        {
          name: scene.name,
          make: async progress => {
            const raster = await gradeRaster(work, 0, 0, progress);
            return coverMap(result, { indicator: 0, date: 0 }, scene, raster, work.zones, options, template);
          },
        },
      ]),
    atlas: null,
    warnings: result.recipe.warnings,
  };
}

export async function sites(kind: 'sites' | 'water-class', request: Request): Promise<MapWork> {
  const { values, template, options } = request;
  const source = resolve(required('points', values.points));
  const { resolver } = meansOf(request);
  const ref = pointsRef(source, values['points-date']);
  const points = await resolver.groundPoints(ref, { zones: [], crs: null, subject: source, files: [] });
  const scene = values.scene
    ? await resolver.scene({ files: values.scene, said: sceneOptionsOf(values) })
    : null;
  const zones = values.zones === undefined ? null : await resolver.zones(zonesRef(values));
  const name = source.split(/[\\/]/).at(-1)!;
  const sheet = () =>
    siteMap(
      kind,
      points,
      { scene, zones },
      options,
      { name, simulated: (scene?.simulated ?? false) || points.some(p => p.simulated) },
      template,
    );
  if (values.atlas !== undefined) throw new UsageError(`--atlas ${values.atlas}: this map has no atlas`);
  return {
    stem: productStem(template.id, name, options.date ?? new Date().toISOString().slice(0, 10)),
    sheets: () => Promise.resolve([{ name, make: () => Promise.resolve(sheet()) }]),
    atlas: null,
    warnings: [],
  };
}
