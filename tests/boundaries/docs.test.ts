import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commandLinePage } from '../../scripts/docs.ts';

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'docs/command-line.md',
  ...globSync('{core,electron,renderer,resources,tests,docs/user}/**/README.md').map(path =>
    path.replaceAll('\\', '/'),
  ),
];
const houses = globSync('{core,electron,renderer,resources,tests,scripts,docs}/**/*.*').map(
  path => `/${path.replaceAll('\\', '/')}`,
);

describe('the handbook', () => {
  it('has the command line as its table has it', () => {
    expect(readFileSync('docs/command-line.md', 'utf8')).toBe(commandLinePage());
  });

  it('has a README of at most 500 words', () => {
    expect(readFileSync('README.md', 'utf8').split(/\s+/).filter(Boolean).length).toBeLessThanOrEqual(500);
  });

  it.each(pages)('%s names source files that are there', page => {
    const named = [
      ...readFileSync(page, 'utf8').matchAll(/`([\w./-]+\/[\w.-]+\.(?:ts|tsx|mjs|json|md))`/g),
    ].map(([, path = '']) => path.replace(/^(\.\.\/)+/, ''));
    const missing = named.filter(
      path => !existsSync(path) && !houses.some(house => house.endsWith(`/${path}`)),
    );
    expect(missing).toEqual([]);
  });

  it('names every variable that a source reads', () => {
    const sources = globSync('{electron,scripts,tests,core,renderer}/**/*.{ts,tsx,mjs}');
    const read = new Set(
      sources.flatMap(path =>
        [...readFileSync(path, 'utf8').matchAll(/env(?:\.|\[')(BLOOMLINE_\w+)/g)].map(
          ([, name = '']) => name,
        ),
      ),
    );
    expect(read.size).toBeGreaterThan(5);
    const told = readFileSync('CONTRIBUTING.md', 'utf8');
    expect([...read].filter(name => !told.includes(name))).toEqual([]);
  });

  it('prints the commands of the page as help', () => {
    const help = execFileSync(process.execPath, ['electron/cli/main.ts', '--help'], { encoding: 'utf8' });
    const usages = [...commandLinePage().matchAll(/```\n([^`]+)\n```/g)].map(
      ([, usage = '']) => usage.split('\n')[0]!,
    );
    expect(usages.length).toBeGreaterThan(10);
    for (const usage of usages) expect(help).toContain(usage.trim());
  });
});
