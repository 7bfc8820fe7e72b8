import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openScene } from '#host/raster/open-scene.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { smallGrid } from '#tests/fixtures/small-scene.ts';

const folder = temporaryFolder();
const dn = (first: number) => Uint16Array.from({ length: 12 }, (_, i) => first + i);

async function twoBands(name: string, nodata?: number): Promise<string> {
  const path = join(folder, name);
  const content = { grid: smallGrid, bands: [dn(1000), dn(2000)], descriptions: ['red', 'nir'] };
  await writeGeoTiff(path, { ...content, ...(nodata === undefined ? {} : { nodata }) });
  return path;
}

/** Validity codes of the first row, read as a window and at places: both ways tell the same. */
async function firstRow(path: string, layers: string[]): Promise<number[]> {
  const reader = new SceneReader(openScene([path]));
  try {
    const window = await reader.readWindow(layers, { col: 0, row: 0, width: 4, height: 1 }, 'none');
    const places = await reader.samplePixels(layers, Int32Array.of(0, 1, 2, 3), new Int32Array(4), 1, 'none');
    expect([...places.validity]).toEqual([...window.validity]);
    return [...window.validity];
  } finally {
    reader.close();
  }
}

describe('what tells valid pixels band by band', () => {
  it('a mask with a sample for each band takes from each its own', async () => {
    const path = await twoBands('masked.tif');
    const mask = (hidden: number) => Uint8Array.from({ length: 12 }, (_, i) => (i === hidden ? 0 : 255));
    const beside = join(folder, 'mask.tif');
    await writeGeoTiff(beside, { grid: smallGrid, bands: [mask(0), mask(1)] });
    renameSync(beside, `${path}.msk`);
    expect(await firstRow(path, ['R'])).toEqual([1, 0, 0, 0]);
    expect(await firstRow(path, ['N'])).toEqual([0, 1, 0, 0]);
    expect(await firstRow(path, ['R', 'N'])).toEqual([1, 1, 0, 0]);
  });

  it('the nodata of .aux.xml goes before that of the file, for the bands that it names', async () => {
    const path = await twoBands('pam.tif', 2003);
    writeFileSync(
      `${path}.aux.xml`,
      '<PAMDataset><PAMRasterBand band="1"><NoDataValue>1002</NoDataValue></PAMRasterBand></PAMDataset>',
    );
    expect(openScene([path]).bands.map(b => b.nodata)).toEqual([1002, 2003]);
    expect(await firstRow(path, ['R'])).toEqual([0, 0, 1, 0]);
    expect(await firstRow(path, ['N'])).toEqual([0, 0, 0, 1]);
  });
});
