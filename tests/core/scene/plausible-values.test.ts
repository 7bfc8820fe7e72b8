import { describe, expect, it } from 'vitest';
import { beyondPlausible, plausibleValues } from '#core/scene/plausible-values.ts';
import type { Scene, SceneBand } from '#core/scene/scene.ts';
import { inWords } from '#core/words/said.ts';

const scene = (name: string, role: SceneBand['role'], known = true) =>
  ({
    name,
    bands: [{ index: 1, role, file: '/data/a.tif', description: null, radiometry: { known } }],
  }) as unknown as Scene;
const said = (of: Scene, layer: string, min: number, max: number) => {
  const limits = plausibleValues(of, layer);
  const words = limits && beyondPlausible('lake', layer, { min, max }, limits);
  return words && inWords(words, 'en');
};

describe('statistics beyond what is possible', () => {
  it('reflectance from −0.2 to 1.6, of a band by role or number', () => {
    expect(said(scene('s', 'R'), 'R', -0.2, 1.6)).toBeNull();
    expect(said(scene('s', 'R'), 'R', -9999, 0.5)).toContain('R is -9999 to 0.5, reflectance -0.2 to 1.6');
    expect(said(scene('s', 'R'), 'b1', 0, 1.61)).toContain('b1 is 0 to 1.61');
  });

  it('cover from 0 to 1 where the name says that it is cover', () => {
    expect(said(scene('FVC_202006', null), 'b1', 0, 1)).toBeNull();
    expect(said(scene('FVC_202006', null), 'b1', 0.4, 3.2767)).toContain('vegetation cover 0 to 1');
    expect(said(scene('植被覆盖度_2020', null), 'b1', -0.1, 1)).toContain('vegetation cover');
  });

  it('nothing of DN, of computed indices, of bands that nothing describes', () => {
    expect(said(scene('s', 'R', false), 'R', 0, 9000)).toBeNull();
    expect(said(scene('s', 'R'), '(N - R) / (N + R)', -3, 3)).toBeNull();
    expect(said(scene('dem', null), 'b1', 0, 9000)).toBeNull();
  });
});
