import type { CallOutput } from '#core/contract/calls.ts';
import type { FoundSite, PlotFilter } from '#core/contract/plot-calls.ts';
import { workspaceStore } from './root.ts';

export const sortColumns = [
  'name',
  'value',
  'latest',
  'observations',
  'kind',
  'code',
  'lon',
  'lat',
] as const satisfies (keyof FoundSite)[];
export type SortColumn = (typeof sortColumns)[number];

/** What is searched for among the sites, and how the found ones are ordered. The sites themselves are in usePlots. */
interface Find {
  conditions: PlotFilter;
  /** Of the parameter that is asked for, over all found sites. */
  values: CallOutput<'sites.find'>['values'];
  sort: { by: SortColumn; down: boolean };
  /** Waiting for a shape that is drawn on the map. */
  drawing: 'box' | 'polygon' | null;
  sortBy: (by: SortColumn) => void;
  draw: (drawing: Find['drawing']) => void;
}

export const useFind = workspaceStore<Find>()(set => ({
  conditions: {},
  values: null,
  sort: { by: 'name', down: false },
  drawing: null,
  sortBy: by => set(({ sort }) => ({ sort: { by, down: sort.by === by ? !sort.down : false } })),
  draw: drawing => set({ drawing }),
}));

/** Chinese names in the order of their sounds, numbers in them by size. */
const collator = new Intl.Collator('zh-CN', { numeric: true });

/** Sites without a value come last either way. */
export function sorted(sites: readonly FoundSite[], { by, down }: Find['sort']): FoundSite[] {
  const sign = down ? -1 : 1;
  return [...sites].sort((a, b) => {
    const [x, y] = [a[by], b[by]];
    if (x === y) return a.id - b.id;
    if (x === null || x === '') return 1;
    if (y === null || y === '') return -1;
    return (typeof x === 'number' ? x - Number(y) : collator.compare(x, String(y))) * sign;
  });
}
