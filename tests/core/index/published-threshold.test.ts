import { describe, expect, it } from 'vitest';
import { publishedThreshold, type IndexDefinition } from '#core/index/index-definition.ts';
import { indices } from '#host/files/resources.ts';

const of = (id: string): IndexDefinition => indices().find(i => i.id === id)!;

describe('a published threshold', () => {
  it('holds for the sensors that it was published for, or for any', () => {
    expect(publishedThreshold(of('NDVI'), 'gf1-wfv')!.source).not.toContain('another sensor');
  });

  it('is offered for another sensor with words that say so', () => {
    // That of Hu et al. is for Rayleigh-corrected reflectance and 1240 nm: MOD09 is surface reflectance.
    for (const sensor of ['modis-09ga', 'modis-09gq', 'sentinel-2-l2a', null]) {
      const found = publishedThreshold(of('FAI1240'), sensor)!;
      expect(found.value).toBe(-0.004);
      expect(found.source).toMatch(/MODIS.*; published for another sensor than this one/);
    }
  });

  it('does not exist where nobody published one, or for a typed formula', () => {
    expect(publishedThreshold(of('NDCI'), 'sentinel-2-l2a')).toBeNull();
    expect(publishedThreshold(of('FAI'), 'modis-09ga')).toBeNull();
    expect(publishedThreshold(null, null)).toBeNull();
  });
});
