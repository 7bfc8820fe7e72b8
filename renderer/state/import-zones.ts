import type { CallInput, CallOutput } from '#core/contract/calls.ts';
import { useBloom } from './bloom.ts';
import { useRedline } from './redline.ts';
import { useZones } from './zones.ts';

/** Brings zones in and ticks them in the task that they are for. */
export async function importZones(input: CallInput<'zones.import'>): Promise<CallOutput<'zones.import'>> {
  const made = await useZones.getState().importFile(input);
  const ids = new Set(made.zones.map(zone => zone.id));
  if (input.kind === 'redline') {
    const { zoneIds, set } = useRedline.getState();
    set({ zoneIds: zoneIds.union(ids) });
  } else if (input.kind === 'aquatic-vegetation') {
    const { mask, setMask } = useBloom.getState();
    setMask({ vegetationZoneIds: [...new Set(mask.vegetationZoneIds).union(ids)] });
  } else {
    const { zoneIds, setZones } = useBloom.getState();
    setZones(zoneIds.union(ids));
  }
  return made;
}
