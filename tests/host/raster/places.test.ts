import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { openScene } from '#host/raster/open-scene.ts';
import { longestSide, pictureSize } from '#host/raster/picture.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { sharedCases } from '#tests/fixtures/shared.ts';

const folder = temporaryFolder();

async function placed(
  name: string,
  x: number,
  y: number,
  pixel: number,
  size = 4,
  epsg = 4326,
): Promise<string> {
  const path = join(folder, name);
  await writeGeoTiff(path, {
    grid: { width: size, height: size, affine: [x, pixel, 0, y, 0, -pixel], crs: crsFromEpsg(epsg)! },
    bands: [new Uint8Array(size * size).fill(7)],
  });
  return path;
}

describe('where pixels are', () => {
  it.each([
    [13370000, 3650000, 30],
    [117, 91.6, 0.5],
    [179, 30, 0.5],
    [-181, 30, 0.5],
  ])('degrees that are none: %d, %d', async (x, y, pixel) => {
    const { grid, warnings } = openScene([await placed(`m${x}.tif`, x, y, pixel)]);
    expect(grid.crs).toBeNull();
    expect(grid.crsProblem).toContain('no degrees');
    expect(warnings).toContain(grid.crsProblem);
  });

  it('the whole world is in degrees, and half a pixel more where pixels are points', async () => {
    for (const [x, y] of [
      [-180, 90],
      [-180.25, 90.25],
    ])
      expect(openScene([await placed(`w${x}.tif`, x, y, 0.5, 360)]).grid.crs?.epsg).toBe(4326);
  });

  it('a tag of the wrong type is damage, in words', async () => {
    const path = await placed('typed.tif', 117, 30, 0.01);
    const whole = readFileSync(path);
    const first = whole.readUInt32LE(4);
    for (let at = first + 2; at < first + 2 + whole.readUInt16LE(first) * 12; at += 12) {
      const tag = whole.readUInt16LE(at);
      const [isPlace, isStructure] = [
        [33550, 33922].includes(tag),
        [256, 258, 277, 322, 324, 325].includes(tag),
      ];
      if (!isPlace && !isStructure) continue;
      const changed = Buffer.from(whole);
      changed.writeUInt16LE(isPlace ? 2 : 11, at + 2);
      writeFileSync(join(folder, 'changed.tif'), changed);
      expect(() => openScene([join(folder, 'changed.tif')]), String(tag)).toThrow(
        `tag ${tag} has the wrong type`,
      );
    }
  });

  it('pictures keep the proportions of the scene within a longest side', () => {
    expect(pictureSize({ width: 4000, height: 2000 }, 1024)).toEqual([1024, 512]);
    expect(pictureSize({ width: 1, height: 65000 }, 1024)).toEqual([1, longestSide]);
    expect(pictureSize({ width: 65000, height: 1 }, 1024)).toEqual([1024, 1]);
    expect(pictureSize({ width: 100, height: 10000 }, 1024)).toEqual([327, 32700]);
  });

  it.runIf(existsSync(join(sharedCases, 'raster')))('the cases that lie beside the project', () => {
    const open = (name: string) => openScene([join(sharedCases, 'raster', name)]);
    expect(open('esri-albers-pe-string.tif').grid.crs).toMatchObject({
      name: 'WGS_1984_Albers',
      kind: 'projected',
    });
    expect(open('degrees-that-are-metres.tif').grid.crsProblem).toContain('no degrees');
    expect(() => open('strip-offset-is-a-float.tif')).toThrow('tag 273');
  });
});
