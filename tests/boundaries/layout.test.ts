import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const sources = globSync('{core,electron,renderer}/**/*.{ts,tsx}').map(path => ({
  path,
  text: readFileSync(path, 'utf8'),
}));

it('no source is kept from the formatter', () => {
  expect(sources.filter(({ text }) => text.includes('prettier-ignore')).map(({ path }) => path)).toEqual([]);
});

/** What is left are sentences, formulas and usages that do not break. The number goes down only. */
it('lines above 120 characters do not become more', () => {
  const long = sources.flatMap(({ text }) => text.split('\n').filter(line => line.length > 120));
  expect(long.length).toBeLessThanOrEqual(242);
});
