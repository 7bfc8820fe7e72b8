import { useMemo } from 'react';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { useZones } from '../state/zones.ts';
import { projectionOf } from './projection.ts';
import { zoneClip, type ZoneClip } from './zone-clip.ts';

/** Zones as a clip of tiles; null where none is given. */
export function useZoneClip(scene: CatalogueScene, zoneIds: ReadonlySet<number>): ZoneClip | null {
  const zones = useZones(s => s.zones);
  return useMemo(
    () =>
      zoneClip(
        zones.filter(zone => zoneIds.has(zone.id)),
        projectionOf(scene.grid),
      ),
    [zones, zoneIds, scene],
  );
}
