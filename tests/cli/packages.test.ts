import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { gaofenBloomShare, gaofenLake, writeGaofenPackage } from '#tests/fixtures/gaofen-package.ts';
import { runCli } from '#tests/fixtures/run-cli.ts';

const folder = temporaryFolder();
const env = { BLOOMLINE_HOME: join(folder, 'home') };
const name = 'GF1_WFV3_E119.3_N32.8_20250715_L1A0007461234';
const packed = join(folder, `${name}.tar.gz`);
writeGaofenPackage(packed, name, '2025-07-15');
const lake = join(folder, 'lake.geojson');
writeFileSync(
  lake,
  JSON.stringify({
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { name: '湖' },
        geometry: { type: 'Polygon', coordinates: [gaofenLake()] },
      },
    ],
  }),
);

interface Assessed {
  zones: { bloomShare: number }[];
  recipe: { inputs: { path: string; sha256: string }[]; parameters: { scenes: { said: object }[] } };
}

describe('a package as it was downloaded', () => {
  it('is assessed, and the record makes the same numbers again where the package was moved', () => {
    const out = join(folder, 'out');
    const task = [
      '--index',
      'NDVI',
      '--threshold',
      '0',
      '--zones',
      lake,
      '--join',
      'nearest',
      '--height',
      '9',
    ];
    const run = runCli(['assess', 'bloom', '--scene', packed, ...task, '--out', out, '--json'], env);
    expect(run.status, run.stderr).toBe(0);
    const made = JSON.parse(run.stdout) as Assessed;
    // 45 of 120 columns bloom; the outline cuts pixels of the tilted picture: less than one column.
    expect(Math.abs(made.zones[0].bloomShare - gaofenBloomShare)).toBeLessThan(1 / 120);
    expect(made.recipe.inputs[0].path.replaceAll('\\', '/')).toContain(`${name}.tar.gz/${name}.tiff`);
    expect(made.recipe.parameters.scenes[0].said).toMatchObject({ join: 'nearest', height: 9 });
    const moved = join(folder, 'moved');
    mkdirSync(moved);
    renameSync(packed, join(moved, `${name}.tar.gz`));
    const record = JSON.parse(run.stdout) as { products: string[] };
    const recipe = record.products.find(p => /recipe.*\.json$|\.json$/.test(p))!;
    const again = runCli(['rerun', recipe, '--look-in', moved, '--json'], env);
    expect(JSON.parse(again.stdout), again.stderr).toMatchObject({ identical: true, differences: [] });
    renameSync(join(moved, `${name}.tar.gz`), packed);
  });

  it('one that was cut short is told, with what to do', () => {
    const cut = join(folder, 'cut.tar.gz');
    writeFileSync(cut, readFileSync(packed).subarray(0, -200));
    for (const args of [
      ['info', cut],
      ['stats', '--scene', cut, '--zones', lake, '--index', 'NDVI'],
    ]) {
      const run = runCli(args, env);
      expect(run.status).toBe(1);
      expect(run.stderr).toMatch(/error\[archive-unreadable\]: .*cut\.tar\.gz.*fetch it again/s);
    }
  });
});
