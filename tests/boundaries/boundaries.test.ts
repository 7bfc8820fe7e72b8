import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  mkdtempSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** A copy of the house in which bad imports are planted, one per rule; each must be found. */
const house = mkdtempSync(join(tmpdir(), 'bloomline-house-'));
const cruiser = resolve('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

beforeAll(() => {
  for (const part of [
    'core',
    'electron',
    'renderer',
    'package.json',
    'tsconfig.json',
    'scripts',
    '.dependency-cruiser.cjs',
  ])
    cpSync(part, join(house, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(house, 'node_modules'), 'junction');
});
afterAll(() => rmSync(house, { recursive: true, force: true }));

interface Violation {
  rule: { name: string };
  from: string;
}

/** Names of the rules that files under `folders` break, for one planted file. */
function violationsOf(file: string): string[] {
  const run = spawnSync(
    process.execPath,
    [
      cruiser,
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'json',
      ...(file ? [file] : ['core', 'electron', 'renderer']),
    ],
    {
      cwd: house,
      encoding: 'utf8',
      maxBuffer: 256 * 2 ** 20,
    },
  );
  if (!run.stdout.startsWith('{')) throw new Error(run.stderr || run.stdout);
  const { summary } = JSON.parse(run.stdout) as { summary: { violations: Violation[] } };
  return summary.violations.filter(v => !file || v.from === file).map(v => v.rule.name);
}

describe('the house', () => {
  it('keeps its rules', () => {
    expect(violationsOf('')).toEqual([]);
  });

  it.each([
    ['core-is-pure', 'core/planted.ts', "export * from '#host/roots.ts';"],
    ['core-needs-little', 'core/planted.ts', "export * from 'node:fs';"],
    ['core-needs-little', 'core/planted.ts', "export * from 'hono';"],
    ['flow-scene', 'core/scene/planted.ts', "export * from '#core/zones/zone.ts';"],
    ['flow-bands', 'core/bands/planted.ts', "export * from '#core/index/formula.ts';"],
    ['flow-index', 'core/index/planted.ts', "export * from '#core/zones/connected-patches.ts';"],
    ['flow-mask', 'core/mask/planted.ts', "export * from '#core/assessment/thresholds/otsu.ts';"],
    ['flow-zones', 'core/zones/planted.ts', "export * from '#core/assessment/thresholds/otsu.ts';"],
    ['flow-assessment', 'core/assessment/planted.ts', "export * from '#core/page/page.ts';"],
    ['services-below-host', 'electron/services/planted.ts', "export * from '#host/roots.ts';"],
    ['workers-are-thin', 'electron/workers/planted.ts', "export * from '#services/assess/assess-bloom.ts';"],
    ['host-below-shell', 'electron/host/planted.ts', "export * from '../cli/print.ts';"],
    ['shell-stays-thin', 'electron/shell/planted.ts', "export * from '#services/raster/open-scene.ts';"],
    [
      'only-the-shell-imports-electron',
      'electron/host/planted.ts',
      "import { app } from 'electron'; void app;",
    ],
    ['renderer-knows-core-only', 'renderer/planted.ts', "export * from '#services/raster/open-scene.ts';"],
    ['only-the-map-imports-ol', 'renderer/state/planted.ts', "import Map from 'ol/Map.js'; void Map;"],
    ['no-unresolvable', 'core/planted.ts', "export * from './not-there.ts';"],
  ])('%s finds a planted import', (rule, file, text) => {
    const path = join(house, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${text}\n`);
    try {
      expect(violationsOf(file)).toContain(rule);
    } finally {
      rmSync(path);
    }
  });

  it('no-cycles finds two files that import each other', () => {
    writeFileSync(join(house, 'core/a.ts'), "export { b } from './b.ts';\nexport const a = 1;\n");
    writeFileSync(join(house, 'core/b.ts'), "export { a } from './a.ts';\nexport const b = 1;\n");
    try {
      expect(violationsOf('core/a.ts')).toContain('no-cycles');
    } finally {
      rmSync(join(house, 'core/a.ts'));
      rmSync(join(house, 'core/b.ts'));
    }
  });

  it('core compiles without Node and without a DOM', { timeout: 60_000 }, () => {
    const path = join(house, 'core/planted.ts');
    writeFileSync(path, 'export const x = [process, document];\n');
    try {
      const run = spawnSync(process.execPath, [resolve('node_modules/typescript/bin/tsc'), '-p', 'core'], {
        cwd: house,
        encoding: 'utf8',
      });
      expect(run.stdout).toMatch(/planted\.ts.*process/);
      expect(run.stdout).toMatch(/planted\.ts.*document/);
    } finally {
      rmSync(path);
    }
  });
});

describe('the words of the project', () => {
  it('name no absolute folder of a developer’s machine', () => {
    const files = spawnSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' })
      .stdout.split('\n')
      .filter(f => /\.(ts|tsx|mjs|json|md|yml|css|html)$/.test(f) && f !== 'package-lock.json');
    const suspicious = new RegExp(['/ho' + 'me/\\w\\w', '/Us' + 'ers/\\w', 'C:\\\\Us' + 'ers'].join('|'));
    expect(files.filter(f => existsSync(f) && suspicious.test(readFileSync(f, 'utf8')))).toEqual([]);
  });
});
