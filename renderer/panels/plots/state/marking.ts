import type { MultiPolygon } from '#core/zones/zone.ts';
import { attempt } from '#renderer/state/notices.ts';
import { usePlots } from './plots.ts';
import { useSession } from '#renderer/state/session.ts';
import { useSiteForm, type Place } from './site-form.ts';
import { workspaceStore } from '#renderer/state/root.ts';

export const markTools = ['point', 'square', 'polygon', 'move', 'corners'] as const;
export type MarkTool = (typeof markTools)[number];

/** What is under the pointer while something is drawn or moved; x and y in pixels of the map. */
export interface MarkReadout {
  x: number;
  y: number;
  lon: number;
  lat: number;
  sideM: number | null;
  areaM2: number | null;
}

/** Marking on the map: the tool at hand and what its shape will be. */
interface Marking {
  tool: MarkTool | null;
  /** A shape becomes a site, or a quadrat of the open card. */
  makes: 'site' | 'quadrat';
  sideM: number;
  /** Clockwise from north, degrees. */
  bearing: number;
  readout: MarkReadout | null;
  start: (tool: MarkTool, makes?: 'site' | 'quadrat') => void;
  stop: () => void;
}

export const useMarking = workspaceStore<Marking>()(set => ({
  tool: null,
  makes: 'site',
  sideM: 100,
  bearing: 0,
  readout: null,
  start: (tool, makes = 'site') => {
    useSession.getState().setTask('plots');
    useSiteForm.setState({ last: null });
    set({ tool, makes, readout: null });
  },
  stop: () => {
    useSiteForm.setState({ last: null });
    set({ tool: null, readout: null });
  },
}));

/** Takes over a shape that was drawn. Points and squares may be many: their tool stays at hand. */
export function finishMark(place: Place): void {
  const { tool, makes, stop } = useMarking.getState();
  if (tool === 'polygon' || makes === 'quadrat') stop();
  if (makes === 'quadrat') void attempt(() => addQuadrat(place));
  else void attempt(() => useSiteForm.getState().mark(place));
}

async function addQuadrat({ sideM, outline }: Place): Promise<void> {
  const { card, forms, write } = usePlots.getState();
  if (!card || outline.length === 0) return;
  const rules = forms.find(form => form.kind === card.site.kind)?.quadrats ?? [];
  const side = sideM ?? 1;
  const kind = rules.find(rule => rule.sideM === side)?.kind ?? rules[0]?.kind ?? 'own';
  const name = nextName(card.quadrats.map(q => q.name));
  await write('quadrats.add', {
    siteId: card.site.id,
    quadrats: [{ name, kind, sideM: side, geometry: outline }],
  });
}

/** The next free number for a quadrat. */
export function nextName(taken: readonly string[]): string {
  let n = taken.length + 1;
  while (taken.includes(String(n))) n++;
  return String(n);
}

/** Writes the new place of a site that was dragged, its quadrats with it, or of its corners. */
export function moveSite(place: Place, what: 'whole' | 'corners'): void {
  const { card, write } = usePlots.getState();
  const { open, change } = useSiteForm.getState();
  if (open) return change({ place });
  if (!card) return;
  const { lon, lat, outline } = place;
  const withQuadrats = what === 'whole' ? true : undefined;
  void attempt(() => write('sites.update', { siteId: card.site.id, lon, lat, outline, withQuadrats }));
}

export function moveQuadrat(quadratId: number, geometry: MultiPolygon): void {
  void attempt(() => usePlots.getState().write('quadrats.update', { quadratId, geometry }));
}
