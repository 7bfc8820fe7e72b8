import type { FieldValues, Site, SiteKind } from '#core/plots/site.ts';
import type { PlotForm } from '#core/plots/plot-form.ts';
import { moveShape, squareAt } from '#core/plots/plot-shapes.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';
import { callHost } from '#renderer/client/call-host.ts';
import { forgetDraft, keepDraft, loadDraft } from '#renderer/state/drafts.ts';
import { readFields, reasonKey, typedFields, type TypedFields } from './form-fields.ts';
import { emptyObservation, readObservation, type ObservationDraft } from './observation-draft.ts';
import { usePlots, type Card } from './plots.ts';
import { workspaceStore } from '#renderer/state/root.ts';

/** Where a plot is and what it covers, CGCS2000. A point has no outline. */
export interface Place {
  lon: number;
  lat: number;
  sideM: number | null;
  outline: MultiPolygon;
}

/** A form as it was typed. */
export interface SiteDraft {
  name: string;
  code: string;
  kind: string;
  note: string;
  place: Place;
  fields: TypedFields;
  /** Paths of photos that are attached on saving. */
  photos: string[];
  observation: ObservationDraft;
}

interface SiteForm {
  open: { site: Site | null; draft: SiteDraft; restored: boolean } | null;
  /** What was typed last and not saved, of a new site. */
  left: SiteDraft | null;
  /** What was saved last while one tool marked on: the next one goes on from it. */
  last: SiteDraft | null;
  /** A place was marked: it goes into the open form, or opens a new one. */
  mark: (place: Place, photos?: string[]) => Promise<void>;
  edit: (card: Card) => Promise<void>;
  resume: () => void;
  change: (part: Partial<SiteDraft>) => void;
  moveTo: (lon: number, lat: number) => void;
  close: () => void;
  discard: () => Promise<void>;
  save: () => Promise<number>;
  loadLeft: () => Promise<void>;
}

const keyOf = (site: Site | null): string => `site:${site?.id ?? 'new'}`;

const emptyDraft = (place: Place): SiteDraft => ({
  name: '',
  code: '',
  kind: place.sideM !== null ? 'forest-plot' : place.outline.length > 0 ? 'observation-field' : 'water-plot',
  note: '',
  place,
  fields: {},
  photos: [],
  observation: emptyObservation(),
});

/** The next of several that are marked one after another: numbered on, of the same kind, with the same fields. */
function draftAfter(last: SiteDraft, place: Place, taken: ReadonlySet<string>): SiteDraft {
  const { time, observer, method } = last.observation;
  return {
    ...emptyDraft(place),
    name: numberedOn(last.name, taken),
    code: last.code === '' ? '' : numberedOn(last.code, new Set()),
    kind: last.kind,
    fields: last.fields,
    observation: { ...emptyObservation(), time, observer, method },
  };
}

