import { useMemo } from 'react';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { useBloom } from '../state/bloom.ts';
import { useZones } from '../state/zones.ts';
import { projectionOf } from './projection.ts';
import { zoneClip, type ZoneClip } from './zone-clip.ts';

/** The zones of the bloom task as a clip of tiles; null where none is chosen. */
export function useZoneClip(scene: CatalogueScene): ZoneClip | null {
  const zones = useZones(s => s.zones);
  const zoneIds = useBloom(s => s.zoneIds);
  return useMemo(
    () =>
      zoneClip(
        zones.filter(zone => zoneIds.includes(zone.id)),
        projectionOf(scene.grid),
      ),
    [zones, zoneIds, scene],
  );
}
