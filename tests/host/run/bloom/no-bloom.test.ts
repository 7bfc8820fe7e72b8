import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { bulletinText } from '#core/page/bulletin.ts';
import { assessBloom } from '#host/run/bloom/assess-bloom.ts';
import { cloudsOnly } from '#host/recipe/mask-request.ts';
import { planBloom } from '#host/run/bloom/plan-bloom.ts';
import { tallyBloom } from '#host/run/bloom/tally-bloom.ts';
import { openScene } from '#host/raster/open-scene.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';

const folder = temporaryFolder();
const crs = crsFromEpsg(32650)!;
const side = 220;
const affine = [500_000, 10, 0, 3_600_000, 0, -10] as const;

/** Roughly normal noise of deviation one, the same every time. */
function* noise(seed: number) {
  for (;;) {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += (seed = (seed * 48271) % 2147483647) / 2147483647;
    yield sum;
  }
}

/** Reflectance 0.05 in red; infrared as given, both with noise of 0.003. */
async function lake(name: string, infrared: (col: number, row: number) => number) {
  const drawn = noise(4711);
  const band = (value: (i: number) => number) =>
    Float32Array.from({ length: side * side }, (_, i) => value(i) + 0.003 * drawn.next().value!);
  const path = join(folder, `${name}.tif`);
  const bands = [band(() => 0.05), band(i => infrared(i % side, Math.floor(i / side)))];
  await writeGeoTiff(path, {
    grid: { width: side, height: side, affine, crs },
    bands,
    descriptions: ['red', 'nir'],
  });
  const at = (c: number, r: number) => [affine[0] + c * 10, affine[3] - r * 10];
  const outline = [at(10, 10), at(210, 10), at(210, 210), at(10, 210), at(10, 10)];
  const zones = {
    zones: [{ name: '湖', geometry: [[outline]], attributes: {} }],
    crs,
    subject: 'z',
    files: [],
  };
  const plan = planBloom({ scene: openScene([path]), zones, index: 'NDVI', mask: cloudsOnly('none') });
  return tallyBloom(plan, null);
}

const methods = ['otsu', 'valley', 'gradient'] as const;

describe('an automatic threshold', () => {
  it.each(methods)('by %s says that bloom-free noisy water has no separable bloom', async method => {
    const result = await assessBloom(await lake('clear', () => 0.03), { threshold: method }, null);
    const [zone] = result.zones;
    expect(result.noBloom).toMatch(/no separable bloom/);
    expect(zone).toMatchObject({ bloomAreaKm2: 0, bloomShare: 0 });
    expect(zone.sensitivity).toMatchObject({ lowerKm2: 0, upperKm2: 0 });
    const facts = {
      title: '',
      sensor: null,
      scene: '',
      acquired: null,
      resolutionM: 10,
      clouds: 'kept' as const,
    };
    expect(bulletinText(result, { ...facts, parameters: [] }, 'zh-CN')).toContain('无可分离的水华');
  });

  it.each(methods)('by %s finds a bloom over a quarter of the lake', async method => {
    const tallied = await lake('bloom', (col, row) => (col < 110 && row < 110 ? 0.15 : 0.03));
    const result = await assessBloom(tallied, { threshold: method }, null);
    expect(result.noBloom).toBeUndefined();
    expect(result.zones[0].bloomShare).toBeCloseTo(1 / 4, 3);
  });

  it.each(['otsu', 'gradient'] as const)(
    'by %s finds a patch of one part in 625 by the water near edges',
    async method => {
      const tallied = await lake('small', (col, row) =>
        col >= 100 && col < 108 && row >= 100 && row < 108 ? 0.15 : 0.03,
      );
      const result = await assessBloom(tallied, { threshold: method }, null);
      expect(result.zones[0].bloomShare).toBeCloseTo(1 / 625, 4);
    },
  );

  it('refuses a lake that is one class above the published threshold: all bloom, or no water', async () => {
    const tallied = await lake('forest', () => 0.4);
    await expect(assessBloom(tallied, { threshold: 'otsu' }, null)).rejects.toThrow(/holds one class/);
  });

  it('does not call the clearer of two waters none and the other bloom: both lie below the floor of NDVI', async () => {
    // NDVI −0.67 and −0.43.
    const result = await assessBloom(
      await lake('two-waters', col => (col < 110 ? 0.01 : 0.02)),
      { threshold: 'otsu' },
      null,
    );
    expect(result.noBloom).toContain('physical floor');
    expect(result.zones[0].bloomAreaKm2).toBe(0);
  });
});
