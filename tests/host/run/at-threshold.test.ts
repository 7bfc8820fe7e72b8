import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromFile } from 'geotiff';
import { beforeAll, describe, expect, it } from 'vitest';
import { bloomExpression, isBloom } from '#core/bloom/bloom-rule.ts';
import type { BloomResult } from '#core/bloom/bloom-result.ts';
import type { RedlineResult } from '#core/redline/redline-result.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { runCli } from '#tests/fixtures/run-cli.ts';
import { writeSmallScene, writeZones } from '#tests/fixtures/small-scene.ts';

/**
 * Red is 1000, so infrared 3000 is NDVI 0.5 and 1000 is 0, both without rounding; the fall between them is 0.5.
 * What equals a threshold is no bloom and no change, in the table, the class raster, the polygons and the shader alike.
 */
const folder = temporaryFolder();
const zones = join(folder, 'all.geojson');
const levels = (a: number, b: number) => Array.from({ length: 12 }, (_, i) => (i % 4 < 2 ? a : b));

beforeAll(async () => {
  await writeSmallScene(folder, levels(3000, 1000), 'first.tif');
  await writeSmallScene(folder, levels(1000, 1000), 'second.tif');
  const ring = [
    [0, 0],
    [40, 0],
    [40, 30],
    [0, 30],
    [0, 0],
  ].map(([x = 0, y = 0]) => [500000 + x, 3600000 - y]);
  writeZones(zones, [{ name: '全', ring }]);
});

function assess<Result>(name: string, args: string[]) {
  const out = join(folder, name);
  const run = runCli([
    'assess',
    ...args,
    '--zones',
    zones,
    '--export',
    'geotiff,geojson',
    '--out',
    out,
    '--json',
  ]);
  if (run.status !== 0) throw new Error(run.stderr);
  const productOf = (ending: string) =>
    join(
      out,
      readdirSync(out).find(file => file.endsWith(ending))!,
    );
  const classes = async () => {
    const image = await (await fromFile(productOf('.tif'))).getImage();
    return new Set((await image.readRasters({ interleave: true })) as Uint8Array);
  };
  const shapes = () => {
    const { features } = JSON.parse(readFileSync(productOf('.geojson'), 'utf8')) as {
      features: { properties: Record<string, unknown> }[];
    };
    return features.length;
  };
  return { result: JSON.parse(run.stdout) as Result, classes, shapes };
}

const bloomAt = (threshold: string) =>
  assess<BloomResult>(`bloom-${threshold}`, [
    'bloom',
    '--scene',
    join(folder, 'first.tif'),
    '--index',
    'NDVI',
    '--threshold',
    threshold,
  ]);
const changeAt = (threshold: string, from = 'first', to = 'second') =>
  assess<RedlineResult>(`change-${threshold}-${from}`, [
    'redline',
    '--before',
    join(folder, `${from}.tif`),
    '--after',
    join(folder, `${to}.tif`),
    '--threshold',
    threshold,
    '--direction',
    'both',
    '--min-area',
    '0',
  ]);

describe('a value that equals the threshold', () => {
  it('is no bloom: table, class raster, polygons, shader', async () => {
    const at = bloomAt('0.5');
    const below = bloomAt('0.4999');
    expect(at.result.zones.map(z => z.bloomAreaKm2)).toEqual([0]);
    // Six pixels of 100 m².
    expect(below.result.zones[0]!.bloomAreaKm2).toBeCloseTo(0.0006, 5);
    expect([await at.classes(), await below.classes()]).toEqual([new Set([1]), new Set([1, 2])]);
    expect(below.shapes() - at.shapes()).toBe(1);
    const [operator, left, right] = bloomExpression(0.5, 0.5);
    expect(operator).toBe('>');
    expect(left > right).toBe(isBloom(0.5, 0.5));
  });

  it.each([
    ['first', 'second', 2],
    ['second', 'first', 3],
  ])('is no change from %s to %s', async (from, to, kind) => {
    const at = changeAt('0.5', from, to);
    const below = changeAt('0.4999', from, to);
    expect(at.result.patches).toEqual([]);
    expect(below.result.patches).toHaveLength(1);
    expect([await at.classes(), await below.classes()]).toEqual([new Set([1]), new Set([1, kind])]);
  });
});
