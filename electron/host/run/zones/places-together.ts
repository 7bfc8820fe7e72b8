import type { Grid } from '#core/grid/grid.ts';
import type { Zone } from '#core/zones/zone.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import { sharedGround, type SharedGround } from '#core/zones/shared-ground.ts';
import { inEnglish } from '#core/words/said.ts';
import { placeZone, type PlacedZone } from './place-zones.ts';

/** What the zones of a set are together: every piece of ground once. */
export interface PlacesTogether {
  /** Zones that share ground with none, as they are placed, and the union of those that do. */
  once: readonly PlacedZone[];
  /** By zone: the name of the zone that it is a part of, or the same as; null for one that is of none. */
  partOf: readonly (string | null)[];
  /** What the recipe says of zones that share ground. */
  warnings: readonly string[];
}

/** Of this thread: a series asks for the same zones on every date. */
const kept = new WeakMap<readonly Zone[], { of: readonly number[]; shared: SharedGround }>();

/**
 * The zones of a set together, on the grid that they are `placed` on. Zones that cannot be placed have no part in
 * it.
 */
export function placesTogether(
  { zones, crs }: Pick<ZoneSet, 'zones' | 'crs'>,
  placed: readonly PlacedZone[],
  grid: Grid,
): PlacesTogether {
  const usable = [...placed.keys()].filter(i => placed[i].problem === null || placed[i].outlineM2 !== null);
  const known = kept.get(zones);
  const { shared } =
    known?.of.join() === usable.join() ? known : { shared: sharedGround(usable.map(i => zones[i])) };
  kept.set(zones, { of: usable, shared });
  const sharing = new Set(shared.groups.flatMap(group => group.zones.map(i => usable[i])));
  const unions = shared.groups.map(({ outline }) =>
    placeZone({ name: '', geometry: outline, attributes: {} }, crs!, grid),
  );
  const partOf = placed.map((): string | null => null);
  usable.forEach((zone, i) => {
    const whole = shared.partOf[i] ?? shared.sameAs[i];
    if (whole !== null) partOf[zone] = placed[usable[whole]].name;
  });
  return {
    once: [...placed.filter((_, i) => !sharing.has(i)), ...unions],
    partOf,
    warnings: shared.groups.map(({ zones: [a, b] }) =>
      inEnglish('zones.shared-ground', { a: placed[usable[a]].name, b: placed[usable[b]].name }),
    ),
  };
}
