import { expect, it } from 'vitest';
import { numberedOn } from '#renderer/panels/plots/state/site-form.ts';

it.each([
  ['断面1', '断面2'],
  ['断面', '断面2'],
  ['S09', 'S10'],
  ['S99', 'S100'],
  ['3号点', '4号点'],
  ['2025年断面A', '2025年断面A2'],
  ['W-007#', 'W-008#'],
])('%s → %s', (name, next) => expect(numberedOn(name, new Set())).toBe(next));

it('a name that is taken is left out', () => {
  expect(numberedOn('断面1', new Set(['断面2', '断面3']))).toBe('断面4');
});
