import type { Outlines } from '#core/recipe/recipe.ts';

import type { ZoneSet } from '#core/zones/zone-set.ts';

export const outlinesOf = ({ zones, crs }: Pick<ZoneSet, 'zones' | 'crs'>): Outlines => ({
  crs,
  zones: zones.map(({ name, geometry }) => ({ name, geometry })),
});
