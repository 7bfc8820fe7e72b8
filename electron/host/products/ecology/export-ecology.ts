import type { EcologyResult } from '#core/contract/ecology.ts';
import type { Language } from '#core/foundation/text.ts';
import type { Progress } from '#host/files/progress.ts';
import type { WrittenFile } from '#host/products/tables/write-tables.ts';
import type { StateWork } from '#host/run/state/assess-state.ts';
import { exportIndex } from './export-index.ts';
import { exportServices } from './export-services.ts';
import { exportState } from './export-state.ts';
import { exportValidation } from './export-validation.ts';

export interface EcologyExport {
  name: string;
  directory: string;
  language: Language;
  /** Of a state: what its rasters are made from; without it there are tables only. */
  work: StateWork | null;
}

/** The files of a result about the ecosystem. */
export function exportEcology(
  result: EcologyResult,
  { name, directory, language, work }: EcologyExport,
  progress: Progress = {},
): Promise<WrittenFile[]> {
  switch (result.kind) {
    case 'ecology-index':
      return exportIndex(result, name, directory, language);
    case 'services':
      return exportServices(result, name, directory, language);
    case 'validation':
      return exportValidation(result, name, directory, language);
    case 'state':
      return exportState(result, name, directory, language, work, progress);
  }
}
