import type { CallInput, CallName, CallOutput } from '#core/contract/calls.ts';
import { errorOf } from './host-error.ts';

export interface CallOptions {
  /** Made by the caller; progress of the call arrives under it on /events. */
  jobId?: string;
  signal?: AbortSignal;
}

let pending = new AbortController();

/** Gives up every call that is on its way. */
export function dropCalls(): void {
  pending.abort();
  pending = new AbortController();
}

/** Makes a call of the contract. Throws HostError where the host answers with an error. */
export async function callHost<Name extends CallName>(
  name: Name,
  input: CallInput<Name>,
  { jobId, signal }: CallOptions = {},
): Promise<CallOutput<Name>> {
  const answer = await fetch(`/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(jobId ? { 'x-job-id': jobId } : {}) },
    body: JSON.stringify(input),
    signal: signal ? AbortSignal.any([signal, pending.signal]) : pending.signal,
  });
  if (!answer.ok) throw await errorOf(answer);
  return (await answer.json()) as CallOutput<Name>;
}
