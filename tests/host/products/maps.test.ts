import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assessmentAtlas } from '#host/products/atlas/assessment-atlas.ts';
import { makeAtlas, type AtlasInput } from '#host/products/atlas/make-atlas.ts';
import { planBloom } from '#host/run/bloom/plan-bloom.ts';
import { cloudsOnly } from '#host/recipe/mask-request.ts';
import { frequencyRaster } from '#host/products/sheets/frequency-raster.ts';
import { templateFor, templateOf } from '#host/products/sheets/template-file.ts';
import { readZones } from '#host/formats/read-zones.ts';
import { openScene } from '#host/raster/open-scene.ts';
import { mapKinds } from '#host/products/maps/map-kinds.ts';
import { runCli } from '../../fixtures/run-cli.ts';
import { writeSmallScene } from '../../fixtures/small-scene.ts';
import { redlineInput } from './scene.ts';

const folder = mkdtempSync(join(tmpdir(), 'bloomline-maps-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const series = join(folder, 'series');
const bands = ['--bands', 'red=1,nir=2'];
let zones = '';

beforeAll(async () => {
  await writeSmallScene(series, undefined, 'S_20240701.tif');
  const made = await writeSmallScene(
    series,
    [500, 3000, 500, 500, 0, 3000, 500, 500, 500, 500, 500, 500],
    'S_20240711.tif',
  );
  zones = join(folder, 'zones.geojson');
  execFileSync('mv', [made.zones, zones]);
});

const hasPoppler = (() => {
  try {
    execFileSync('pdfinfo', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe('how often bloom was seen', () => {
  it('is times bloom over times valid, with areas of covered ground', async () => {
    const file = await readZones(zones, {});
    const scene = (name: string) => openScene([join(series, name)], { bands: { R: 1, N: 2 } });
    const seen = (times: number) =>
      frequencyRaster(
        ['S_20240711.tif', 'S_20240701.tif'].flatMap((name, n) =>
          Array.from({ length: times }, (_, i) => ({
            date: `2024-07-${10 + 2 * i + n}`,
            threshold: 0,
            open: () =>
              Promise.resolve(
                planBloom({ scene: scene(name), zones: file, index: 'NDVI', mask: cloudsOnly('none') }),
              ),
          })),
        ),
        null,
      );
    const { raster, areaKm2, days } = await seen(5);
    // First row: 5 of 10 and 5 of 10. Second row, half inside: 5 of 5 (nodata on the other days), 10 of 10.
    expect(days).toBe(10);
    expect([...raster.pixels.slice(0, 2)]).toEqual([4, 4]);
    expect([...raster.pixels.slice(raster.window.width, raster.window.width + 2)]).toEqual([6, 6]);
    // 200 m² and 2 × 50 m² of UTM at its meridian, where lengths are 0.9996 of those on the ground.
    expect(areaKm2[4] * 1e6).toBeCloseTo(200 / 0.9996 ** 2, 1);
    expect(areaKm2[6] * 1e6).toBeCloseTo(100 / 0.9996 ** 2, 1);
    expect(areaKm2[1] + areaKm2[2] + areaKm2[3] + areaKm2[5] + areaKm2[99]).toBe(0);
    // Two days make no frequency.
    const few = await seen(1);
    expect(few.areaKm2[99] * 1e6).toBeCloseTo(300 / 0.9996 ** 2, 1);
  });
});

describe('templates', () => {
  it('are there for every kind, and name the field that is not known', () => {
    for (const { kind } of mapKinds) expect(templateFor(kind).kind).toBe(kind);
    expect(mapKinds).toHaveLength(7);
    const file = {
      id: 'own',
      version: '1',
      kind: 'bloom',
      name: { zh: '自', en: 'own' },
      title: { zh: '自', en: 'own' },
    };
    expect(() => templateOf({ ...file, fonts: { titel: 9 } }, 'own.json')).toThrow(/fonts\.titel/);
    expect(() => templateOf({ ...file, grid: 'lines' }, 'own.json')).toThrow(/grid/);
    expect(templateOf({ ...file, grid: 'none', remark: { zh: '内部', en: 'internal' } }, 'own').grid).toBe(
      'none',
    );
  });
});

describe('an atlas', () => {
  const options = { language: 'zh-CN', paper: 'A4', orientation: 'landscape' } as const;
  let atlas: Omit<AtlasInput, 'directory' | 'oneFile'>;
  beforeAll(async () => {
    const input = await redlineInput(folder);
    atlas = {
      ...assessmentAtlas({ ...input, sheet: options }, 'zones'),
      stem: 'atlas',
      options,
      format: 'pdf',
      dpi: 60,
    };
  });

  it('keeps finished files after a cancel, and goes on behind them', async () => {
    const directory = join(folder, 'many');
    const stop = new AbortController();
    const units = [...atlas.units, ...atlas.units.map(u => ({ ...u, name: `${u.name} B` }))];
    const cancelled = makeAtlas(
      { ...atlas, units, directory, oneFile: false },
      { signal: stop.signal, onProgress: done => done === 1 && stop.abort() },
    );
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    const [first] = readdirSync(directory).filter(n => n.endsWith('.pdf'));
    const { mtimeMs } = statSync(join(directory, first));
    const done = await makeAtlas({ ...atlas, units, directory, oneFile: false });
    expect(done).toMatchObject({ sheets: units.length, kept: 1 });
    expect(statSync(join(directory, first)).mtimeMs).toBe(mtimeMs);
    expect(readdirSync(directory).some(n => n.includes('.part'))).toBe(false);
    // Other options make other sheets: nothing is kept.
    const other = await makeAtlas({
      ...atlas,
      units,
      directory,
      oneFile: false,
      options: { ...options, language: 'en' },
    });
    expect(other.kept).toBe(0);
  });

  it('leaves no file of a book that was cancelled', async () => {
    const directory = join(folder, 'none');
    const stop = AbortSignal.abort();
    await expect(makeAtlas({ ...atlas, directory, oneFile: true }, { signal: stop })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(readdirSync(directory)).toEqual([]);
  });

  it.runIf(hasPoppler)(
    'is one PDF of index map, contents and sheets, and text that can be searched',
    async () => {
      const directory = join(folder, 'book');
      const { files } = await makeAtlas({ ...atlas, directory, oneFile: true });
      const info = execFileSync('pdfinfo', [files[0].path], { encoding: 'utf8' });
      expect(Number(/Pages:\s+(\d+)/.exec(info)![1])).toBe(2 + atlas.units.length);
      const text = (page: number) =>
        execFileSync('pdftotext', ['-f', String(page), '-l', String(page), files[0].path, '-'], {
          encoding: 'utf8',
        });
      expect(text(2)).toContain('目录');
      expect(text(2)).toContain(atlas.units[0].name);
      expect(text(3)).toContain(atlas.units[0].name);
    },
  );
});

describe('bloomline map', () => {
  const run = (args: string[]) => runCli(['map', ...args, ...bands]);
  it('writes the frequency map of a folder', () => {
    const out = join(folder, 'frequency');
    const args = ['--series', series, '--zones', zones, '--index', 'NDVI', '--threshold', '0'];
    const done = run(['frequency', ...args, '--out', out, '--format', 'pdf,png', '--dpi', '60', '--json']);
    expect(done.stderr).not.toContain('error');
    const { files } = JSON.parse(done.stdout) as { files: { path: string }[] };
    expect(files.map(f => existsSync(f.path))).toEqual([true, true]);
    expect(files[0].path).toContain('frequency-map_series_2024-07-01_2024-07-11');
  });

  it('refuses a template with an unknown field, an unknown map, a folder that is a file', () => {
    const own = join(folder, 'own.json');
    writeFileSync(own, JSON.stringify({ id: 'own', colour: 1 }));
    const args = ['--scene', join(series, 'S_20240701.tif'), '--zones', zones, '--index', 'NDVI', '--threshold', '0']; // prettier-ignore
    expect(run(['bloom', ...args, '--template', own, '--out', folder]).stderr).toContain('error[bad-input]');
    expect(run(['tides', ...args, '--out', folder]).status).toBe(2);
    expect(run(['bloom', ...args, '--out', own]).stderr).toContain('error[not-writable]');
    mkdirSync(join(folder, 'empty'));
    expect(run(['bloom', ...args, '--atlas', 'dates', '--out', join(folder, 'empty')]).status).toBe(2);
    expect(readdirSync(join(folder, 'empty'))).toEqual([]);
  });
});
