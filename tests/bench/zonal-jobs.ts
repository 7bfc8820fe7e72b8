import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gdal } from '../fixtures/gdal.ts';
import { calcNdvi, hasQgis, python, redAndNir, type BenchPlaces, type Job } from './job.ts';

/** Statistics of few large and many small polygons, from an NDVI raster and straight from the bands. */
export function zonalJobs({ bloomline, folder, data, script }: BenchPlaces): Job[] {
  const ndvi = join(folder, 'ndvi.tif');
  if (!existsSync(ndvi)) makeNdvi(data.tiled_deflate, ndvi);
  const calculated = join(folder, 'calc_ndvi.tif');
  const stats = (file: string, ...rest: string[]) => [
    ...bloomline,
    'stats',
    '--scene',
    file,
    ...rest,
    '--json',
  ];
  return ['zones_300', 'zones_5000'].flatMap(zones => {
    const path = join(folder, `${zones}.geojson`);
    return [
      {
        name: `exact statistics of ${zones} on an NDVI raster`,
        ours: stats(ndvi, '--index', 'b1', '--zones', path),
        rivals: [
          {
            name: 'QGIS native:zonalstatisticsfb (pixel centres)',
            command: [python, script('qgis_zonal.py'), ndvi, path],
            available: hasQgis(),
            reach: '≤ 0.2',
          },
        ],
        runs: 3,
      },
      {
        name: `exact statistics of ${zones} from the bands of the interleaved COG`,
        ours: stats(data.cog_deflate, ...redAndNir, '--zones', path),
        rivals: [
          {
            name: 'gdal_calc.py, then QGIS',
            command: [
              'sh',
              '-c',
              `${shell(calcNdvi(data.cog_deflate, calculated))} && ${shell([python, script('qgis_zonal.py'), calculated, path])}`,
            ],
            available: hasQgis(),
            reach: '≤ 0.08',
          },
        ],
        runs: 3,
      },
    ];
  });
}

const shell = (command: string[]) => command.map(word => `'${word}'`).join(' ');

function makeNdvi(source: string, path: string): void {
  const part = `${path}.part.tif`;
  gdal(python, [
    '-c',
    `
import sys, numpy as np, rasterio
with rasterio.open(sys.argv[1]) as s:
    p = s.profile; p.update(count=1, dtype='float32', nodata=-9999, compress='deflate', predictor=3, interleave='band', blockxsize=512, blockysize=512, tiled=True)
    with rasterio.open(sys.argv[2], 'w', **p) as d:
        for _, w in s.block_windows(3):
            r, n = s.read([3, 4], window=w).astype('float32')
            v = np.where((r == 0) | (n == 0), np.float32(-9999), (n - r) / np.maximum(n + r, 1))
            d.write(v.astype('float32'), 1, window=w)
`,
    source,
    part,
  ]);
  spawnSync('mv', [part, path]);
}
