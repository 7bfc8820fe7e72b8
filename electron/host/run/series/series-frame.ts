import { isAbsolute, join } from 'node:path';
import type { SceneRow } from '#core/bloom/series.ts';
import { BloomlineError } from '#core/foundation/errors.ts';

import type { ZoneSet } from '#core/zones/zone-set.ts';
import { say } from '#core/words/said.ts';
import type { BloomFrame } from '#host/raster/lanes/bloom-frame.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';

import { boundingWindow, usablePlaces } from '#host/run/zones/place-zones.ts';
import { planBloom } from '#host/run/bloom/plan-bloom.ts';
import { withCorrections, type SeriesOptions } from './assess-series.ts';

import { wavelengths } from '#host/run/zones/lanes.ts';

/** Pixels along the longer side of a frame. */
const frameSide = 320;

/** The zones on the scene of a date that shows most of them, as a small picture. */
export async function seriesFrame(
  pool: RasterPool,
  folder: string,
  zones: ZoneSet,
  options: SeriesOptions,
  rows: readonly SceneRow[],
): Promise<BloomFrame> {
  const seen = (row: SceneRow) => row.zones.reduce((sum, z) => sum + z.validAreaKm2, 0);
  const row = [...rows].sort((a, b) => seen(b) - seen(a))[0];
  if (!row) throw new BloomlineError('not-found', 'series', say('series.no-scene-of-date'));
  const paths = row.files.map(file => (isAbsolute(file) ? file : join(folder, file)));
  const scene = await pool.run('openScene', { paths, options: options.scene ?? {} });
  const { index } = options;
  const mask = withCorrections(options.mask, row.corrections);
  const plan = planBloom({ scene, zones, index, mask });
  const places = usablePlaces(plan.placed);
  const window = boundingWindow(places.map(p => p.window))!;
  return pool.run('bloomFrame', {
    scene,
    formula: plan.formula,
    wavelengths: wavelengths(scene),
    zones: places,
    window,
    step: Math.max(1, Math.max(window.width, window.height) / frameSide),
    threshold: row.zones.find(z => !z.problem)?.threshold ?? 0,
    mask: plan.masking,
  });
}
