import { join } from 'node:path';
import { isAvailable, type BenchPlaces, type Job } from './job.ts';
import type { Layout } from './make-data.ts';

/** First pictures, windows, pyramids and conversion: ours and GDAL's on the same files, whole processes. */
export function pictureJobs({ bloomline, folder, data }: BenchPlaces): Job[] {
  const available = isAvailable('gdal_translate', ['--version']);
  const out = (name: string) => join(folder, `out_${name}.tif`);
  const list: Job[] = [];
  for (const layout of Object.keys(data) as Layout[]) {
    const file = data[layout];
    list.push({
      name: `first picture, 1024 px, three bands, ${layout}`,
      ours: [
        ...bloomline,
        'picture',
        '--scene',
        file,
        '--layers',
        'b3,b2,b1',
        '--width',
        '1024',
        '--out',
        out('ours'),
      ],
      rivals: [
        {
          name: 'gdal_translate -r nearest -outsize 1024 0',
          command: 'gdal_translate -q -r nearest -outsize 1024 0 -b 3 -b 2 -b 1'
            .split(' ')
            .concat(file, out('gdal')),
          available,
          reach: '≤ GDAL + 0.2 s',
        },
      ],
    });
    list.push({
      name: `window of 512 × 512, six bands, ${layout}`,
      ours: [
        ...bloomline,
        'convert',
        file,
        '--window',
        '5000,5000,512,512',
        '--compress',
        'none',
        '--out',
        out('ours'),
      ],
      rivals: [
        {
          name: 'gdal_translate -srcwin',
          command: 'gdal_translate -q -srcwin 5000 5000 512 512'.split(' ').concat(file, out('gdal')),
          available,
          reach: '≤ GDAL + 0.05 s',
        },
      ],
    });
  }
  for (const layout of ['striped_raw', 'striped_lzw'] as const) {
    const file = data[layout];
    const workspace = join(folder, 'pyramid-workspace');
    list.push({
      name: `pyramid, average, Deflate, ${layout}`,
      ours: [
        'sh',
        '-c',
        `rm -rf ${workspace}; ${bloomline.join(' ')} pyramid ${file} --workspace ${workspace}`,
      ],
      rivals: [
        {
          name: 'gdaladdo -ro -r average, 2 threads',
          // A link of its own keeps the overviews away from the file that others read.
          command: [
            'sh',
            '-c',
            `ln -sf ${file} ${out('link')}; rm -f ${out('link')}.ovr; gdaladdo -q -ro -r average --config COMPRESS_OVERVIEW DEFLATE --config PREDICTOR_OVERVIEW 2 --config GDAL_NUM_THREADS 2 ${out('link')} 2 4 8 16 32 2>/dev/null; rm -f ${out('link')} ${out('link')}.ovr`,
          ],
          available,
          reach: '≤ 0.6',
        },
      ],
      runs: 3,
    });
  }
  list.push({
    name: 'conversion to a Deflate COG, striped_raw',
    ours: [...bloomline, 'convert', data.striped_raw, '--out', out('ours')],
    rivals: [
      {
        name: 'gdal_translate -of COG, 2 threads',
        command:
          'gdal_translate -q -of COG -co COMPRESS=DEFLATE -co PREDICTOR=YES -co BLOCKSIZE=512 -co OVERVIEW_RESAMPLING=AVERAGE -co NUM_THREADS=2 -co BIGTIFF=YES'
            .split(' ')
            .concat(data.striped_raw, out('gdal')),
        available,
        reach: '≤ 0.6',
      },
    ],
    runs: 2,
  });
  return list;
}
