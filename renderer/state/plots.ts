import { create } from 'zustand';
import type { CallInput, CallOutput } from '#core/contract/calls.ts';
import type { FoundSite } from '#core/contract/plot-calls.ts';
import type { Parameter, Site, SiteKind } from '#core/contract/plots.ts';
import { callHost } from '../client/call-host.ts';

export interface PlotFilter {
  kind: string;
  /** ISO dates, or empty. */
  from: string;
  to: string;
}

/** A place that was clicked for a new plot, degrees. */
export interface NewPlace {
  lon: number;
  lat: number;
}

/** The ground plots: list, filter, card and the form. */
interface Plots {
  sites: FoundSite[];
  parameters: Parameter[];
  filter: PlotFilter;
  selectedId: number | null;
  card: CallOutput<'sites.card'> | null;
  /** Waiting for a click on the map. */
  placing: boolean;
  form: { site: Site | null; place: NewPlace } | null;
  load: () => Promise<void>;
  setFilter: (change: Partial<PlotFilter>) => Promise<void>;
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
  filter: { kind: '', from: '', to: '' },
  selectedId: null,
  card: null,
  placing: false,
  form: null,
  load: async () => {
    const { filter } = get();
    const { kind, from, to } = filter;
    const [found, parameters] = await Promise.all([
      callHost('sites.find', {
        kinds: kind ? [kind as SiteKind] : undefined,
        from: from || undefined,
        to: to || undefined,
      }),
      get().parameters.length > 0 ? get().parameters : callHost('parameters.list', {}),
    ]);
    // An answer to an older filter may come late.
    if (get().filter === filter) set({ sites: found.sites, parameters });
  },
  setFilter: async change => {
    set(s => ({ filter: { ...s.filter, ...change } }));
    await get().load();
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
