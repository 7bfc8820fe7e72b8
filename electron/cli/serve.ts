import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { chooseWorkspace } from '#host/workspace/choose-workspace.ts';
import { joinRunningHost } from '#host/server/running-host.ts';
import { startHost } from '#host/server/start-host.ts';
import { resourcesFolder } from '#host/files/resources.ts';
import { numberOption, parse } from './arguments.ts';

/** `bloomline serve`: the program in the browser, on loopback, until Ctrl-C. */
export async function run(args: string[]): Promise<void> {
  const { values } = parse(args, {
    workspace: { type: 'string' },
    port: { type: 'string' },
    allow: { type: 'string', multiple: true },
  });
  const port = numberOption('port', values.port);
  if (port !== undefined && (!Number.isInteger(port) || port < 0 || port > 65535))
    throw new BloomlineError('bad-input', `--port ${port}`, say('cli.port'));
  const running = values.workspace ? await joinRunningHost(resolve(values.workspace)) : null;
  if (running) {
    process.stderr.write(`${inEnglish('cli.joined')}\n`);
    process.stdout.write(`${running.url}\n`);
    return;
  }
  const host = await serve({ workspace: values.workspace, port, allow: values.allow });
  process.stdout.write(`${host.url}\n`);
  await untilStopped();
  await host.close();
}

/** Starts the host on a workspace, or on the demo workspace, which is made on first use. */
export async function serve(options: { workspace?: string; port?: number; allow?: readonly string[] }) {
  // From the sources in electron/cli and from the built program in dist/host alike.
  const rendererFolder = join(resourcesFolder(), '..', 'dist', 'renderer');
  if (!existsSync(join(rendererFolder, 'index.html')))
    throw new BloomlineError('not-found', rendererFolder, say('cli.window-not-built'));
  const workspace = await chooseWorkspace(options.workspace, false, line =>
    process.stderr.write(`${line}\n`),
  );
  return startHost({
    workspace,
    create: true,
    port: options.port,
    allow: [homedir(), process.cwd(), ...(options.allow ?? [])],
    rendererFolder,
  });
}

/** Resolves on Ctrl-C, a terminate signal, or a closed terminal. A terminal may send the signal more than once. */
export function untilStopped(): Promise<void> {
  return new Promise(done => {
    let first = 0;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        first ||= Date.now();
        // Asked again while closing takes long: leave at once.
        if (Date.now() - first > 2000) process.exit(130);
        done();
      });
  });
}
