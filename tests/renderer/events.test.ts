import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listenToHost } from '#renderer/client/events.ts';

/** A stand-in for the browser's: it closes for ever when a host refuses. */
class FakeSource {
  static CLOSED = 2;
  static made: FakeSource[] = [];
  readyState = 0;
  onopen = () => {};
  onerror = () => {};
  onmessage = (_: { data: string }) => {};
  constructor() {
    FakeSource.made.push(this);
  }
  close() {
    this.readyState = 2;
  }
  refuse() {
    this.readyState = 2;
    this.onerror();
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', FakeSource);
  FakeSource.made = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('a host that was started anew refuses first, is asked again, and everything is loaded when it answers', () => {
  let reconnected = 0;
  const heard: unknown[] = [];
  const stop = listenToHost(event => void heard.push(event), () => void reconnected++); // prettier-ignore
  FakeSource.made[0].onopen();
  FakeSource.made[0].refuse();
  vi.advanceTimersByTime(10_000);
  expect(FakeSource.made).toHaveLength(2);
  FakeSource.made[1].refuse();
  vi.advanceTimersByTime(10_000);
  FakeSource.made[2].onopen();
  FakeSource.made[2].onmessage({ data: '{"type":"changed","what":"zones"}' });
  expect([reconnected, heard]).toEqual([1, [{ type: 'changed', what: 'zones' }]]);
  stop();
  vi.advanceTimersByTime(10_000);
  expect(FakeSource.made).toHaveLength(3);
});
