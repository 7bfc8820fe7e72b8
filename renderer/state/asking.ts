import { onLeaving } from './root.ts';

/**
 * Of questions that overtake each other only the last one is heard, and only while it is still about the same:
 * `about` says what it depends on. Undefined for an answer, or a failure, that nobody waits for any more.
 */
export function latest(about: () => readonly unknown[] = () => []) {
  let turn = 0;
  return async <T>(ask: () => Promise<T>): Promise<T | undefined> => {
    const mine = ++turn;
    const asked = about();
    const isStale = () => mine !== turn || about().some((value, i) => value !== asked[i]);
    try {
      const answer = await ask();
      return isStale() ? undefined : answer;
    } catch (error) {
      if (isStale()) return undefined;
      throw error;
    }
  };
}

/** Says that something is under way, and that it has ended, well or not. */
export async function whileBusy<T>(say: (busy: boolean) => void, work: () => Promise<T>): Promise<T> {
  say(true);
  try {
    return await work();
  } finally {
    say(false);
  }
}

/** Does the last of several wishes once they pause for that long, and none when the workspace is left. */
export function afterPause() {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const drop = () => clearTimeout(timer);
  onLeaving(drop);
  const wait = (work: () => void, pauseMs: number) => {
    drop();
    timer = setTimeout(work, pauseMs);
  };
  return { wait, drop };
}
