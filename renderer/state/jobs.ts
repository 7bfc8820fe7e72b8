import { create } from 'zustand';
import type { CallInput, CallName, CallOutput, HostEvent } from '#core/contract/calls.ts';
import { callHost } from '../client/call-host.ts';
import { attempt } from './notices.ts';

/** A call that takes long. Survives leaving the panel that started it. */
export interface Job {
  id: string;
  call: CallName;
  done: number;
  total: number;
  stage: string;
  cancelling: boolean;
}

interface Jobs {
  jobs: Job[];
}

export const useJobs = create<Jobs>()(() => ({ jobs: [] }));

const change = (id: string, part: Partial<Job>) =>
  useJobs.setState(s => ({ jobs: s.jobs.map(job => (job.id === id ? { ...job, ...part } : job)) }));

/** Makes a call with progress and a cancel button in the top bar. */
export async function runJob<Name extends CallName>(
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

export function hearProgress({ jobId, done, total, stage }: Extract<HostEvent, { type: 'progress' }>): void {
  change(jobId, { done, total, stage });
}
