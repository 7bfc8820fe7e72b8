import { persist } from 'zustand/middleware';
import type { AssessmentSummary } from '#core/contract/calls.ts';
import type { MapChoice, MapSubject, OwnTemplate } from '#core/contract/map-calls.ts';
import type { Product, ProductChoice, ProductKind } from '#core/contract/products.ts';
import type { SheetOptions } from '#core/page/sheet-options.ts';
import type { TemplateFile } from '#core/page/template.ts';
import type { Language } from '#core/foundation/text.ts';
import { callHost } from '#renderer/client/call-host.ts';
import { runJob } from '#renderer/state/jobs.ts';
import { emptyForm, formFor, templateFromForm, type SheetForm } from './sheet-form.ts';
import { workspaceStore } from '#renderer/state/root.ts';
import { latest, whileBusy } from '#renderer/state/asking.ts';

export { sheetOptions, type SheetForm } from './sheet-form.ts';

export const sheetProducts = ['pdf', 'png'] as const satisfies ProductKind[];

type OtherSubject = Exclude<MapSubject, { of: 'assessment' }>;

/** Map sheets and products. */
interface Sheet {
  assessments: AssessmentSummary[];
  assessmentId: number | null;
  /** In the place of the assessment: a series, a state of vegetation, the sites. */
  other: OtherSubject | null;
  choices: MapChoice[];
  kind: string | null;
  patches: string[];
  patch: string | null;
  own: OwnTemplate[];
  /** The workspace's template that is used; null for the program's. */
  ownName: string | null;
  form: SheetForm;
  past: SheetForm[];
  future: SheetForm[];
  /** Products that there are. */
  offered: ProductChoice[];
  /** Products that are chosen; null for all there are. */
  products: ProductKind[] | null;
  dpi: 300 | 600;
  directory: string;
  written: { directory: string; products: Product[] } | null;
  busy: boolean;
  load: () => Promise<void>;
  choose: (assessmentId: number | null) => void;
  chooseOther: (subject: OtherSubject) => void;
  loadChoices: () => Promise<void>;
  chooseTemplate: (kind: string, ownName: string | null) => void;
  setPatch: (patch: string) => void;
  setForm: (change: Partial<SheetForm>) => void;
  step: (direction: 'undo' | 'redo') => void;
  reset: () => void;
  saveTemplate: (name: string, language: Language) => Promise<void>;
  renameTemplate: (name: string, to: string) => Promise<void>;
  removeTemplate: (name: string) => Promise<void>;
  importTemplate: (path: string) => Promise<OwnTemplate>;
  setProducts: (products: ProductKind[]) => void;
  setDpi: (dpi: 300 | 600) => void;
  setDirectory: (directory: string) => void;
  remove: (assessmentId: number) => Promise<void>;
  exportAll: (sheet: SheetOptions) => Promise<void>;
}

const mostSteps = 100;
/** Typing into one field within this time is one step back. */
const togetherMs = 900;
let last = { field: '', at: 0 };

const newest = latest(() => [useSheet.getState().other, useSheet.getState().assessmentId]);

