import { describe, expect, it } from 'vitest';
import type { MapMatter } from '#host/products/maps/map-kind.ts';
import { mapKindOf, mapKinds, reasonAgainst } from '#host/products/maps/map-kinds.ts';

describe('maps that fit', () => {
  it('are those that the subject can fill; the others say why', () => {
    const fits = (matter: MapMatter) =>
      mapKinds.filter(kind => reasonAgainst(kind, matter) === null).map(({ kind }) => kind);
    expect(fits({ of: 'bloom' })).toEqual(['bloom']);
    expect(fits({ of: 'redline', patches: 2, vegetation: true })).toEqual(['redline', 'patch', 'cover']);
    expect(fits({ of: 'redline', patches: 0, vegetation: false })).toEqual(['redline']);
    expect(fits({ of: 'series', scenes: 3 })).toEqual(['frequency']);
    expect(fits({ of: 'state', cover: true })).toEqual(['cover']);
    expect(fits({ of: 'sites', sites: 4, classed: 0 })).toEqual(['sites']);
    expect(reasonAgainst(mapKindOf('water-class'), { of: 'sites', sites: 4, classed: 0 })).toContain('class');
  });

  it('are known by name; another is refused with the list', () => {
    expect(() => mapKindOf('toad')).toThrow(
      /toad.*bloom, frequency, redline, patch, cover, sites, water-class/,
    );
  });
});
