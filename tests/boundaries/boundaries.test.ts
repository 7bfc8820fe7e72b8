import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  mkdtempSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { build } from 'vite';
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

/** Rules that are broken, as the name of the rule and the file that breaks it. */
function violations(files: readonly string[]): string[] {
  const run = spawnSync(
    process.execPath,
    [cruiser, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...files],
    { cwd: house, encoding: 'utf8', maxBuffer: 256 * 2 ** 20 },
  );
  if (!run.stdout.startsWith('{')) throw new Error(run.stderr || run.stdout);
  const { summary } = JSON.parse(run.stdout) as { summary: { violations: Violation[] } };
  return summary.violations.map(v => `${v.rule.name} ${v.from}`);
}

function plant(file: string, text: string): void {
  mkdirSync(dirname(join(house, file)), { recursive: true });
  writeFileSync(join(house, file), `${text}\n`);
}

describe('the house', () => {
  it('keeps its rules', () => {
    expect(violations(['core', 'electron', 'renderer'])).toEqual([]);
  });

  /** From the roof to the ground. */
  const hostFloors = [
    'server',
    'workspace',
    'workers',
    'exchange',
    'products',
    'run',
    'recipe',
    'catalogue',
    'raster',
    'formats',
    'files',
  ];

  it('has every folder of the host on a floor', () => {
    expect(readdirSync('electron/host').sort()).toEqual([...hostFloors].sort());
  });

  const planted = [
    ['core-is-pure', 'core/planted-1.ts', "export * from '#host/server/context/roots.ts';"],
    ['core-needs-little', 'core/planted-2.ts', "export * from 'node:fs';"],
    ['core-needs-little', 'core/planted-3.ts', "export * from 'hono';"],
    ['contract-on-the-roof', 'core/scene/planted-4.ts', "export * from '#core/contract/call.ts';"],
    ['foundation-imports-nothing', 'core/foundation/planted-5.ts', "export * from '#core/grid/grid.ts';"],
    ['flow-scene', 'core/scene/planted-6.ts', "export * from '#core/zones/zone.ts';"],
    ['flow-bands', 'core/bands/planted-7.ts', "export * from '#core/index/formula.ts';"],
    ['flow-index', 'core/index/planted-8.ts', "export * from '#core/zones/connected-patches.ts';"],
    ['flow-mask', 'core/mask/planted-9.ts', "export * from '#core/bloom/thresholds/otsu.ts';"],
    ['flow-zones', 'core/zones/planted-10.ts', "export * from '#core/bloom/thresholds/otsu.ts';"],
    ['flow-tally', 'core/tally/planted-11.ts', "export * from '#core/bloom/thresholds/otsu.ts';"],
    ['flow-recipe', 'core/recipe/planted-15.ts', "export * from '#core/bloom/thresholds/otsu.ts';"],
    ['flow-bloom', 'core/redline/planted-12.ts', "export * from '#core/page/page.ts';"],
    ['flow-review', 'core/review/planted-13.ts', "export * from '#core/report/report.ts';"],
    ['flow-page', 'core/page/planted-14.ts', "export * from '#core/report/report.ts';"],
    ...hostFloors
      .slice(1)
      .map(
        (floor, i) =>
          [
            `host-${floor}`,
            `electron/host/${floor}/planted-floor.ts`,
            `export * from '#host/${hostFloors[i]}/planted-above.ts';`,
          ] as const,
      ),
    ['host-below-shell', 'electron/host/planted-shell.ts', "export * from '../cli/print.ts';"],
    ['shell-stays-thin', 'electron/shell/planted-13.ts', "export * from '#host/raster/open-scene.ts';"],
    [
      'only-the-shell-imports-electron',
      'electron/host/planted-14.ts',
      "import { app } from 'electron'; void app;",
    ],
    ['renderer-knows-core-only', 'renderer/planted-15.ts', "export * from '#host/raster/open-scene.ts';"],
    ['only-the-map-imports-ol', 'renderer/state/planted-16.ts', "import Map from 'ol/Map.js'; void Map;"],
    ['no-unresolvable', 'core/planted-17.ts', "export * from './not-there.ts';"],
  ] as const;

  it('finds every planted import', () => {
    for (const [, file, text] of planted) plant(file, text);
    const above = hostFloors.map(floor => `electron/host/${floor}/planted-above.ts`);
    for (const file of above) plant(file, 'export const above = 1;');
    // A cycle is told of one of its files.
    plant('core/cycle-a.ts', "export { b } from './cycle-b.ts';\nexport const a = 1;");
    plant('core/cycle-b.ts', "export { a } from './cycle-a.ts';\nexport const b = 1;");
    const files = [...planted.map(([, file]) => file), 'core/cycle-a.ts', 'core/cycle-b.ts'];
    try {
      const found = violations(files);
      for (const [rule, file] of planted) expect(found).toContain(`${rule} ${file}`);
      expect(found.some(v => v.startsWith('no-cycles core/cycle-'))).toBe(true);
    } finally {
      for (const file of [...files, ...above]) rmSync(join(house, file));
    }
  });

  it('core compiles without Node and without a DOM', () => {
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

describe('the window', () => {
  it('loads no tables of EPSG parameters: half of what it would load', async () => {
    const built = await build({ configFile: 'vite.config.ts', logLevel: 'silent', build: { write: false } });
    const { output } = built as { output: { type: string; moduleIds?: string[] }[] };
    const modules = output.flatMap(part => part.moduleIds ?? []);
    expect(modules.some(id => id.includes('/core/grid/well-known-crs.ts'))).toBe(true);
    expect(modules.filter(id => /geokeys-to-proj4|epsg-parameters/.test(id))).toEqual([]);
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
