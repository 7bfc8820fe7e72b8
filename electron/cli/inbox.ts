import { statfsSync } from 'node:fs';
import { resolve } from 'node:path';
import { watch } from 'chokidar';
import type { InboxReport } from '#core/contract/inbox.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { openCatalogue } from '#host/catalogue/catalogue.ts';
import { isFolder } from '#host/formats/archive/paths.ts';
import { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { takeIn } from '#host/run/inbox/take-in.ts';
import { catalogueResolver } from '#host/run/resolvers.ts';
import { commonOptions, parse, required, UsageError } from './arguments.ts';
import { printJson, printJsonLine } from './print.ts';
import { writesAs } from './writes-as.ts';

/** A file that has not grown for so long has arrived. */
const quietMs = 3000;
const gigabytes = (bytes: number) => (bytes / 2 ** 30).toFixed(2);

/** `bloomline inbox`: what is new in a folder becomes drafts on the desk, once or as it arrives. */
export async function run(args: string[], threads?: RasterPool): Promise<void> {
  const { values } = parse(args, {
    ...commonOptions,
    folder: { type: 'string' },
    workspace: { type: 'string' },
    once: { type: 'boolean' },
    watch: { type: 'boolean' },
  });
  if (Boolean(values.once) === Boolean(values.watch)) throw new UsageError('inbox needs --once or --watch');
  const folder = resolve(required('folder', values.folder));
  if (!isFolder(folder)) throw new BloomlineError('not-found', folder, say('inbox.no-folder'));
  const catalogue = await openCatalogue(resolve(required('workspace', values.workspace)));
  const pool = threads ?? new RasterPool();
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  try {
    const started = performance.now();
    const pass = (tell: (report: InboxReport) => void) =>
      takeIn({
        folder,
        catalogue,
        who: writesAs(catalogue),
        means: { resolver: catalogueResolver(catalogue), pool, progress: { signal: stop.signal } },
        onPlan: ({ packages, bytes }) => {
          const { bavail, bsize } = statfsSync(folder);
          if (packages > 0)
            process.stderr.write(
              `${packages} packages, ${gigabytes(bytes)} GB; ${gigabytes(bavail * bsize)} GB free\n`,
            );
        },
        onItem: (report, done, packages) => {
          tell(report);
          const each = (performance.now() - started) / done / 1000;
          if (done < packages)
            process.stderr.write(
              `${done} of ${packages}, about ${Math.ceil(each * (packages - done))} s left\n`,
            );
        },
      });
    if (values.once) {
      const items = await pass(report => values.json || printReport(report));
      if (values.json)
        printJson({ folder, items, seconds: Number(((performance.now() - started) / 1000).toFixed(2)) });
      if (items.some(item => item.state === 'failed')) process.exitCode = 1;
      return;
    }
    await watchFolder(folder, stop.signal, () =>
      pass(report => (values.json ? printJsonLine(report) : printReport(report))),
    );
  } finally {
    if (!threads) await pool.close();
    catalogue.close();
  }
}

/** One pass now, and one after each time that something arrived and grew no more; until the command is stopped. */
async function watchFolder(folder: string, signal: AbortSignal, pass: () => Promise<unknown>): Promise<void> {
  let again = true;
  let wake = () => {};
  const watcher = watch(folder, {
    depth: 6,
    ignoreInitial: true,
    awaitWriteFinish: { stabilityThreshold: quietMs, pollInterval: 500 },
  });
  watcher.on('all', () => {
    again = true;
    wake();
  });
  try {
    while (!signal.aborted) {
      if (!again)
        await new Promise<void>(resolve => {
          wake = resolve;
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
      again = false;
      if (!signal.aborted) await pass();
    }
  } catch (error) {
    if (!(error instanceof BloomlineError) || error.code !== 'cancelled') throw error;
  } finally {
    await watcher.close();
  }
}

function printReport({ name, state, drafts, messages, seconds }: InboxReport): void {
  process.stdout.write(`${state.padEnd(9)} ${name}  (${seconds} s)\n`);
  for (const draft of drafts)
    for (const { zone, bloomAreaKm2, bloomShare, grade } of draft.zones) {
      const share = bloomShare === null ? '–' : `${(bloomShare * 100).toFixed(2)} %`;
      const line = `#${draft.id} ${zone}: ${bloomAreaKm2.toFixed(3)} km², ${share}, ${grade ?? '–'}`;
      process.stdout.write(`          ${line}\n`);
    }
  for (const message of messages) process.stdout.write(`          ${message}\n`);
}
