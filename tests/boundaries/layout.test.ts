import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const sources = globSync('{core,electron,renderer}/**/*.{ts,tsx}').map(path => ({
  path,
  text: readFileSync(path, 'utf8'),
}));

it('no source is kept from the formatter', () => {
  expect(sources.filter(({ text }) => text.includes('prettier-ignore')).map(({ path }) => path)).toEqual([]);
});

/**
 * What is left are formulas, templates and usages that do not break; a sentence is a line of its own. The number goes
 * down only.
 */
it('lines above 120 characters do not become more', () => {
  const long = sources
    .filter(({ path }) => !path.startsWith(join('core', 'words')))
    .flatMap(({ text }) => text.split('\n').filter(line => line.length > 120));
  expect(long.length).toBeLessThanOrEqual(218);
});
