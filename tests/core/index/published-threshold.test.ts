import { describe, expect, it } from 'vitest';
import { publishedThreshold, type IndexDefinition } from '#core/index/index-definition.ts';
import { indices } from '#host/files/resources.ts';

const of = (id: string): IndexDefinition => indices().find(i => i.id === id)!;

describe('a published threshold', () => {
  it('holds for the sensors that it was published for, or for any', () => {
    expect(publishedThreshold(of('FAI'), 'modis-09ga')).toEqual({
      value: -0.004,
      source: 'Hu et al. 2010, Taihu, MODIS, Rayleigh-corrected reflectance',
    });
    expect(publishedThreshold(of('NDVI'), 'gf1-wfv')!.source).not.toContain('another sensor');
  });

  it('is offered for another sensor with words that say so', () => {
    for (const sensor of ['sentinel-2-l2a', null]) {
      const found = publishedThreshold(of('FAI'), sensor)!;
      expect(found.value).toBe(-0.004);
      expect(found.source).toMatch(/MODIS.*; published for another sensor than this one/);
    }
  });

  it('does not exist where nobody published one, or for a typed formula', () => {
    expect(publishedThreshold(of('NDCI'), 'sentinel-2-l2a')).toBeNull();
    expect(publishedThreshold(null, null)).toBeNull();
  });
});
