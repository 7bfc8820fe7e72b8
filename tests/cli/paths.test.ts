import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import type { BloomResult } from '#core/bloom/bloom-result.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { writeSmallScene } from '#tests/fixtures/small-scene.ts';

it('runs from a folder with a space and Chinese characters, with inputs, workspace and outputs there', async () => {
  const folder = join(temporaryFolder(), '碧线 一号', '太湖 2024');
  const house = join(folder, '程序 bloomline');
  for (const part of ['core', 'electron', 'resources', 'package.json'])
    cpSync(part, join(house, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(house, 'node_modules'), 'junction');
  const scene = await writeSmallScene(join(folder, '影像'), undefined, '太湖 红 近红外.tif');
  const bloomline = (...args: string[]) => {
    const run = spawnSync(process.execPath, [join(house, 'electron', 'cli', 'main.ts'), ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, NODE_NO_WARNINGS: '1' },
    });
    expect(run.stderr).not.toContain('error[');
    return run.stdout;
  };

  const copy = join('影像', '副本 一.tif');
  bloomline('convert', scene.path, '--out', copy);
  const assess = ['assess', 'bloom', '--scene', copy, '--zones', scene.zones, '--index', 'NDVI'];
  const said = bloomline(...assess, '--threshold', '0', '--out', '成果 一', '--json');
  const [zone] = (JSON.parse(said) as BloomResult).zones;
  // One pixel and two halves of 10 m, on the central meridian of UTM.
  expect([zone.zone, zone.bloomAreaKm2]).toEqual(['左上', expect.closeTo(2e-4 / 0.9996 ** 2, 9)]);
  expect(readdirSync(join(folder, '成果 一')).filter(name => name.endsWith('.pdf'))).toHaveLength(1);
});
