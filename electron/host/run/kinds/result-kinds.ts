import { bloomKind } from './bloom.ts';
import { indexKind } from './ecology-index.ts';
import { redlineKind } from './redline.ts';
import type { ResultKind } from './result-kind.ts';
import { seriesKind } from './series.ts';
import { servicesKind } from './services.ts';
import { stateKind } from './state.ts';
import { validationKind } from './validation.ts';

/** A kind, for those who only run records of it again. */
export type AnyResultKind = Pick<ResultKind<string, unknown, unknown>, 'kind' | 'again'>;

/** Every kind of result. A new one is a module beside this one, its recipe in core, and a row here. */
export const resultKinds: AnyResultKind[] = [
  bloomKind,
  redlineKind,
  seriesKind,
  stateKind,
  indexKind,
  servicesKind,
  validationKind,
];