export const useSheet = workspaceStore<Sheet>()(
  persist(
    (set, get) => ({
      assessments: [],
      assessmentId: null,
      other: null,
      choices: [],
      kind: null,
      patches: [],
      patch: null,
      own: [],
      ownName: null,
      form: emptyForm,
      past: [],
      future: [],
      offered: [],
      products: null,
      dpi: 300,
      directory: '',
      written: null,
      busy: false,
      load: async () => {
        const [found, own] = await Promise.all([
          callHost('assessment.list', {}),
          callHost('templates.list', {}),
        ]);
        const assessments = found.sort((a, b) => b.id - a.id);
        const { assessmentId, ownName, other } = get();
        const stays = assessments.some(a => a.id === assessmentId);
        set({
          assessments,
          own,
          assessmentId: stays ? assessmentId : (assessments[0]?.id ?? null),
          ...(own.some(o => o.name === ownName) ? {} : { ownName: null }),
        });
        if (!stays && !other) set({ kind: null, ownName: null });
        await get().loadChoices();
      },
      choose: assessmentId => {
        const kind = get().assessments.find(a => a.id === assessmentId)?.kind ?? null;
        const same = kind === get().kind;
        set(s => ({
          assessmentId,
          other: null,
          written: null,
          patch: null,
          kind,
          ...(same ? {} : { ownName: null }),
          form: { ...s.form, title: undefined },
          past: [],
          future: [],
        }));
        void get().loadChoices();
      },
      chooseOther: other => {
        set({ other, written: null, patch: null, past: [], future: [] });
        void get().loadChoices();
      },
      loadChoices: async () => {
        const subject = subjectOf(get());
        if (!subject) {
          set({ choices: [], kind: null, patches: [] });
          return;
        }
        const found = await newest(() => callHost('map.choices', { subject }));
        if (!found) return;
        const { choices, patches, products } = found;
        const { kind, patch } = get();
        const fits = choices.some(c => c.kind === kind && c.reason === null);
        set({
          choices,
          patches,
          offered: products,
          patch: patch !== null && patches.includes(patch) ? patch : (patches[0] ?? null),
          ...(fits ? {} : { kind: choices.find(c => c.reason === null)?.kind ?? null, ownName: null }),
        });
      },
      chooseTemplate: (kind, ownName) => {
        set({ kind, ownName, written: null });
        set(s => ({
          form: formFor(ownName === null ? null : baseOf(s), s.form),
          past: [...s.past, s.form].slice(-mostSteps),
          future: [],
        }));
      },
      setPatch: patch => set({ patch, written: null }),
      setForm: change => {
        const field = Object.keys(change).join();
        const now = Date.now();
        const together = field === last.field && now - last.at < togetherMs;
        last = { field, at: now };
        set(s => ({
          form: { ...s.form, ...change },
          past: together && s.past.length > 0 ? s.past : [...s.past, s.form].slice(-mostSteps),
          future: [],
        }));
      },
      step: direction =>
        set(s => {
          const from = direction === 'undo' ? s.past : s.future;
          const form = from[from.length - 1] as SheetForm | undefined;
          last = { field: '', at: 0 };
          if (!form) return {};
          return direction === 'undo'
            ? { form, past: s.past.slice(0, -1), future: [...s.future, s.form] }
            : { form, future: s.future.slice(0, -1), past: [...s.past, s.form] };
        }),
      reset: () =>
        set(s => {
          const base = baseOf(s);
          const paper = {
            paper: base?.paper ?? emptyForm.paper,
            orientation: base?.orientation ?? emptyForm.orientation,
          };
          return {
            form: { ...formFor(base, s.form), ...paper },
            past: [...s.past, s.form].slice(-mostSteps),
            future: [],
          };
        }),
      saveTemplate: async (name, language) => {
        const { kind, form } = get();
        const base = baseOf(get());
        if (!kind || !base) return;
        await callHost('templates.save', { name, file: templateFromForm(base, form, language) });
        set({ own: await callHost('templates.list', {}) });
        get().chooseTemplate(kind, name);
      },
      renameTemplate: async (name, to) => {
        await callHost('templates.rename', { name, to });
        const own = await callHost('templates.list', {});
        set(s => ({ own, ownName: s.ownName === name ? to : s.ownName }));
      },
      removeTemplate: async name => {
        await callHost('templates.remove', { name });
        const own = await callHost('templates.list', {});
        set(s => ({ own, ownName: s.ownName === name ? null : s.ownName }));
      },
      importTemplate: async path => {
        const added = await callHost('templates.import', { path });
        set({ own: await callHost('templates.list', {}) });
        const fits = get().choices.some(c => c.kind === added.file.kind && c.reason === null);
        if (fits) get().chooseTemplate(added.file.kind, added.name);
        return added;
      },
      setProducts: products => set({ products }),
      setDpi: dpi => set({ dpi }),
      setDirectory: directory => set({ directory }),
      remove: async assessmentId => {
        await callHost('assessment.remove', { assessmentId });
        await get().load();
      },
      exportAll: async sheet => {
        const state = get();
        const { assessmentId, directory, dpi, kind, patch } = state;
        const products = chosenProducts(state);
        const subject = subjectOf(state);
        if (!subject || !kind) return;
        set({ written: null });
        const template = ownFileOf(state);
        const write = () =>
          isWhole(state)
            ? runJob('export.assessment', {
                assessmentId: assessmentId!,
                sheet,
                template,
                directory,
                products,
                dpi,
              })
            : runJob('export.map', {
                subject,
                kind,
                sheet,
                template,
                ...(isPerPatch(state) && patch !== null ? { patch } : {}),
                directory,
                formats: sheetProducts.filter(format => products.includes(format)),
                dpi,
              });
        set({ written: await whileBusy(busy => set({ busy }), write) });
      },
    }),
    {
      name: 'bloomline.sheet',
      version: 2,
      partialize: s => ({
        form: { ...formFor(null, s.form), date: undefined, mapNumber: undefined },
        products: s.products,
        dpi: s.dpi,
        directory: s.directory,
      }),
    },
  ),
);

/** What the sheet is made of. */
export function subjectOf({ other, assessmentId }: Pick<Sheet, 'other' | 'assessmentId'>): MapSubject | null {
  return other ?? (assessmentId === null ? null : { of: 'assessment', id: assessmentId });
}

/** The template file that the form lies over. */
export function baseOf({
  own,
  ownName,
  choices,
  kind,
}: Pick<Sheet, 'own' | 'ownName' | 'choices' | 'kind'>): TemplateFile | null {
  return (
    own.find(o => o.name === ownName && o.file.kind === kind)?.file ??
    choices.find(c => c.kind === kind)?.template ??
    null
  );
}

/** Of the workspace's own only: the program's need not be sent. */
export const ownFileOf = ({ own, ownName, kind }: Pick<Sheet, 'own' | 'ownName' | 'kind'>) =>
  own.find(o => o.name === ownName && o.file.kind === kind)?.file;

/** A sheet shows one patch. */
export const isPerPatch = ({ choices, kind }: Pick<Sheet, 'choices' | 'kind'>): boolean =>
  choices.find(c => c.kind === kind)?.atlas === 'patches';

/** The map is the assessment's own, which has all products. */
export function isWhole({
  other,
  assessments,
  assessmentId,
  kind,
}: Pick<Sheet, 'other' | 'assessments' | 'assessmentId' | 'kind'>): boolean {
  return other === null && assessments.find(a => a.id === assessmentId)?.kind === kind;
}

export const chosenProducts = ({ products, offered }: Pick<Sheet, 'products' | 'offered'>): ProductKind[] =>
  products ?? offered.map(o => o.kind);
