import { isAbsolute, join } from 'node:path';
import type { SceneRow } from '#core/bloom/series.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import type { Zone } from '#core/zones/zone.ts';
import type { SeriesOptions } from '#host/run/series/assess-series.ts';
import { placeZones } from '#host/run/zones/place-zones.ts';
import { planMask } from '#host/run/mask/plan-mask.ts';
import type { Progress } from '#host/files/progress.ts';
import { openChecked } from '#host/raster/check-radiometry.ts';
import { frequencyRaster, type Frequency } from './frequency-raster.ts';

/** How often bloom was seen, over the scenes of a saved series that have numbers, with their masks and hand corrections. */
export const seriesFrequency = (
  folder: string,
  zones: readonly Zone[],
  options: SeriesOptions,
  rows: readonly SceneRow[],
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
            const placed = placeZones(zones, cgcs2000, scene.grid, 'zones');
            const usable = zones.filter((_, i) => !placed[i].problem);
            const corrections = [...options.mask.corrections, ...(row.corrections ?? [])];
            return { scene, mask: planMask(scene, usable, cgcs2000, { ...options.mask, corrections }) };
          },
        },
      ];
    }),
    { index: options.index, zones, zonesCrs: cgcs2000, zonesSubject: 'zones' },
    progress,
  );
