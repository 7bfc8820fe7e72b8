import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wavelengthOf } from '#host/raster/gdal-metadata.ts';
import { openScene } from '#host/raster/open-scene.ts';
import { readSnapMetadata } from '#host/raster/snap-metadata.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';
import { ascii, encodeDirectory, encodeHead, type Entry } from '#host/raster/tiff/write/write-directory.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';

const folder = temporaryFolder();

const band = (index: number, name: string, wavelength: number, more = '') => `
  <Spectral_Band_Info>
    <BAND_INDEX>${index}</BAND_INDEX><BAND_DESCRIPTION/><BAND_NAME>${name}</BAND_NAME><DATA_TYPE>uint16</DATA_TYPE>
    <BAND_WAVELENGTH>${wavelength}</BAND_WAVELENGTH><LOG10_SCALED>false</LOG10_SCALED>${more}
  </Spectral_Band_Info>`;
const scaled = '<SCALING_FACTOR>1.0E-4</SCALING_FACTOR><SCALING_OFFSET>-0.1</SCALING_OFFSET>';
const document = (bands: string) => `<?xml version="1.0" encoding="ISO-8859-1"?>
<Dimap_Document name="lake.dim"><Production>
  <PRODUCT_SCENE_RASTER_START_TIME>15-AUG-2023 02:45:49.024000</PRODUCT_SCENE_RASTER_START_TIME></Production>
  <Image_Interpretation>${bands}</Image_Interpretation></Dimap_Document>`;

/** 2 × 1 pixels of 16-bit bands, pixel by pixel, with the tag of SNAP. */
function craft(name: string, xml: string, pixels: number[]): string {
  const path = join(folder, name);
  const samples = pixels.length / 2;
  const data = Buffer.from(Uint16Array.from(pixels).buffer);
  const entries: Entry[] = [
    [256, 4, [2]],
    [257, 4, [1]],
    [258, 3, new Array<number>(samples).fill(16)],
    [259, 3, [1]],
    [262, 3, [1]],
    [273, 4, [8]],
    [277, 3, [samples]],
    [278, 4, [1]],
    [279, 4, [data.length]],
    [33550, 12, [10, 10, 0]],
    [33922, 12, [0, 0, 0, 500000, 3600000, 0]],
    [34735, 3, [1, 1, 0, 2, 1024, 0, 1, 1, 3072, 0, 1, 32650]],
    [65000, 2, ascii(xml)],
  ];
  const head = Buffer.alloc(8);
  Buffer.from(encodeHead(8 + data.length, false)).copy(head);
  writeFileSync(path, Buffer.concat([head, data, encodeDirectory(entries, 8 + data.length, 0, false)]));
  return path;
}

describe('GeoTIFFs of SNAP', () => {
  it('names, wavelengths, scale, offset, nodata and time', async () => {
    const nodata = '<NO_DATA_VALUE_USED>true</NO_DATA_VALUE_USED><NO_DATA_VALUE>0.0</NO_DATA_VALUE>';
    const bands = [
      band(0, 'B4', 664.6, scaled + nodata),
      band(1, 'B8', 832.8, scaled),
      band(2, 'chl', 0, '<SCALING_FACTOR>1.0</SCALING_FACTOR><SCALING_OFFSET>0.0</SCALING_OFFSET>'),
    ];
    const scene = openScene([craft('snap.tif', document(bands.join('')), [1500, 3000, 7, 0, 3000, 7])]);
    expect(scene.bands.map(b => [b.role, b.description, b.wavelengthNm, b.nodata])).toEqual([
      ['R', 'B4', 664.6, 0],
      ['N', 'B8', 832.8, null],
      [null, 'chl', null, null],
    ]);
    expect(scene.acquired).toBe('2023-08-15T02:45:49Z');
    const reader = new SceneReader(scene);
    try {
      const window = { col: 0, row: 0, width: 2, height: 1 };
      const both = await reader.readWindow(['R', 'N'], window, 'none');
      expect(both.values[0][0]).toBeCloseTo(1500 * 1e-4 - 0.1, 12);
      expect(both.values[1][0]).toBeCloseTo(3000 * 1e-4 - 0.1, 12);
      expect([...both.validity]).toEqual([0, 1]);
      // The nodata of one band takes nothing from another.
      expect([...(await reader.readWindow(['N'], window, 'none')).validity]).toEqual([0, 0]);
    } finally {
      reader.close();
    }
  });

  it('logarithms are told and not scaled', () => {
    const log = band(0, 'chl', 0, scaled).replace('false</LOG10', 'true</LOG10');
    const found = readSnapMetadata(document(log))!;
    expect(found.bands[0].scale).toBeUndefined();
    expect(found.warnings.join()).toContain('chl holds logarithms');
  });

  it('whatever stands in the tag, nothing breaks', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(400), (text, cut) => {
        const xml = document(band(0, 'B4', 665, scaled));
        readSnapMetadata(xml.slice(0, cut) + text + xml.slice(cut));
        readSnapMetadata(`<Dimap_Document${text}`);
      }),
    );
  });

  it('wavelengths of other programs: micrometres or nanometres', () => {
    expect(wavelengthOf({ CENTRAL_WAVELENGTH_UM: '0.6646' })).toBe(664.6);
    expect(wavelengthOf({ wavelength: '865.0' })).toBe(865);
    expect(wavelengthOf({ wavelength: 'none' })).toBeUndefined();
  });
});
