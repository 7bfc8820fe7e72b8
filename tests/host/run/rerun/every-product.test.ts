import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eiInputs } from '#core/ecology/ei-inputs.ts';
import { eiRules } from '#host/run/rules/ecology-rules.ts';
import { RasterPool } from '#host/raster/pool/raster-pool.ts';
import type { SealedRecord } from '#host/recipe/sealed-record.ts';
import { asRecord, readRecord } from '#host/recipe/read-record.ts';
import { rerunProduct } from '#host/products/compare/rerun-product.ts';
import { rerun } from '#host/run/rerun/rerun.ts';
import { makeDemoWorkspace } from '#host/workspace/demo/make-demo-workspace.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';

const folder = temporaryFolder();
const first = join(folder, 'first');
const moved = join(folder, 'elsewhere', 'second');
let pool: RasterPool;

/** A run of the command line in the first folder. */
async function make(out: string, ...args: string[]): Promise<void> {
  const command = [
    process.env.BLOOMLINE_CLI ?? 'electron/cli/main.ts',
    ...args,
    '--out',
    join(first, out),
    '--json',
  ];
  const run = await promisify(execFile)(process.execPath, command, {
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
    maxBuffer: 64 * 2 ** 20,
  });
  expect(run.stderr, args.join(' ')).not.toContain('error[');
}

beforeAll(async () => {
  pool = new RasterPool();
  await makeDemoWorkspace(join(first, 'demo'));
  const scene = (name: string) => join(first, 'demo', 'scenes', name);
  const zones = (name: string) => join(first, 'demo', 'zones', name);
  // Sheets and reports take seconds to draw; that they carry the record is tested beside.
  const data = 'geotiff,index,csv,xlsx,gpkg,geojson,shp,kml,qgis,recipe';
  const [before, after] = ['SIM_20240722', 'SIM_20250718'];
  const bloom = ['--zones', zones('lake.geojson'), '--index', 'NDVI', '--threshold'];
  const table = join(first, 'values.csv');
  const inputs = eiInputs(eiRules());
  const cells = inputs.map(({ max }, i) => (i === 0 ? 5000 : Math.min(max ?? 3 + i, 3 + i)));
  writeFileSync(table, `region,year,${inputs.map(i => i.id).join(',')}\n示例县,2024,${cells.join(',')}\n`);
  const red = readdirSync(scene(after)).find(name => /B04\.tif$/.test(name))!;
  const plots = join(first, 'plots.csv');
  writeFileSync(plots, plotsCsv());
  // Two processes at a time.
  await Promise.all([
    (async () => {
      await make('bloom', 'assess', 'bloom', '--scene', scene(after), ...bloom, 'otsu', '--export', data);
      await make('series', 'assess', 'bloom', '--series', join(first, 'demo', 'scenes'), ...bloom, '0');
      await make('ei', 'ei', table);
      await make('services', 'services', 'water', '--inputs', `P=${join(scene(after), red)},R=20,ET=30`, '--zones', zones('redline.geojson')); // prettier-ignore
    })(),
    (async () => {
      await make('redline', 'assess', 'redline', '--before', scene(before), '--after', scene(after), '--zones', zones('redline.geojson'), '--loss', '0.2', '--export', data); // prettier-ignore
      await make('state', 'assess', 'state', scene(before), scene(after), '--zones', zones('redline.geojson'), '--indicators', 'NDVI,FVC'); // prettier-ignore
      await make('validation', 'validate', scene(after), '--plots', plots, '--parameter', 'cover');
    })(),
  ]);
  mkdirSync(join(folder, 'elsewhere'));
  renameSync(first, moved);
});
afterAll(() => pool.close());

/** Plots of the demo's redline zones. */
function plotsCsv(): string {
  const { features } = JSON.parse(readFileSync(join(first, 'demo/zones/redline.geojson'), 'utf8')) as {
    features: { geometry: { coordinates: number[][][] } }[];
  };
  const rows = features.map(({ geometry }, i) => {
    const [ring] = geometry.coordinates;
    const [x, y] = [0, 1].map(axis => ring.reduce((sum, p) => sum + p[axis], 0) / ring.length);
    return `样地${i + 1},森林,${x},${y},2025-07-18,${60 + i}`;
  });
  return ['样地号,样地类型,经度,纬度,日期,植被覆盖度(%)', ...rows].join('\n');
}

const again = (product: string) =>
  rerunProduct({ product, record: readRecord(product), lookIn: [moved], pool });
const productsOf = (out: string) => readdirSync(join(moved, out)).map(name => join(moved, out, name));

describe('every kind of product of the demo, in another folder than the one it was made in', () => {
  it.each(['bloom', 'redline', 'series', 'state', 'ei', 'services', 'validation'])(
    '%s: identical, to the last digit',
    async out => {
      const [recipe] = productsOf(out).filter(name => name.endsWith('.recipe.json'));
      const found = await again(recipe);
      expect(found.differences).toEqual([]);
      // The recipe stands for the files beside it: each was made again.
      expect(found.products.filter(p => p.differing > 0)).toEqual([]);
      expect(found).toMatchObject({ identical: true, sealIntact: true, rules: [] });
      expect(found.compared).toBeGreaterThan(10);
      const looked = found.products.filter(p => p.compared > 0).length;
      expect(looked).toBeGreaterThanOrEqual(
        productsOf(out).filter(p => /\.(tif|csv|xlsx|gpkg)$/.test(p)).length,
      );
      for (const { now } of found.inputs) expect(now!.startsWith(moved)).toBe(true);
    },
    60_000,
  );

  it('each file leads to that record: what cannot hold it has it beside', () => {
    for (const out of ['bloom', 'redline', 'series', 'state', 'ei', 'services', 'validation']) {
      const [recipe] = productsOf(out).filter(name => name.endsWith('.recipe.json'));
      const { outcome } = readRecord(recipe);
      for (const product of productsOf(out)) expect(readRecord(product).outcome, product).toEqual(outcome);
    }
  });

  it('names a number that was changed, and an input that is another one', async () => {
    const [recipe] = productsOf('state').filter(name => name.endsWith('.recipe.json'));
    const record = JSON.parse(readFileSync(recipe, 'utf8')) as SealedRecord;
    const [name] = Object.entries(record.outcome).find(
      ([, value]) => typeof value === 'number' && value > 1,
    )!;
    const forged = { ...record, outcome: { ...record.outcome, [name]: 1 } };
    const read = asRecord(forged);
    if (!read.success) throw read.error;
    const found = await rerun({ product: recipe, record: read.data, lookIn: [moved], pool });
    expect(found).toMatchObject({ identical: false, sealIntact: false });
    expect(found.differences.map(d => d.what)).toEqual([name]);

    const table = join(moved, 'values.csv');
    writeFileSync(table, readFileSync(table, 'utf8').replace(',2024,5000,', ',2024,6000,'));
    const [ei] = productsOf('ei').filter(product => product.endsWith('.recipe.json'));
    const other = await again(ei);
    expect(other.identical).toBe(false);
    expect(other.inputs.filter(i => !i.same).map(i => i.now)).toEqual([table]);
    expect(other.differences.length).toBeGreaterThan(0);
  });
});
