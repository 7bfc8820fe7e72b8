import { useEffect, useMemo } from 'react';
import type Projection from 'ol/proj/Projection.js';
import { useBloom } from '../state/bloom.ts';
import { useRedline } from '../state/redline.ts';
import { useSession } from '../state/session.ts';
import { useZones } from '../state/zones.ts';
import { useVector } from './use-vector.ts';
import { fill, polygonFeature } from './vector-layer.ts';
import { zoneStyle } from './vector-styles.ts';

const chosenNow = (): ReadonlySet<number> =>
  useSession.getState().task === 'redline' ? useRedline.getState().zoneIds : useBloom.getState().zoneIds;

/** Outlines of the zones with their names. */
export function ZoneLayer({ projection }: { projection: Projection }) {
  const zones = useZones(s => s.zones);
  const task = useSession(s => s.task);
  const style = useMemo(() => zoneStyle(id => chosenNow().has(id)), []);
  const layer = useVector('zones', style, 10);

  useEffect(() => {
    // The redline task is about redlines; elsewhere all zones help to find one's way.
    const shown = zones.filter(
      zone => task !== 'redline' || zone.kind === 'redline' || zone.kind === 'other',
    );
    fill(layer, projection, () => shown.map(zone => polygonFeature(zone.geometry, zone, projection)));
  }, [layer, zones, projection, task]);

  useEffect(() => {
    const stops = [useBloom, useRedline].map(store =>
      store.subscribe((now, last) => now.zoneIds !== last.zoneIds && layer.changed()),
    );
    return () => stops.forEach(stop => stop());
  }, [layer]);
  return null;
}
