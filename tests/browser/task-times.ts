import type { Page } from '@playwright/test';

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Processor time of the thread, µs. */
  tdur?: number;
  args: { name?: string };
}

/**
 * The tasks of the window's main thread during `work` that took longer than people notice, 50 ms: each in
 * milliseconds of
 * its own processor time, which other programs do not lengthen.
 */
export async function longTasks(page: Page, work: () => Promise<void>): Promise<number[]> {
  const browser = page.context().browser()!;
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] });
  await work();
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const mains = trace.traceEvents.filter(e => e.name === 'thread_name' && e.args.name === 'CrRendererMain');
  const tasks = trace.traceEvents.filter(
    e => e.name.endsWith('RunTask') && mains.some(main => main.pid === e.pid && main.tid === e.tid),
  );
  const times = tasks.flatMap(({ tdur }) => (tdur === undefined ? [] : [tdur / 1000]));
  if (times.length === 0) throw new Error(`no task was traced; ${trace.traceEvents.length} events`);
  return times.filter(ms => ms > 50);
}
