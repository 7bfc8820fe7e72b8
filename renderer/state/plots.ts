import type { CallInput, CallName, CallOutput } from '#core/contract/calls.ts';
import type { FoundSite } from '#core/contract/plot-calls.ts';
import type { Parameter } from '#core/plots/site.ts';
import type { PlotForm } from '#core/plots/plot-form.ts';
import { callHost } from '../client/call-host.ts';
import { HostError } from '../client/host-error.ts';
import { useFind } from './find.ts';
import { useHistory } from './history.ts';
import { workspaceStore } from './root.ts';
import { latest } from './asking.ts';

export type Card = CallOutput<'sites.card'>;

/** The ground plots that were found, and the card. */
interface Plots {
  sites: FoundSite[];
  parameters: Parameter[];
  forms: PlotForm[];
  selectedId: number | null;
  card: Card | null;
  load: () => Promise<void>;
  select: (siteId: number | null) => Promise<void>;
  /** The open card as it is in the catalogue now; closes it where its site is gone. */
  refreshCard: () => Promise<void>;
  /** Makes a change and shows it. */
  write: <Name extends CallName>(name: Name, input: CallInput<Name>) => Promise<CallOutput<Name>>;
}

const newestFound = latest(() => [useFind.getState().conditions]);
const newestCard = latest(() => [usePlots.getState().selectedId]);

export const usePlots = workspaceStore<Plots>()((set, get) => ({
  sites: [],
  parameters: [],
  forms: [],
  selectedId: null,
  card: null,
  load: async () => {
    const { conditions } = useFind.getState();
    const answers = await newestFound(() =>
      Promise.all([
        callHost('sites.find', conditions),
        get().parameters.length > 0 ? get().parameters : callHost('parameters.list', {}),
        get().forms.length > 0 ? get().forms : callHost('plots.forms', {}),
        useHistory.getState().load(),
      ]),
    );
    if (!answers) return;
    const [found, parameters, forms] = answers;
    useFind.setState({ values: found.values });
    set({ sites: found.sites, parameters, forms });
    await get().refreshCard();
  },
  select: async siteId => {
    set(s => ({ selectedId: siteId, card: s.card?.site.id === siteId ? s.card : null }));
    if (siteId === null) return;
    const card = await newestCard(() => callHost('sites.card', { siteId }));
    if (card) set({ card });
  },
  refreshCard: async () => {
    const { selectedId } = get();
    if (selectedId === null) return;
    try {
      const card = await newestCard(() => callHost('sites.card', { siteId: selectedId }));
      if (card) set({ card });
    } catch (error) {
      if (!(error instanceof HostError) || error.code !== 'not-found') throw error;
      set({ selectedId: null, card: null });
    }
  },
  write: async (name, input) => {
    const output = await callHost(name, input);
    await get().load();
    return output;
  },
}));

/** The form of a kind of site, once the forms are there. */
export const useForm = (kind: string): PlotForm | undefined =>
  usePlots(s => s.forms.find(form => form.kind === kind));
