import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ValidationResult } from '#core/ecology/validation.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { projector } from '#core/zones/project.ts';
import { openCatalogue } from '#host/catalogue/catalogue.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { runCli } from '#tests/fixtures/run-cli.ts';
import { grid } from './scenes.ts';

const folder = temporaryFolder();
const workspace = join(folder, 'workspace');
const raster = join(folder, 'cover_20220710.tif');
const toLonLat = projector(crsFromEpsg(32650)!, cgcs2000);
const place = (col: number, row: number) =>
  toLonLat(500000 + col * 30, 3600000 - row * 30) as [number, number];
const outline = (c0: number, r0: number, c1: number, r1: number) => [
  [place(c0, r0), place(c1, r0), place(c1, r1), place(c0, r1), place(c0, r0)],
];

beforeAll(async () => {
  // Cover is the column; the last ten rows say nothing.
  await writeGeoTiff(raster, {
    grid,
    bands: [Float32Array.from({ length: 1200 }, (_, i) => (i >= 800 ? -1 : (i % 40) + 1))],
    nodata: -1,
  });
  const catalogue = await openCatalogue(workspace, { create: true });
  const plot = (
    name: string,
    kind: string,
    shape: [number, number, number, number],
    values: [string, number][],
  ) => {
    const [lon, lat] = place((shape[0] + shape[2]) / 2, (shape[1] + shape[3]) / 2);
    const site = catalogue.sites.add('test', { name, kind, lon, lat, outline: [outline(...shape)] });
    for (const [time, value] of values)
      catalogue.observations.add('test', {
        siteId: site.id,
        time,
        values: [{ parameter: 'vegetation-cover', value }],
      });
  };
  try {
    // Half of column 9 (value 10), all of 10 (11), half of 11 (12): mean 11. Two samples on the nearest day: 10 and 14.
    plot('草一', 'grassland-plot', [9.5, 2, 11.5, 4], [['2022-07-01', 10], ['2022-07-01', 14], ['2021-08-01', 90]]); // prettier-ignore
    // Three quarters of 19 (20), a quarter of 20 (21): 20.25.
    plot('草二', 'grassland-plot', [19.25, 5, 20.25, 6], [['2022-07-02', 18]]);
    plot('林一', 'forest-plot', [30, 5, 31, 6], [['2022-07-02', 31]]);
    plot('看不见', 'forest-plot', [3, 22, 5, 25], [['2022-07-02', 50]]);
    plot('在外', 'forest-plot', [60, 5, 62, 7], [['2022-07-02', 50]]);
    plot('太早', 'forest-plot', [5, 5, 7, 7], [['2019-07-02', 50]]);
  } finally {
    catalogue.close();
  }
});

const validate = (args: string[]) => {
  const run = runCli(['validate', ...args, '--json']);
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as ValidationResult;
};

describe('bloomline validate', () => {
  it('takes the product over the outline of each plot, by area, beside the samples of the nearest day', () => {
    const out = join(folder, 'out');
    const result = validate([raster, '--plots', workspace, '--parameter', 'cover', '--product', 'raster', '--factor', '1', '--classes', '15,25', '--out', out]); // prettier-ignore
    const { plots, accuracies, recipe } = result;
    expect(plots.map(p => [p.name, p.measured, p.leftOut])).toEqual([
      ['草一', 12, null],
      ['草二', 18, null],
      ['林一', 31, null],
      ['看不见', 50, 'not-seen'],
      ['在外', 50, 'outside'],
    ]);
    expect(plots[0].retrieved).toBeCloseTo(11, 3);
    expect(plots[1].retrieved).toBeCloseTo(20.25, 3);
    expect(plots[2].retrieved).toBeCloseTo(31, 3);
    expect(recipe.warnings.join()).toContain('1 plot has no sample within 365 days');
    const [all, grass, forest] = accuracies;
    // (12 − 11)/11 and (18 − 20.25)/20.25 and 0.
    const grassRee = Math.sqrt(((1 / 11) ** 2 + (2.25 / 20.25) ** 2) / 2);
    expect(grass.p).toBeCloseTo(1 - grassRee, 4);
    expect(forest).toMatchObject({ plots: 1, p: expect.closeTo(1, 6) as number, passes: true });
    expect(all.p).toBeCloseTo(1 - Math.sqrt(((1 / 11) ** 2 + (2.25 / 20.25) ** 2) / 3), 4);
    expect(all.passes).toBe(true);
    // Classes below 15, to 25, above: 1, 1, 1 and all right.
    expect(all.classes).toMatchObject({ overall: 1, kappa: 1, counts: [[1, 0, 0], [0, 1, 0], [0, 0, 1]] }); // prettier-ignore
    expect(readdirSync(out)).toHaveLength(3);
  });

  it('reads plots from a table, as points with a window of pixels', () => {
    const table = join(folder, 'plots.csv');
    const [lon, lat] = place(12.5, 7.5);
    writeFileSync(
      table,
      `样地,经度,纬度,日期,植被覆盖度(%)\n点一,${lon.toFixed(7)},${lat.toFixed(7)},2022-07-05,13\n`,
    );
    const { plots } = validate([raster, '--plots', table, '--parameter', 'cover', '--product', 'raster', '--factor', '1', '--window', '3']); // prettier-ignore
    // Columns 11, 12 and 13 have 12, 13 and 14.
    expect(plots[0]).toMatchObject({ shape: 'window', retrieved: 13, validShare: 1 });
  });

  it('warns where the units cannot be the same, and refuses what has no samples', async () => {
    const share = join(folder, 'share_20220710.tif');
    await writeGeoTiff(share, { grid, bands: [new Float32Array(1200).fill(0.4)] });
    expect(validate([share, '--plots', workspace, '--parameter', 'cover', '--product', 'raster']).recipe.warnings.join()).toContain('a factor of 100'); // prettier-ignore
    const run = runCli(['validate', raster, '--plots', workspace, '--parameter', 'lai']);
    expect(run.stderr).toContain('no plot has a valid observation of leaf-area-index');
    const falling = runCli([
      'validate',
      raster,
      '--plots',
      workspace,
      '--parameter',
      'cover',
      '--classes',
      '30,10',
    ]);
    expect(falling.stderr).toContain('limits of classes rise');
  });
});
