import type { CallInput, CallOutput } from '#core/contract/calls.ts';
import type { CatalogueZone } from '#core/zones/zone.ts';
import { callHost } from '../client/call-host.ts';
import { runJob } from './jobs.ts';
import { workspaceStore } from './root.ts';

/** The zones of the catalogue. */
interface Zones {
  zones: CatalogueZone[];
  load: () => Promise<void>;
  importFile: (input: CallInput<'zones.import'>) => Promise<CallOutput<'zones.import'>>;
  remove: (zoneIds: number[]) => Promise<void>;
}

export const useZones = workspaceStore<Zones>()((set, get) => ({
  zones: [],
  load: async () => set({ zones: await callHost('zones.list', {}) }),
  importFile: async input => {
    const imported = await runJob('zones.import', input);
    await get().load();
    return imported;
  },
  remove: async zoneIds => {
    await callHost('zones.remove', { zoneIds });
    await get().load();
  },
}));
