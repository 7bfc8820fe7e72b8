import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

interface Entry {
  version: string;
  resolved?: string;
  hasInstallScript?: boolean;
  os?: string;
  cpu?: string;
  bin?: Record<string, string>;
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, Entry & { optionalDependencies?: Record<string, string> }>;
};
const { '': house, ...installed } = lock.packages;

/** Packages that would run something while they are installed, and why it is not needed. */
const needless: Record<string, string> = {
  'better-sqlite3': 'would be compiled; carries prebuilt files, which it loads',
  'electron-winstaller': 'unpacks a 7z for Squirrel installers; ours are made by NSIS',
};

/** npm runs a package's install scripts, and node-gyp wherever there is a binding.gyp. */
const runsAtInstall = (path: string, entry: Entry) => {
  if (entry.hasInstallScript || existsSync(join(path, 'binding.gyp'))) return true;
  const manifest = join(path, 'package.json');
  if (!existsSync(manifest)) return false;
  const { scripts = {} } = JSON.parse(readFileSync(manifest, 'utf8')) as { scripts?: Record<string, string> };
  return ['preinstall', 'install', 'postinstall'].some(name => name in scripts);
};

describe('dependencies', () => {
  it('are installed without running anything of theirs', () => {
    expect(readFileSync('.npmrc', 'utf8').split('\n')).toContain('ignore-scripts=true');
    const running = Object.entries(installed)
      .filter(([path, entry]) => runsAtInstall(path, entry))
      .map(([path]) => path.replace(/^.*node_modules\//, ''));
    expect(running.toSorted()).toEqual(Object.keys(needless).toSorted());
    expect(readFileSync('electron-builder.yml', 'utf8')).not.toMatch(/squirrel/i);
  });

  it('name no registry', () => {
    expect(Object.values(installed).filter(entry => entry.resolved)).toEqual([]);
  });
});

describe('the Node that comes with them', async () => {
  const { bundledNode } = (await import(pathToFileURL(resolve('scripts/bundled-node.mjs')).href)) as {
    bundledNode: (root: string, on: { platform?: string; arch?: string }) => string;
  };
  const nodes = Object.keys(house.optionalDependencies!).filter(name => name.startsWith('node-'));

  it.each(nodes)('%s is found on its platform, and SQLite is there for it', name => {
    const path = `node_modules/${name}`;
    const { os, cpu, bin, version } = installed[path];
    expect(bundledNode('', { platform: os, arch: cpu })).toBe(join(path, bin!.node));
    expect(version).toMatch(/^24\./);
    expect(existsSync(`node_modules/better-sqlite3/prebuilds/${os}-${cpu}.node`)).toBe(true);
  });
});
