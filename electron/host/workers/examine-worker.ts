import { workerData } from 'node:worker_threads';
import { doctor } from '#host/catalogue/doctor.ts';
import { answerWith } from '#host/files/thread.ts';

answerWith(doctor(workerData as string));
