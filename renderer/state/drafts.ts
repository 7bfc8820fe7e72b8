import { callHost } from '../client/call-host.ts';
import { attempt } from './notices.ts';
import { onLeaving } from './root.ts';

/** A pause in typing after which a draft is kept. */
const pauseMs = 500;

/** A draft of a workspace that was left is not written into the next one. */
onLeaving(() => {
  for (const { timer } of waiting.values()) clearTimeout(timer);
  waiting.clear();
});

const waiting = new Map<string, { timer: ReturnType<typeof setTimeout>; draft: unknown }>();
/** On its way to the host: what forgets a draft comes after it. */
const writing = new Map<string, Promise<unknown>>();

/** What was typed and not saved under a key; null where nothing was. */
export async function loadDraft<T>(key: string): Promise<T | null> {
  const typed = waiting.get(key);
  if (typed) return typed.draft as T;
  const { draft } = await callHost('drafts.get', { key });
  return draft as T | null;
}

/** Keeps a draft once the typing pauses. */
export function keepDraft(key: string, draft: unknown): void {
  clearTimeout(waiting.get(key)?.timer);
  const write = () => {
    waiting.delete(key);
    writing.set(
      key,
      attempt(() => callHost('drafts.set', { key, draft: draft as never })),
    );
  };
  waiting.set(key, { timer: setTimeout(write, pauseMs), draft });
}

export async function forgetDraft(key: string): Promise<void> {
  clearTimeout(waiting.get(key)?.timer);
  waiting.delete(key);
  await writing.get(key);
  await callHost('drafts.set', { key, draft: null });
}
