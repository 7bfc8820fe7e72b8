import { errorLine, toErrorData } from '#core/foundation/errors.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { language } from './language.ts';
import { UsageError } from './usage-error.ts';
import { usage, usageOf } from './usage.ts';

/** Each command is loaded when it is called: `info` needs no database. */
const commands: Record<string, () => Promise<{ run(args: string[], threads?: RasterPool): Promise<void> }>> =
  {
    info: () => import('./info.ts'),
    convert: () => import('./convert.ts'),
    warp: () => import('./warp.ts'),
    ei: () => import('./ei.ts'),
    services: () => import('./services.ts'),
    validate: () => import('./validate.ts'),
    ledger: () => import('./ledger.ts'),
    zones: () => import('./zones.ts'),
    report: () => import('./report.ts'),
    rerun: () => import('./rerun.ts'),
    pack: () => import('./pack.ts'),
    verify: () => import('./verify.ts'),
    picture: () => import('./picture.ts'),
    pyramid: () => import('./pyramid.ts'),
    stats: () => import('./stats.ts'),
    index: () => import('./index-file.ts'),
    assess: () => import('./assess.ts'),
    map: () => import('./map.ts'),
    serve: () => import('./serve.ts'),
    demo: () => import('./demo.ts'),
    import: () => import('./import.ts'),
    export: () => import('./export.ts'),
    doctor: () => import('./doctor.ts'),
  };

/** A series is sure to need threads: they start while its own modules are loaded. */
async function threadsAhead(name: string, args: readonly string[]): Promise<RasterPool | undefined> {
  if (name !== 'assess' || !args.some(arg => /^--series(=|$)/.test(arg))) return undefined;
  const { RasterPool } = await import('#host/raster/pool/raster-pool.ts');
  const pool = new RasterPool();
  pool.warm();
  return pool;
}

async function main(): Promise<number> {
  const [name, ...args] = process.argv.slice(2);
  if (name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  if (Object.hasOwn(commands, name ?? '') && args.some(arg => arg === '--help' || arg === '-h')) {
    process.stdout.write(`${usageOf(name, args[0])}\n`);
    return 0;
  }
  // A command goes through a file once: blocks are hardly asked for again. The window's host keeps more of them.
  if (name !== 'serve') process.env.BLOOMLINE_CACHE_MB ??= '128';
  let threads: RasterPool | undefined;
  try {
    const load = Object.hasOwn(commands, name ?? '') ? commands[name] : null;
    if (!load) throw new UsageError(name ? `no command ${name}` : 'a command is needed');
    threads = await threadsAhead(name, args);
    await (await load()).run(args, threads);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`error[usage]: ${error.message}\n${usageOf(name, args[0])}\n`);
      return 2;
    }
    process.stderr.write(`${errorLine(toErrorData(error), language)}\n`);
    if (process.env.BLOOMLINE_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    return 1;
  } finally {
    await threads?.close();
  }
}

// A pipe that closes early (| head) is not an error of ours.
process.stdout.on('error', error => {
  if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0);
});
process.exitCode = (await main()) || process.exitCode;
