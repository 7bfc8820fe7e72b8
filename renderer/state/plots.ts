import { create } from 'zustand';
import type { CallInput, CallOutput } from '#core/contract/calls.ts';
import type { FoundSite } from '#core/contract/plot-calls.ts';
import type { Parameter, Site } from '#core/contract/plots.ts';
import { callHost } from '../client/call-host.ts';
import { useFind } from './find.ts';

/** A place that was clicked for a new plot, degrees. */
export interface NewPlace {
  lon: number;
  lat: number;
}

/** The ground plots that were found, the card and the form. */
interface Plots {
  sites: FoundSite[];
  parameters: Parameter[];
  selectedId: number | null;
  card: CallOutput<'sites.card'> | null;
  /** Waiting for a click on the map. */
  placing: boolean;
  form: { site: Site | null; place: NewPlace } | null;
  load: () => Promise<void>;
  select: (siteId: number | null) => Promise<void>;
  startPlacing: (on: boolean) => void;
  place: (place: NewPlace) => void;
  edit: (site: Site) => void;
  closeForm: () => void;
  add: (input: CallInput<'sites.add'>) => Promise<Site>;
  update: (input: CallInput<'sites.update'>) => Promise<void>;
  remove: (siteId: number) => Promise<void>;
  observe: (input: CallInput<'observations.add'>) => Promise<void>;
}

export const usePlots = create<Plots>()((set, get) => ({
  sites: [],
  parameters: [],
  selectedId: null,
  card: null,
  placing: false,
  form: null,
  load: async () => {
    const { conditions } = useFind.getState();
    const [found, parameters] = await Promise.all([
      callHost('sites.find', conditions),
      get().parameters.length > 0 ? get().parameters : callHost('parameters.list', {}),
    ]);
    // An answer to older conditions may come late.
    if (useFind.getState().conditions !== conditions) return;
    useFind.setState({ values: found.values });
    set({ sites: found.sites, parameters });
  },
  select: async siteId => {
    set({ selectedId: siteId, card: null, form: null });
    if (siteId === null) return;
    const card = await callHost('sites.card', { siteId });
    if (get().selectedId === siteId) set({ card });
  },
  startPlacing: placing => set({ placing }),
  place: place => set(s => ({ placing: false, form: { site: s.form?.site ?? null, place } })),
  edit: site => set({ form: { site, place: { lon: site.lon, lat: site.lat } } }),
  closeForm: () => set({ form: null, placing: false }),
  add: async input => {
    const site = await callHost('sites.add', input);
    await get().load();
    return site;
  },
  update: async input => {
    await callHost('sites.update', input);
    await get().load();
  },
  remove: async siteId => {
    await callHost('sites.remove', { siteId });
    set({ selectedId: null, card: null });
    await get().load();
  },
  observe: async input => {
    await callHost('observations.add', input);
    await get().load();
  },
}));
