import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BloomResult } from '#core/bloom/bloom-result.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { runCli } from '#tests/fixtures/run-cli.ts';
import { writeSmallScene, type SmallScene } from '#tests/fixtures/small-scene.ts';

const folder = temporaryFolder();
let scene: SmallScene;
beforeAll(async () => {
  scene = await writeSmallScene(folder);
});
const bloom = (out: string, more: string[] = []) =>
  runCli(['assess', 'bloom', '--scene', scene.path, '--zones', scene.zones, '--index', 'NDVI', '--out', out, ...more]); // prettier-ignore

describe('bloomline assess bloom', () => {
  it('warns of a threshold that the index hardly reaches', () => {
    const run = bloom(join(folder, 'high'), ['--threshold', '5', '--json']);
    const result = JSON.parse(run.stdout) as BloomResult;
    expect(result.recipe.warnings.join()).toContain(
      'the threshold 5 lies outside of the usual values of NDVI',
    );
    expect(run.stderr).toContain('the threshold 5');
    const inside = JSON.parse(
      bloom(join(folder, 'inside'), ['--threshold', '0', '--json']).stdout,
    ) as BloomResult;
    expect(inside.recipe.warnings.join()).not.toContain('outside of the usual values');
  });

  it('takes the date from the user, and names the products by it', () => {
    const out = join(folder, 'dated');
    expect(bloom(out, ['--threshold', '0', '--acquired', '2016-08-08']).status).toBe(0);
    expect(readdirSync(out).every(name => name.includes('2016-08-08'))).toBe(true);
    expect(bloom(out, ['--threshold', '0', '--acquired', '8 August']).status).toBe(2);
  });

  it('writes warnings into the tables in the language of the sheet', () => {
    const csv = (language: string) => {
      const out = join(folder, language);
      expect(bloom(out, ['--threshold', '0', '--language', language]).status).toBe(0);
      return readFileSync(
        join(
          out,
          readdirSync(out).find(name => name.endsWith('.csv'))!,
        ),
        'utf8',
      );
    };
    expect(csv('zh-CN')).toContain('HJ 1098-2020(试行) 水华程度');
    // The zone keeps its own name, nothing else is Chinese.
    expect(csv('en').replaceAll('左上', '')).not.toMatch(/\p{Script=Han}/u);
  });

  it('refuses a folder that takes no files before anything is computed, and leaves no folder behind', () => {
    const taken = join(folder, 'taken');
    writeFileSync(taken, 'a file');
    const run = bloom(join(taken, 'below'), ['--threshold', '0']);
    expect(run.status).toBe(1);
    expect(run.stderr).toContain('error[not-writable]');
    const fresh = join(folder, 'fresh');
    expect(
      runCli(['assess', 'bloom', '--scene', scene.path, '--zones', scene.zones, '--index', 'RE3', '--threshold', '0', '--out', fresh]).status, // prettier-ignore
    ).toBe(1);
    expect(existsSync(fresh)).toBe(false);
    const mine = join(folder, 'mine');
    mkdirSync(mine);
    expect(
      runCli(['assess', 'bloom', '--scene', scene.path, '--zones', scene.zones, '--index', 'RE3', '--threshold', '0', '--out', mine]).status, // prettier-ignore
    ).toBe(1);
    expect(existsSync(mine)).toBe(true);
  });
});
