import { say } from '#core/words/said.ts';
import { runThread } from '#host/files/thread.ts';
import type { Finding } from './finding.ts';

/** Examines a workspace in a thread of its own: the host answers meanwhile, and a stop ends it. */
export const examine = (directory: string, signal?: AbortSignal): Promise<Finding[]> =>
  runThread('examine-worker', directory, { subject: directory, cancelled: say('field.cancelled'), signal });
