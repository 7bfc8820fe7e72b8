import { workerData } from 'node:worker_threads';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { ImportReport } from '#core/plots/import-report.ts';
import { say } from '#core/words/said.ts';
import { answerWith, tellProgress } from '#host/files/thread.ts';
import { openCatalogue } from '#host/catalogue/catalogue.ts';
import { commitImport } from '#host/exchange/field-import/commit-import.ts';
import { readImport } from '#host/exchange/field-import/read-import.ts';
import type { ImportTask } from '#host/exchange/field-import/run-import.ts';

const { workspace, path, mapping, commit, who, cancel } = workerData as ImportTask;
const flag = new Uint8Array(cancel);
const isCancelled = () => Atomics.load(flag, 0) !== 0;

async function run(): Promise<ImportReport> {
  const catalogue = await openCatalogue(workspace, { readOnly: !commit });
  try {
    const read = await readImport(catalogue, path, mapping, (done, total) => {
      if (isCancelled()) throw new BloomlineError('cancelled', path, say('field.cancelled'));
      tellProgress(done, total, 'read-rows');
    });
    if (!commit) return read.report;
    return await commitImport(catalogue, read, {
      who,
      isCancelled,
      onProgress: (done, total) => tellProgress(done, total, 'write-rows'),
    });
  } finally {
    catalogue.close();
  }
}

answerWith(run());
