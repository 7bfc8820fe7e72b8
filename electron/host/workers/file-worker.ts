import { workerData } from 'node:worker_threads';
import { answerWith } from '#host/files/thread.ts';
import { listVectorLayers } from '#host/formats/read-zones.ts';
import { lonLatZones } from '#host/run/zones/overlay-zones.ts';
import type { FileTask } from '#host/run/zones/read-apart.ts';

const task = workerData as FileTask;
answerWith(task.what === 'layers' ? listVectorLayers(task.path) : lonLatZones(task.path, task.options));
