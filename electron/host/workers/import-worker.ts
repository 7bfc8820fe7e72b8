import { parentPort, workerData } from 'node:worker_threads';
import { BloomlineError, toErrorData } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { openCatalogue } from '#host/catalogue/catalogue.ts';
import { commitImport } from '#host/exchange/field-import/commit-import.ts';
import { readImport } from '#host/exchange/field-import/read-import.ts';
import type { FromImport, ImportTask } from '#host/exchange/field-import/run-import.ts';

const { workspace, path, mapping, commit, who, cancel } = workerData as ImportTask;
const flag = new Uint8Array(cancel);
const isCancelled = () => Atomics.load(flag, 0) !== 0;
const send = (message: FromImport) => parentPort!.postMessage(message);

async function run(): Promise<void> {
  const catalogue = await openCatalogue(workspace, { readOnly: !commit });
  try {
    const read = await readImport(catalogue, path, mapping, (done, total) => {
      if (isCancelled()) throw new BloomlineError('cancelled', path, say('field.cancelled'));
      send({ progress: { done, total, stage: 'read-rows' } });
    });
    if (!commit) return send({ report: read.report });
    const report = await commitImport(catalogue, read, {
      who,
      isCancelled,
      onProgress: (done, total) => send({ progress: { done, total, stage: 'write-rows' } }),
    });
    send({ report });
  } finally {
    catalogue.close();
  }
}

run().catch((error: unknown) => send({ error: toErrorData(error) }));
