import { parentPort, workerData } from 'node:worker_threads';
import { toErrorData } from '#core/foundation/errors.ts';
import { listVectorLayers } from '#host/formats/read-zones.ts';
import { lonLatZones } from '#host/run/zones/overlay-zones.ts';
import type { FileTask, FromFile } from '#host/run/zones/read-apart.ts';

const task = workerData as FileTask;
const send = (message: FromFile) => parentPort!.postMessage(message);
const read = (): Promise<unknown> =>
  task.what === 'layers' ? listVectorLayers(task.path) : lonLatZones(task.path, task.options);

read().then(
  result => send({ result }),
  (error: unknown) => send({ error: toErrorData(error) }),
);