/** 断面1 → 断面2, S09 → S10, 3号点 → 4号点, 断面 → 断面2: the first that is not taken. */
export function numberedOn(name: string, taken: ReadonlySet<string>): string {
  const [, before, digits, after] = /^(.*?)(\d*)([号#站点断面桩]*)$/s.exec(name.trim())!;
  const named = digits === '' ? before + after : before;
  let n = digits === '' ? 2 : Number(digits) + 1;
  const made = () => `${named}${String(n).padStart(digits.length, '0')}${digits === '' ? '' : after}`;
  while (taken.has(made())) n++;
  return made();
}

const draftOf = ({ site, outline }: Card): SiteDraft => ({
  ...emptyDraft({ lon: site.lon, lat: site.lat, sideM: site.sideM, outline }),
  name: site.name,
  code: site.code,
  kind: site.kind,
  note: site.note,
  fields: typedFields(site.fields),
});

export const useSiteForm = workspaceStore<SiteForm>()((set, get) => ({
  open: null,
  left: null,
  last: null,
  mark: async (place, photos = []) => {
    const { open, change } = get();
    if (open) return change({ place, photos: [...open.draft.photos, ...photos] });
    const left = await loadDraft<SiteDraft>('site:new');
    const { last } = get();
    const taken = new Set(usePlots.getState().sites.map(site => site.name));
    const next = last ? draftAfter(last, place, taken) : emptyDraft(place);
    const draft = left ? { ...left, place } : next;
    await usePlots.getState().select(null);
    set({ open: { site: null, draft, restored: left !== null } });
    get().change({ photos: [...draft.photos, ...photos] });
  },
  edit: async card => {
    const left = await loadDraft<SiteDraft>(keyOf(card.site));
    set({ open: { site: card.site, draft: left ?? draftOf(card), restored: left !== null } });
  },
  resume: () => {
    const { left } = get();
    if (left) set({ open: { site: null, draft: left, restored: true } });
  },
  change: part => {
    const { open } = get();
    if (!open) return;
    const draft = { ...open.draft, ...part };
    set({ open: { ...open, draft } });
    keepDraft(keyOf(open.site), draft);
  },
  moveTo: (lon, lat) => {
    const { open, change } = get();
    if (!open) return;
    const { place } = open.draft;
    const outline =
      place.outline.length > 0 ? moveShape(place.outline, [place.lon, place.lat], [lon, lat]) : [];
    change({ place: { ...place, lon, lat, outline } });
  },
  close: () => {
    set({ open: null });
    void get().loadLeft();
  },
  discard: async () => {
    const { open } = get();
    await forgetDraft(keyOf(open?.site ?? null));
    const { card } = usePlots.getState();
    if (open?.site && card) set({ open: { site: open.site, draft: draftOf(card), restored: false } });
    else if (open) set({ open: { site: null, draft: emptyDraft(open.draft.place), restored: false } });
    set({ left: null });
  },
  save: async () => {
    const { open } = get();
    if (!open) throw new RangeError('no form is open');
    const { site, draft } = open;
    const { forms, parameters, load, select } = usePlots.getState();
    const form = forms.find(f => f.kind === draft.kind);
    const { lon, lat, sideM, outline } = draft.place;
    const input = {
      name: draft.name.trim(),
      code: draft.code.trim(),
      kind: draft.kind as SiteKind,
      note: draft.note,
      lon,
      lat,
      sideM,
      outline,
      fields: { ...fieldsBeside(site, form), ...readFields(form?.fields ?? [], draft.fields).values },
    };
    const saved = site ?? (await callHost('sites.add', input));
    const { id } = saved;
    // What follows may fail; saving again must not add the site again.
    set({ open: { ...open, site: saved } });
    if (site) await callHost('sites.update', { siteId: id, ...input });
    const { input: observation } = readObservation(draft.observation, parameters);
    if (observation.values.length > 0) await callHost('observations.add', { siteId: id, ...observation });
    if (draft.photos.length > 0) await callHost('photos.add', { siteId: id, paths: draft.photos });
    await forgetDraft(keyOf(site));
    set({ open: null, left: null, ...(!site && { last: draft }) });
    await select(id);
    await load();
    return id;
  },
  loadLeft: async () => set({ left: await loadDraft<SiteDraft>('site:new') }),
}));

/** What a site has beside its form, from an import, stays. */
function fieldsBeside(site: Site | null, form: PlotForm | undefined): FieldValues {
  const own = new Set(form?.fields.flatMap(field => [field.id, reasonKey(field.id)]));
  return Object.fromEntries(Object.entries(site?.fields ?? {}).filter(([id]) => !own.has(id)));
}

/** A place of the shape that a tool makes. */
export function placeAt(lon: number, lat: number, sideM: number | null, bearing = 0): Place {
  return { lon, lat, sideM, outline: sideM === null ? [] : squareAt([lon, lat], sideM, bearing) };
}
