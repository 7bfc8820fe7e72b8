import { parentPort, workerData } from 'node:worker_threads';
import { toErrorData } from '#core/foundation/errors.ts';
import { doctor } from '#host/catalogue/doctor.ts';
import type { FromExamination } from '#host/catalogue/examine.ts';

const send = (message: FromExamination) => parentPort!.postMessage(message);

doctor(workerData as string).then(
  findings => send({ findings }),
  (error: unknown) => send({ error: toErrorData(error) }),
);
