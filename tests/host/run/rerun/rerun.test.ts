import { cpSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type SealedRecord, isIntact } from '#host/recipe/sealed-record.ts';
import { readRecord } from '#host/recipe/read-record.ts';
import { rerun, type Rerun } from '#host/run/rerun/rerun.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { runCli } from '#tests/fixtures/run-cli.ts';
import { writeSmallScene, writeZones } from '#tests/fixtures/small-scene.ts';

const folder = temporaryFolder();
const first = join(folder, 'first');
const moved = join(folder, 'moved');
const bloom = [3000, 500, 500, 500, 3000, 3000, 500, 500, 0, 3000, 500, 500];

const again = (product: string, ...more: string[]) => {
  const run = runCli(['rerun', product, '--json', ...more]);
  return {
    ...run,
    told: run.stdout ? (JSON.parse(run.stdout) as Rerun & { product: string }) : null,
  };
};
const productIn = (place: string, ending: string) =>
  join(
    place,
    'out',
    readdirSync(join(place, 'out')).find(
      name => name.endsWith(ending) && (ending !== '.tif' || !name.endsWith('_index.tif')),
    )!,
  );

beforeAll(async () => {
  await writeSmallScene(first, bloom, 'lake_20240605.tif');
  const ring = [[0, 0], [20, 0], [20, 15], [0, 15], [0, 0]].map(([x, y]) => [500000 + x, 3600000 - y]); // prettier-ignore
  writeZones(join(first, 'west.geojson'), [{ name: '西区', ring }]);
  const made = runCli(['assess', 'bloom', '--scene', join(first, 'lake_20240605.tif'), '--zones', join(first, 'west.geojson'), '--index', 'NDVI', '--threshold', '0', '--out', join(first, 'out')]); // prettier-ignore
  expect(made.stderr).not.toContain('error');
  cpSync(first, moved, { recursive: true });
  // Nothing is where it was: the recipe's own paths lead nowhere.
  renameSync(first, join(folder, 'gone'));
});

describe('bloomline rerun', () => {
  it('is identical, in another folder than the one it was made in', () => {
    const { told, status, stderr } = again(productIn(moved, '.recipe.json'), '--look-in', moved);
    expect(stderr).not.toContain('error');
    expect(told).toMatchObject({ identical: true, sealIntact: true, differences: [], rules: [] });
    expect(told!.compared).toBeGreaterThan(15);
    expect(told!.inputs.map(i => i.same)).toEqual([true, true]);
    expect(status).toBe(0);
  });

  it.each(['.tif', '.gpkg', '.geojson', '.pdf', '_index.tif', '_shp.zip', '.kml', '.qgz', '.csv', '.docx'])(
    '%s: identical, too',
    async ending => {
      const product = productIn(moved, ending);
      const found = await rerun({ product, record: readRecord(product), lookIn: [moved], pool: null });
      expect(found).toMatchObject({ identical: true, sealIntact: true, differences: [], rules: [] });
      expect(found.compared).toBeGreaterThan(15);
    },
    30_000,
  );

  it('all products carry the same record', () => {
    const seals = ['.recipe.json', '.tif', '.gpkg', '.geojson', '.pdf'].map(
      e => readRecord(productIn(moved, e)).seal,
    );
    expect(new Set(seals).size).toBe(1);
  });

  it('says which number differs where the record was changed, and that it was', () => {
    const path = join(moved, 'forged.json');
    const record = JSON.parse(readFileSync(productIn(moved, '.recipe.json'), 'utf8')) as SealedRecord;
    const [what] = Object.keys(record.outcome).filter(name => name.endsWith('bloomAreaKm2'));
    const recorded = record.outcome[what] as number;
    record.outcome[what] = recorded * 2;
    expect(isIntact(record)).toBe(false);
    writeFileSync(path, JSON.stringify(record));
    const { told, status } = again(path);
    expect(told).toMatchObject({
      identical: false,
      sealIntact: false,
      differences: [{ what: '西区 · bloomAreaKm2', recorded: recorded * 2, found: recorded }],
    });
    expect(status).toBe(3);
  });

  it('names a rule that is new since the record where numbers differ', () => {
    const path = join(moved, 'former.json');
    const record = JSON.parse(readFileSync(productIn(moved, '.recipe.json'), 'utf8')) as SealedRecord;
    const added = record.rules.find(r => r.id === '水华面积不确定度')!;
    record.rules = record.rules.filter(r => r !== added);
    record.outcome = Object.fromEntries(
      Object.entries(record.outcome).filter(([what]) => !what.endsWith('uncertaintyKm2')),
    );
    writeFileSync(path, JSON.stringify(record));
    const { told } = again(path);
    expect(told!.rules).toEqual([{ id: added.id, recorded: null, now: added.version }]);
    expect(told!.differences.map(d => d.what)).toContain('西区 · uncertaintyKm2');
  });

  it('reads a recipe without version as one of 0.1.0, and refuses one of a later version', () => {
    const record = JSON.parse(readFileSync(productIn(moved, '.recipe.json'), 'utf8')) as SealedRecord;
    const path = join(moved, 'other-version.json');
    writeFileSync(path, JSON.stringify({ ...record, version: undefined }));
    expect(again(path, '--look-in', moved).told).toMatchObject({ differences: [], sealIntact: false });
    writeFileSync(path, JSON.stringify({ ...record, version: 3 }));
    const { status, stderr } = again(path, '--look-in', moved);
    expect(status).toBe(1);
    expect(stderr).toContain('later version');
  });

  it('says which input differs', async () => {
    const other = join(folder, 'other');
    cpSync(moved, other, { recursive: true });
    await writeSmallScene(other, [...bloom.slice(0, 11), 3000], 'lake_20240605.tif');
    const { told } = again(productIn(other, '.gpkg'), '--look-in', other);
    expect(told!.identical).toBe(false);
    expect(told!.inputs.filter(i => !i.same).map(i => i.now)).toEqual([join(other, 'lake_20240605.tif')]);
  });

  it('runs a redline assessment again', async () => {
    const place = join(folder, 'redline');
    await writeSmallScene(place, bloom.map(() => 3000), 'lake_20230605.tif'); // prettier-ignore
    await writeSmallScene(place, bloom, 'lake_20240605.tif');
    cpSync(join(moved, 'west.geojson'), join(place, 'west.geojson'));
    const made = runCli(['assess', 'redline', '--before', join(place, 'lake_20230605.tif'), '--after', join(place, 'lake_20240605.tif'), '--zones', join(place, 'west.geojson'), '--min-area', '0', '--export', 'recipe,csv', '--out', join(place, 'out')]); // prettier-ignore
    expect(made.stderr).not.toContain('error');
    const { told, stderr } = again(productIn(place, '.csv'));
    expect(stderr).not.toContain('error');
    expect(told).toMatchObject({ identical: true, differences: [] });
    expect(told!.compared).toBeGreaterThan(10);
  });

  it('names inputs that are nowhere, and files without a recipe', () => {
    const lost = join(folder, 'lost');
    cpSync(join(moved, 'out'), join(lost, 'out'), { recursive: true });
    const run = again(productIn(lost, '.tif'));
    expect([run.status, run.stderr]).toEqual([1, expect.stringContaining('lake_20240605.tif')]);
    expect(run.stderr).toContain('--look-in');
    const plain = again(join(moved, 'west.geojson'));
    expect(plain.stderr).toContain('expected a product with a recipe inside');
    expect(again(join(moved, 'none.tif')).stderr).toContain('none.tif');
  });
});
