import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { AssessmentSummary, SheetOptions } from '#core/contract/calls.ts';
import type { Product, ProductKind } from '#core/contract/products.ts';
import { callHost } from '../client/call-host.ts';
import { runJob } from './jobs.ts';

/** In the order of the contract's productKinds. */
export const allProducts = [
  'pdf',
  'png',
  'geotiff',
  'csv',
  'xlsx',
  'gpkg',
  'geojson',
  'recipe',
  'txt',
  'md',
  'docx',
  'index',
  'shp',
  'kml',
  'qgis',
] as const satisfies ProductKind[];

/** What the user fills in; `language` follows the window unless it is chosen. */
export interface SheetForm extends Omit<SheetOptions, 'language' | 'scale' | 'date'> {
  language: SheetOptions['language'] | null;
  scale: number | null;
  date: string;
}

/** Map sheets and products of saved assessments. */
interface Sheet {
  assessments: AssessmentSummary[];
  assessmentId: number | null;
  form: SheetForm;
  products: ProductKind[];
  directory: string;
  written: { directory: string; products: Product[] } | null;
  busy: boolean;
  load: () => Promise<void>;
  choose: (assessmentId: number | null) => void;
  setForm: (change: Partial<SheetForm>) => void;
  setProducts: (products: ProductKind[]) => void;
  setDirectory: (directory: string) => void;
  remove: (assessmentId: number) => Promise<void>;
  exportAll: (sheet: SheetOptions) => Promise<void>;
}

export const useSheet = create<Sheet>()(
  persist(
    (set, get) => ({
      assessments: [],
      assessmentId: null,
      form: { language: null, paper: 'A4', orientation: 'landscape', scale: null, date: '' },
      products: [...allProducts],
      directory: '',
      written: null,
      busy: false,
      load: async () => {
        const assessments = (await callHost('assessment.list', {})).sort((a, b) => b.id - a.id);
        const stays = assessments.some(a => a.id === get().assessmentId);
        set({ assessments, assessmentId: stays ? get().assessmentId : (assessments[0]?.id ?? null) });
      },
      choose: assessmentId =>
        set(s => ({ assessmentId, written: null, form: { ...s.form, title: undefined } })),
      setForm: change => set(s => ({ form: { ...s.form, ...change } })),
      setProducts: products => set({ products }),
      setDirectory: directory => set({ directory }),
      remove: async assessmentId => {
        await callHost('assessment.remove', { assessmentId });
        await get().load();
      },
      exportAll: async sheet => {
        const { assessmentId, directory, products } = get();
        if (assessmentId === null) return;
        set({ busy: true, written: null });
        try {
          set({ written: await runJob('export.assessment', { assessmentId, sheet, directory, products }) });
        } finally {
          set({ busy: false });
        }
      },
    }),
    {
      name: 'bloomline.sheet',
      version: 1,
      partialize: s => ({
        form: { ...s.form, title: undefined, scale: null, date: '' },
        products: s.products,
        directory: s.directory,
      }),
    },
  ),
);

/** The form as the contract wants it: empty fields are left out. */
export function sheetOptions(form: SheetForm, language: SheetOptions['language']): SheetOptions {
  const text = (value: string | undefined) => value?.trim() || undefined;
  return {
    language: form.language ?? language,
    paper: form.paper,
    orientation: form.orientation,
    title: text(form.title),
    scale: form.scale ?? undefined,
    preparedBy: text(form.preparedBy),
    reviewedBy: text(form.reviewedBy),
    issuedBy: text(form.issuedBy),
    organisation: text(form.organisation),
    grid: form.grid,
    date: text(form.date),
    mapNumber: text(form.mapNumber),
  };
}
