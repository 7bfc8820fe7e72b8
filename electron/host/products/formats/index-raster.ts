import { writeCog } from '#host/raster/tiff/write/write-cog.ts';
import { hasIndexRaster, indexTitle } from '#host/products/layers/index-look.ts';
import { sealedRecord } from '#host/recipe/sealed-record.ts';
import { bloomIndexRaster, changeRaster } from '#host/run/index-raster.ts';
import type { ProductFormat } from './product-format.ts';

/**
 * The measured values as a Cloud Optimized GeoTIFF: 32-bit floats, NaN is nodata, overviews, statistics, the record
 * inside.
 */
export const indexFormat: ProductFormat = {
  kind: 'index',
  label: { zh: '指数栅格 GeoTIFF', en: 'Index raster, GeoTIFF' },
  ending: '_index.tif',
  fits: hasIndexRaster,
  async write(path, { input, quiet }) {
    const { result } = input.assessment;
    const plan = input.plan();
    const { grid, rows } = plan.kind === 'bloom' ? bloomIndexRaster(plan, quiet) : changeRaster(plan, quiet);
    await writeCog(
      path,
      {
        grid,
        type: 'Float32',
        samples: 1,
        nodata: NaN,
        overviews: 'average',
        statistics: true,
        tileSide: Math.max(grid.width, grid.height) > 512 ? 512 : 256,
        bands: [{ description: indexTitle(input), scale: 1, offset: 0 }],
        items: {
          BLOOMLINE_RECIPE: JSON.stringify(sealedRecord(input, { short: true })),
          BLOOMLINE_THRESHOLD: String(result.threshold),
          ...(result.recipe.simulated ? { BLOOMLINE_SIMULATED: 'yes' } : {}),
        },
      },
      rows,
    );
  },
};
