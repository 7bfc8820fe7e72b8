import type { Crs } from '#core/grid/grid.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import type { Zone } from '#core/zones/zone.ts';

/** Outlines as they were assessed. */
export interface Outlines {
  crs: Crs | null;
  zones: Pick<Zone, 'name' | 'geometry'>[];
}

export const outlinesOf = ({ zones, crs }: Pick<ZoneSet, 'zones' | 'crs'>): Outlines => ({
  crs,
  zones: zones.map(({ name, geometry }) => ({ name, geometry })),
});
