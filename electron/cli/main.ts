import { errorLine, toErrorData } from '#core/foundation/errors.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { language } from './language.ts';
import { UsageError } from './usage-error.ts';
import { commands } from './commands.ts';
import { usage, usageOf } from './usage.ts';

// What the program writes belongs to whoever runs it: 600 and 700.
process.umask(0o077);

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
  const command = commands.find(c => c.name === name);
  if (command && args.some(arg => arg === '--help' || arg === '-h')) {
    process.stdout.write(`${usageOf(name, args[0])}\n`);
    return 0;
  }
  // A command goes through a file once: blocks are hardly asked for again. The window's host keeps more of them.
  if (name !== 'serve') process.env.BLOOMLINE_CACHE_MB ??= '128';
  let threads: RasterPool | undefined;
  try {
    if (!command) throw new UsageError(name ? `no command ${name}` : 'a command is needed');
    threads = await threadsAhead(name, args);
    await (await command.load()).run(args, threads);
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
