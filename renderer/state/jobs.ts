import type { CallInput, CallName, CallOutput, HostEvent } from '#core/contract/calls.ts';
import { callHost } from '../client/call-host.ts';
import { HostError } from '../client/host-error.ts';
import type { Label } from '../language/use-words.ts';
import { attempt, showError } from './notices.ts';
import { workspaceStore } from './root.ts';

/** Calls that have a name for while they run. */
export type JobCall = { [N in CallName]: `job.${N}` extends Label ? N : never }[CallName];

/** A call that takes long. Survives leaving the panel that started it. */
export interface Job {
  id: string;
  call: JobCall;
  done: number;
  total: number;
  stage: string;
  /** What it is about, for work that no call of this window asked for. */
  subject?: string;
  cancelling: boolean;
}

interface Jobs {
  jobs: Job[];
}

export const useJobs = workspaceStore<Jobs>()(() => ({ jobs: [] }));

const change = (id: string, part: Partial<Job>) =>
  useJobs.setState(s => ({ jobs: s.jobs.map(job => (job.id === id ? { ...job, ...part } : job)) }));

/** Makes a call with progress and a cancel button in the top bar. */
export async function runJob<Name extends JobCall>(
  name: Name,
  input: CallInput<Name>,
): Promise<CallOutput<Name>> {
  const id = crypto.randomUUID();
  const job: Job = { id, call: name, done: 0, total: 0, stage: '', cancelling: false };
  useJobs.setState(s => ({ jobs: [...s.jobs, job] }));
  try {
    return await callHost(name, input, { jobId: id });
  } finally {
    useJobs.setState(s => ({ jobs: s.jobs.filter(j => j.id !== id) }));
  }
}

export function cancelJob(id: string): void {
  change(id, { cancelling: true });
  void attempt(() => callHost('jobs.cancel', { jobId: id }));
}

/** Work of the host's own appears with its first report, also in a window that was opened later. */
export function hearProgress({
  jobId,
  done,
  total,
  stage,
  background,
}: Extract<HostEvent, { type: 'progress' }>): void {
  if (background && !useJobs.getState().jobs.some(job => job.id === jobId)) {
    const { call, name } = background;
    const job: Job = { id: jobId, call, done, total, stage, subject: name, cancelling: false };
    useJobs.setState(s => ({ jobs: [...s.jobs, job] }));
  } else change(jobId, { done, total, stage });
}

export function hearEnd({ jobId, error }: Extract<HostEvent, { type: 'ended' }>): void {
  useJobs.setState(s => ({ jobs: s.jobs.filter(job => job.id !== jobId) }));
  if (error) showError(new HostError(error.code, error.subject, error.said));
}
