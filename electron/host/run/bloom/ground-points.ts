import {
  gradePoint,
  isHomogeneous,
  type GroundOptions,
  type GroundPointResult,
  type GroundPoints,
  type WindowValue,
} from '#core/ground/beside-satellite.ts';
import { valuesNear, type GroundPoint } from '#core/ground/ground-point.ts';
import { BloomlineError } from '#core/foundation/errors.ts';

import { cgcs2000 } from '#core/grid/well-known-crs.ts';

import { projector } from '#core/zones/project.ts';
import { isInside } from '#core/zones/rings.ts';
import { say } from '#core/words/said.ts';

import { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';
import type { BloomPlan } from './plan-bloom.ts';
import { kernelFor } from '#host/run/index/index-choice.ts';
import { bloomRules, waterRules } from '#host/run/rules/rules.ts';
import { throwIfCancelled, type Progress } from '#host/files/progress.ts';
import { readWindowValue, windowAround } from '#host/run/zones/window-value.ts';

/** A few blocks: points are read one by one, near ones from the same blocks. */
const cacheBytes = 64 * 2 ** 20;

export interface GroundQuestion {
  points: readonly GroundPoint[];
  options: GroundOptions;
}

/**
 * The ground points inside of the zones that were sampled near the scene's date, graded, with the index around each.
 * Throws `bad-input` where the scene has no date: nothing is near it.
 */
export async function groundPoints(
  { scene, zones: { zones, crs }, definition, formula, masking: mask }: BloomPlan,
  { points, options }: GroundQuestion,
  { signal, onProgress }: Progress = {},
): Promise<GroundPoints> {
  if (scene.acquired === null)
    throw new BloomlineError('bad-input', scene.name, say('bloom.scene-without-date'));
  const kernel = kernelFor(scene, formula);
  const toZones = crs ? projector(cgcs2000, crs) : null;
  const reader = new SceneReader(scene, new BlockCache(cacheBytes));
  const found: GroundPointResult[] = [];
  try {
    for (const [i, point] of points.entries()) {
      throwIfCancelled(signal);
      onProgress?.(i, points.length, 'tally');
      const [x, y] = toZones?.(point.lon, point.lat) ?? [NaN, NaN];
      const own = zones.filter(zone => isInside(x, y, zone.geometry)).map(zone => zone.name);
      if (own.length === 0) continue;
      const values = valuesNear(point, scene.acquired, options.withinHours);
      if (values.length === 0) continue;
      const place = windowAround(scene, point, options.side);
      const satellite: WindowValue | null = place ? await readWindowValue(reader, kernel, place, mask) : null;
      const { siteId, name, code, lon, lat } = point;
      // Bloom is assessed on lakes and reservoirs: what lies in an assessed zone and is not told to be a river is one.
      const body = point.body ?? 'lake';
      found.push({
        siteId,
        name,
        code,
        lon,
        lat,
        body,
        zones: own,
        values,
        ...gradePoint(values, body, bloomRules(), waterRules()),
        satellite,
        homogeneous: satellite !== null && isHomogeneous(satellite, definition?.delta ?? 0),
      });
    }
  } finally {
    reader.close();
  }
  return { options, acquired: scene.acquired, points: found };
}
