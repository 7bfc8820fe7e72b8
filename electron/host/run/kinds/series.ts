import { seriesParametersSchema } from '#core/bloom/bloom-recipe.ts';
import { dirname } from 'node:path';
import type { SeriesRequest } from '#core/bloom/bloom-request.ts';
import type { SceneRow, SeriesResult, SkippedScene } from '#core/bloom/series.ts';
import type { Correction } from '#core/mask/correction.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import { listPictures } from '#host/raster/list-pictures.ts';
import type { SceneGroup } from '#host/raster/list-scenes.ts';
import { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { assessScenes, type SeriesOptions } from '#host/run/series/assess-series.ts';
import { seriesResult } from '#host/run/series/series-result.ts';
import { maskAgain } from './mask-again.ts';
import { resultKind } from './result-kind.ts';

export interface SeriesMade {
  result: SeriesResult;
  zones: ZoneSet;
  options: SeriesOptions;
  /** Every scene that has numbers, with its files. */
  rows: { row: SceneRow; paths: string[] }[];
}

/** A folder's scenes, or those of a record with their hand corrections. */
export type SeriesAsked = SeriesRequest & {
  groups?: readonly (SceneGroup & { corrections: readonly Correction[] })[];
};

export const seriesKind = resultKind({
  kind: 'series',
  parameters: seriesParametersSchema,
  result: (made: SeriesMade) => made.result,
  async run(request: SeriesAsked, { resolver, pool, progress }, use) {
    const { folder, index, threshold, said } = request;
    const { groups = listPictures(folder, said?.join) } = request;
    const zones = await resolver.zones(request.zones);
    const mask = await resolver.mask(request.mask, { files: [folder] });
    const options: SeriesOptions = {
      index,
      mask,
      threshold,
      lakeThreshold: resolver.lakeThreshold(zones, index),
      ...(said ? { scene: said } : {}),
    };
    const corrections = new Map(
      groups.map(group => [group as SceneGroup, 'corrections' in group ? group.corrections : []]),
    );
    const rows: SeriesMade['rows'] = [];
    const skipped: SkippedScene[] = [];
    await assessScenes(
      {
        folder,
        zones,
        options,
        correctionsOf: group => corrections.get(group) ?? [],
        pool: pool ?? new RasterPool(),
      },
      groups,
      ({ group, row, skipped: message }) => {
        if (row) rows.push({ row, paths: group.paths });
        else skipped.push({ scene: group.name, message: message ?? '' });
      },
      progress,
    );
    skipped.sort((a, b) => a.scene.localeCompare(b.scene));
    const result = await seriesResult({ folder, zones, options, rows: rows.map(r => r.row), skipped });
    return use({ result, zones, options, rows });
  },
  request({ parameters }, { path, zones, plants }): SeriesAsked | null {
    const { index, threshold, scene: said, scenes, asked } = parameters;
    if (!asked) return null;
    const groups = scenes.map(({ name, files, corrections = [] }) => ({
      name,
      paths: files.map(path),
      corrections,
    }));
    return {
      kind: 'series',
      folder: groups.length > 0 ? dirname(groups[0].paths[0]) : '',
      zones,
      index,
      mask: maskAgain(parameters, plants),
      threshold,
      ...(said ? { said } : {}),
      groups,
    };
  },
});
