import { isAbsolute, join } from 'node:path';
import type { SceneRow } from '#core/bloom/series.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import type { Zone } from '#core/zones/zone.ts';
import type { BloomFrame } from '#host/raster/lanes/bloom-frame.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { findIndex } from '#host/run/index/index-choice.ts';
import { boundingWindow, placeZones, usablePlaces } from '#host/run/zones/place-zones.ts';
import type { SeriesOptions } from './assess-series.ts';
import { planMask } from '#host/run/mask/plan-mask.ts';
import { wavelengths } from '#host/run/zones/tally-zones.ts';

/** Pixels along the longer side of a frame. */
const frameSide = 320;

/** The zones on the scene of a date that shows most of them, as a small picture. */
export async function seriesFrame(
  pool: RasterPool,
  folder: string,
  zones: readonly Zone[],
  options: SeriesOptions,
  rows: readonly SceneRow[],
): Promise<BloomFrame> {
  const seen = (row: SceneRow) => row.zones.reduce((sum, z) => sum + z.validAreaKm2, 0);
  const row = [...rows].sort((a, b) => seen(b) - seen(a))[0];
  if (!row) throw new BloomlineError('not-found', 'series', 'there is no scene of this date');
  const paths = row.files.map(file => (isAbsolute(file) ? file : join(folder, file)));
  const scene = await pool.run('openScene', { paths, options: options.scene ?? {} });
  const placed = placeZones(zones, cgcs2000, scene.grid, 'zones');
  const places = usablePlaces(placed);
  const window = boundingWindow(places.map(p => p.window))!;
  return pool.run('bloomFrame', {
    scene,
    formula: findIndex(options.index).formula,
    wavelengths: wavelengths(scene),
    zones: places,
    window,
    step: Math.max(1, Math.max(window.width, window.height) / frameSide),
    threshold: row.zones.find(z => !z.problem)?.threshold ?? 0,
    mask: planMask(
      scene,
      zones.filter((_, i) => !placed[i].problem),
      cgcs2000,
      { ...options.mask, corrections: [...options.mask.corrections, ...(row.corrections ?? [])] },
    ),
  });
}
