import { describe, expect, it } from 'vitest';
import { publishedThreshold, thresholdRefused, type IndexDefinition } from '#core/index/index-definition.ts';
import { inWords } from '#core/words/said.ts';
import { indices } from '#host/files/resources.ts';

const of = (id: string): IndexDefinition => indices().find(i => i.id === id)!;

describe('a published threshold', () => {
  it('holds for the sensors that it was published for, or for any', () => {
    expect(publishedThreshold(of('NDVI'), 'gf1-wfv', 'surface')!.source).not.toContain('another sensor');
  });

  it('is offered for another sensor with words that say so', () => {
    for (const sensor of ['modis-09ga', 'sentinel-2-l2a', null]) {
      const found = publishedThreshold(of('FAI1240'), sensor, 'rayleigh-corrected')!;
      expect(found.value).toBe(-0.004);
      expect(found.source).toMatch(/MODIS.*; published for another sensor than this one/);
    }
  });

  it('belongs to a quantity: −0.004 to Rayleigh-corrected reflectance, NDVI > 0 to any, neither to counts', () => {
    // MOD09 is surface reflectance.
    expect(publishedThreshold(of('FAI1240'), 'modis-09ga', 'surface')).toBeNull();
    expect(inWords(thresholdRefused(of('FAI1240'), 'surface')!, 'en')).toContain('Rayleigh-corrected');
    for (const quantity of ['toa', 'rayleigh-corrected', 'surface', 'reflectance'] as const)
      expect(publishedThreshold(of('NDVI'), null, quantity)!.value).toBe(0);
    for (const quantity of ['counts', 'radiance', 'rendering', 'code'] as const) {
      expect(publishedThreshold(of('NDVI'), null, quantity)).toBeNull();
      expect(thresholdRefused(of('NDVI'), quantity)).not.toBeNull();
    }
  });

  it('does not exist where nobody published one, or for a typed formula', () => {
    expect(publishedThreshold(of('NDCI'), 'sentinel-2-l2a', 'surface')).toBeNull();
    expect(publishedThreshold(of('FAI'), 'modis-09ga', 'surface')).toBeNull();
    expect(publishedThreshold(null, null, 'surface')).toBeNull();
    expect(thresholdRefused(of('NDCI'), 'counts')).toBeNull();
  });
});
