import type { PlotFilter } from '#core/contract/plot-calls.ts';
import { useFind } from './find.ts';
import { attempt } from './notices.ts';
import { usePlots } from './plots.ts';
import { afterPause } from './asking.ts';

/** Typing rests for this long before the host is asked. */
const restMs = 200;
const typing = afterPause();

/** Changes the conditions and finds anew; undefined takes a condition away. */
export function findSites(change: Partial<PlotFilter>): void {
  useFind.setState(({ conditions }) => ({ conditions: { ...conditions, ...change } }));
  typing.wait(() => void attempt(() => usePlots.getState().load()), 'text' in change ? restMs : 0);
}

export const findAll = (): void => {
  useFind.setState({ conditions: {}, drawing: null });
  findSites({});
};

/** True where something is asked for. */
export const isFiltered = (conditions: PlotFilter): boolean =>
  Object.values(conditions).some(value => (Array.isArray(value) ? value.length > 0 : value !== undefined));
