import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { afterPause, latest, whileBusy } from '#renderer/state/asking.ts';
import { leaveWorkspace } from '#renderer/state/root.ts';

/** A question that is answered when the test says so. */
function question<T>() {
  let answer!: (value: T) => void;
  let fail!: (error: Error) => void;
  const asked = new Promise<T>((resolve, reject) => ([answer, fail] = [resolve, reject]));
  return { ask: () => asked, answer, fail };
}

describe('of several questions', () => {
  it('the last one is heard, whichever is answered first', async () => {
    const [one, two] = [question<string>(), question<string>()];
    const newest = latest();
    const [first, second] = [newest(one.ask), newest(two.ask)];
    two.answer('new');
    one.answer('old');
    expect([await first, await second]).toEqual([undefined, 'new']);
  });

  it('none is heard that is about something else by now; its failure is not told either', async () => {
    let zone = 1;
    const newest = latest(() => [zone]);
    const [answered, failed] = [question<string>(), question<string>()];
    const first = newest(answered.ask);
    zone = 2;
    answered.answer('of zone 1');
    expect(await first).toBeUndefined();
    const second = newest(failed.ask);
    zone = 3;
    failed.fail(new Error('zone 2 is gone'));
    expect(await second).toBeUndefined();
  });

  it('a failure that is waited for is told', async () => {
    await expect(latest()(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});

it('busy begins before the work and ends after it, well or not', async () => {
  const said: boolean[] = [];
  const say = (busy: boolean) => void said.push(busy);
  expect(await whileBusy(say, () => Promise.resolve(said.length))).toBe(1);
  await expect(whileBusy(say, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(said).toEqual([true, false, true, false]);
});

describe('after a pause', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('the last wish is done once', () => {
    const done: number[] = [];
    const typing = afterPause();
    for (const wish of [1, 2, 3]) typing.wait(() => void done.push(wish), 200);
    vi.advanceTimersByTime(200);
    expect(done).toEqual([3]);
  });

  it('nothing is done in the next workspace', () => {
    const done: number[] = [];
    afterPause().wait(() => void done.push(1), 200);
    leaveWorkspace();
    vi.advanceTimersByTime(1000);
    expect(done).toEqual([]);
  });
});
