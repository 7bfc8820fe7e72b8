import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hasRasterio, python, type BenchPlaces, type Job } from './job.ts';

/**
 * A series of 92 dates of a small lake: area, share, grade and the rest per date; the rival counts pixels, alone or
 * with what else our rows say.
 */
export function seriesJobs({ bloomline, folder, script }: BenchPlaces): Job[] {
  if (!hasRasterio()) return [];
  const scenes = join(folder, 'series');
  const zones = join(folder, 'series.geojson');
  if (!existsSync(zones)) execFileSync(python, [script('make_series.py'), scenes, zones]);
  const options = ['--zones', zones, '--index', 'NDVI', '--threshold', '0', '--json'];
  return [
    {
      name: 'series of 92 dates of a small lake',
      ours: [...bloomline, 'assess', 'bloom', '--series', scenes, ...options],
      rivals: [
        {
          name: 'rasterio + numpy, the zone rasterised once',
          command: [python, script('rasterio_series.py'), scenes, zones, '0'],
          available: true,
          reach: '≤ 1.0',
        },
        {
          name: 'the same with statistics, histogram, reasons and hash',
          command: [python, script('rasterio_series.py'), scenes, zones, '0', 'same'],
          available: true,
          reach: '≤ 1.0',
        },
      ],
    },
  ];
}
