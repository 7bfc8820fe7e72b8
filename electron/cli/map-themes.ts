import { resolve } from 'node:path';
import type { SceneRow, SkippedScene } from '#core/bloom/series.ts';
import { beijingTime } from '#core/foundation/beijing-time.ts';
import { inEnglish } from '#core/words/said.ts';
import { assessScenes } from '#host/run/series/assess-series.ts';
import { planBloom } from '#host/run/bloom/plan-bloom.ts';

import { seriesResult } from '#host/run/series/series-result.ts';
import { assessState } from '#host/run/state/assess-state.ts';
import { gradeRaster } from '#host/run/state/grade-raster.ts';
import { productStem } from '#host/files/file-name.ts';
import { frequencyRaster } from '#host/products/sheets/frequency-raster.ts';
import { coverMap, frequencyMap, siteMap } from '#host/products/sheets/thematic-map.ts';
import { openChecked } from '#host/raster/check-radiometry.ts';
import { listScenes } from '#host/raster/list-scenes.ts';
import { cloudsOption, required, requiredScene, sceneOptionsOf, UsageError } from './arguments.ts';
import { endmembersOption } from './assess-state.ts';
import { pointsOf } from './ground.ts';
import { maskRequestOf } from './mask-arguments.ts';
import { type MapWork, type Request, zonesOf, tellZones, stemOf, threshold } from './map-request.ts';

export async function frequency(request: Request): Promise<MapWork> {
  const { values, template, options, pool, progress } = request;
  const folder = resolve(required('series', values.series));
  const zones = await zonesOf(request);
  const mask = await maskRequestOf(values);
  const index = required('index', values.index);
  const choice = { index, mask, threshold: threshold(values), scene: sceneOptionsOf(values) };
  const rows: { row: SceneRow; paths: string[] }[] = [];
  const skipped: SkippedScene[] = [];
  await assessScenes(
    { folder, zones, options: choice, pool },
    listScenes(folder),
    ({ group, row, skipped: message }) => {
      if (row) rows.push({ row, paths: group.paths });
      else skipped.push({ scene: group.name, message: message! });
    },
    progress,
  );
  const result = await seriesResult({
    folder,
    zones,
    options: choice,
    rows: rows.map(r => r.row),
    skipped,
  });
  const found = await frequencyRaster(
    rows.flatMap(({ row, paths }) =>
      row.problem
        ? []
        : [
            {
              date: row.date,
              threshold: row.zones.find(z => !z.problem)!.threshold,
              open: async () => {
                const scene = await openChecked(paths, choice.scene);
                return planBloom({ scene, zones, index, mask });
              },
            },
          ],
    ),
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
      ...tellZones(zones),
      ...result.recipe.warnings,
      ...(found.otherGrid ? [inEnglish('cli.scenes-without-place', { count: found.otherGrid })] : []),
    ],
  };
}

export async function cover(request: Request): Promise<MapWork> {
  const { values, template, options, pool, progress } = request;
  const scene = await openChecked(requiredScene(values.scene), sceneOptionsOf(values));
  const zones = await zonesOf(request);
  const work = await assessState(
    {
      scenes: [scene],
      zones,
      indicators: ['FVC'],
      clouds: cloudsOption(values.clouds),
      endmembers: endmembersOption(values.endmembers),
      wetness: null,
      rseiScope: 'each',
      quality: null,
      pool,
    },
    progress,
  );
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
            return coverMap(result, { indicator: 0, date: 0 }, scene, raster, zones, options, template);
          },
        },
      ]),
    atlas: null,
    warnings: [...tellZones(zones), ...result.recipe.warnings],
  };
}

export async function sites(kind: 'sites' | 'water-class', request: Request): Promise<MapWork> {
  const { values, template, options } = request;
  const source = resolve(required('points', values.points));
  const { points, warnings } = await pointsOf(source, values['points-date']);
  const scene = values.scene ? await openChecked(values.scene, sceneOptionsOf(values)) : null;
  const zones = values.zones === undefined ? null : await zonesOf(request);
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
    warnings,
  };
}
