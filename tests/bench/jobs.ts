import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gdal } from '../fixtures/gdal.ts';
import type { Layout } from './make-data.ts';

export interface Rival {
  name: string;
  command: string[];
  available: boolean;
  /** What we mean to reach. */
  reach: string;
}

export interface Job {
  name: string;
  ours: string[];
  rivals: Rival[];
  /** Fewer runs for the slow ones. */
  runs?: number;
}

export interface Places {
  root: string;
  cli: string;
  folder: string;
  data: Record<Layout, string>;
  node: string;
}

const has = (command: string, args: string[]) => spawnSync(command, args).status === 0;

/** The jobs of the benchmark, ours and the native tools' on the same files. */
export function jobs({ root, cli, folder, data, node }: Places): Job[] {
  const python = '/usr/bin/python3';
  const rasterio = has(python, ['-c', 'import rasterio, numpy']);
  const qgis = has(python, ['-c', 'import qgis.core']);
  const script = (name: string) => join(root, 'tests', 'bench', name);
  const list: Job[] = [];

  for (const layout of Object.keys(data) as Layout[]) {
    const file = data[layout];
    list.push({
      name: `NDVI > 0.3, total area, ${layout}`,
      ours: [
        node,
        cli,
        'stats',
        '--scene',
        file,
        '--bands',
        'red=3,nir=4',
        '--index',
        'NDVI',
        '--zones',
        'scene',
        '--threshold',
        '0.3',
        '--json',
      ],
      rivals: [
        {
          name: 'rasterio + numpy, windowed, 2 processes',
          command: [python, script('rasterio_area.py'), file, '3', '4', '0.3'],
          available: rasterio,
          reach: layout.endsWith('lzw') ? '≤ 1.1' : '≤ 1.0',
        },
      ],
    });
  }
  const calc = (file: string) => [
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
    join(folder, 'calc.tif'),
    '--type=Byte',
    '--calc=(A.astype(float)-B)/(A.astype(float)+B+(A+B==0))>0.3',
    '--NoDataValue=255',
    '--co=COMPRESS=DEFLATE',
    '--co=TILED=YES',
  ];
  list.push({
    name: 'NDVI > 0.3, total area, cog_deflate',
    ours: list[0].ours,
    rivals: [
      {
        name: 'gdal_calc.py to a mask',
        command: calc(data.cog_deflate),
        available: has('gdal_calc.py', ['--help']),
        reach: '≤ 0.2',
      },
    ],
    runs: 3,
  });

  const ndvi = join(folder, 'ndvi.tif');
  if (!existsSync(ndvi)) makeNdvi(data.tiled_deflate, ndvi, python);
  for (const zones of ['zones_300', 'zones_5000']) {
    const path = join(folder, `${zones}.geojson`);
    list.push({
      name: `exact statistics of ${zones} on an NDVI raster`,
      ours: [node, cli, 'stats', '--scene', ndvi, '--index', 'b1', '--zones', path, '--json'],
      rivals: [
        {
          name: 'QGIS native:zonalstatisticsfb (pixel centres)',
          command: [python, script('qgis_zonal.py'), ndvi, path],
          available: qgis,
          reach: '≤ 0.2',
        },
      ],
      runs: 3,
    });
    list.push({
      name: `exact statistics of ${zones} from the bands of the interleaved COG`,
      ours: [
        node,
        cli,
        'stats',
        '--scene',
        data.cog_deflate,
        '--bands',
        'red=3,nir=4',
        '--index',
        'NDVI',
        '--zones',
        path,
        '--json',
      ],
      rivals: [
        {
          name: 'gdal_calc.py, then QGIS',
          command: [
            'sh',
            '-c',
            `${calcNdvi(data.cog_deflate, join(folder, 'calc_ndvi.tif'))} && ${python} ${script('qgis_zonal.py')} ${join(folder, 'calc_ndvi.tif')} ${path}`,
          ],
          available: qgis,
          reach: '≤ 0.08',
        },
      ],
      runs: 3,
    });
  }
  return list;
}

const calcNdvi = (file: string, out: string) =>
  `gdal_calc.py --quiet --overwrite -A ${file} --A_band=4 -B ${file} --B_band=3 --outfile ${out} --type=Float32 --calc='(A.astype(float)-B)/(A.astype(float)+B+(A+B==0))' --NoDataValue=-9999 --co=COMPRESS=DEFLATE --co=TILED=YES`;

function makeNdvi(source: string, path: string, python: string): void {
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
