import { join } from 'node:path';
import { calcNdvi, hasGdalCalc, hasRasterio, python, redAndNir, type BenchPlaces, type Job } from './job.ts';

/** NDVI of the whole scene written as a tiled GeoTIFF of 32-bit floats, without overviews as the rivals do. */
export function writeJobs({ bloomline, folder, data, script }: BenchPlaces): Job[] {
  const source = data.tiled_deflate;
  const target = (name: string) => join(folder, `written_${name}.tif`);
  return ['deflate', 'zstd'].map(compress => ({
    name: `NDVI written, tiled float32 ${compress}`,
    ours: [
      ...bloomline,
      'index',
      '--scene',
      source,
      ...redAndNir,
      '--out',
      target('ours'),
      '--compress',
      compress,
      '--overviews',
      'none',
      '--json',
    ],
    rivals: [
      {
        name: 'rasterio, windowed, writer with 2 threads',
        command: [python, script('rasterio_ndvi.py'), source, target('rasterio'), '3', '4', compress],
        available: hasRasterio(),
        reach: compress === 'zstd' ? '≤ 0.7' : '≤ 1.0',
      },
      {
        name: 'gdal_calc.py',
        command: calcNdvi(source, target('calc'), compress.toUpperCase()),
        available: hasGdalCalc(),
        reach: '≤ 0.45',
      },
    ],
    runs: 3,
  }));
}
