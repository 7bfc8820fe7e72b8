import { isAbsolute, join } from 'node:path';
import type { SceneRow } from '#core/bloom/series.ts';

import { planBloom } from '#host/run/bloom/plan-bloom.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import { withCorrections, type SeriesOptions } from '#host/run/series/assess-series.ts';

import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import type { Progress } from '#host/files/progress.ts';
import { openChecked } from '#host/raster/check-radiometry.ts';
import { frequencyRaster, type Frequency } from './frequency-raster.ts';

/**
 * How often bloom was seen, over the scenes of a saved series that have numbers, with their masks and hand
 * corrections.
 */
export const seriesFrequency = (
  folder: string,
  zones: ZoneSet,
  options: SeriesOptions,
  rows: readonly SceneRow[],
  pool: RasterPool | null,
  progress: Progress = {},
): Promise<Frequency> =>
  frequencyRaster(
    rows.flatMap(row => {
      const counted = row.zones.find(z => !z.problem);
      if (row.problem || !counted) return [];
      return [
        {
          date: row.date,
          threshold: counted.threshold,
          open: async () => {
            const paths = row.files.map(file => (isAbsolute(file) ? file : join(folder, file)));
            const scene = await openChecked(paths, options.scene ?? {});
            const mask = withCorrections(options.mask, row.corrections);
            return planBloom({ scene, zones, index: options.index, mask });
          },
        },
      ];
    }),
    pool,
    progress,
  );
