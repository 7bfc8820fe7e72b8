import { join } from 'node:path';
import { hasGdalCalc, hasRasterio, python, redAndNir, type BenchPlaces, type Job } from './job.ts';
import type { Layout } from './make-data.ts';

/** NDVI, threshold and area of the whole scene; nothing is written. */
export function areaJobs({ bloomline, folder, data, script }: BenchPlaces): Job[] {
  const ours = (file: string) => [
    ...bloomline,
    'stats',
    '--scene',
    file,
    ...redAndNir,
    '--zones',
    'scene',
    '--threshold',
    '0.3',
    '--json',
  ];
  const withRasterio = (Object.keys(data) as Layout[]).map(layout => ({
    name: `NDVI > 0.3, total area, ${layout}`,
    ours: ours(data[layout]),
    rivals: [
      {
        name: 'rasterio + numpy, windowed, 2 processes',
        command: [python, script('rasterio_area.py'), data[layout], '3', '4', '0.3'],
        available: hasRasterio(),
        reach: '≤ 1.0',
      },
    ],
  }));
  return [
    ...withRasterio,
    {
      name: 'NDVI > 0.3, total area, cog_deflate',
      ours: ours(data.cog_deflate),
      rivals: [
        {
          name: 'gdal_calc.py to a mask',
          command: calcMask(data.cog_deflate, join(folder, 'calc.tif')),
          available: hasGdalCalc(),
          reach: '≤ 0.2',
        },
      ],
      runs: 3,
    },
  ];
}

const calcMask = (file: string, out: string) => [
  'gdal_calc.py',
  '--quiet',
  '--overwrite',
  '-A',
  file,
  '--A_band=4',
  '-B',
  file,
  '--B_band=3',
  '--outfile',
  out,
  '--type=Byte',
  '--calc=(A.astype(float)-B)/(A.astype(float)+B+(A+B==0))>0.3',
  '--NoDataValue=255',
  '--co=COMPRESS=DEFLATE',
  '--co=TILED=YES',
];
