import { toErrorData, type ErrorData } from '#core/foundation/errors.ts';
import { chooseWorkspace } from '#host/workspace/choose-workspace.ts';
import { joinRunningHost } from './running-host.ts';
import { startHost, type Host } from './start-host.ts';

// What the program writes belongs to whoever runs it: 600 and 700.
process.umask(0o077);

/** What the shell says to the host process. */
export type ToHost =
  | { start: { workspace?: string; preferRecent: boolean; rendererFolder: string } }
  | { allow: string }
  /** Another workspace in the same window. */
  | { open: string }
  | { stop: true };
/** What it answers. */
export type FromHost =
  { ready: { url: string; origin: string } } | { failed: ErrorData } | { makingDemo: true };

/** Electron's utilityProcess gives a port; a plain process has IPC. */
interface Port {
  on(event: 'message', listener: (message: { data: ToHost }) => void): void;
  postMessage(message: FromHost): void;
}

const port = (process as unknown as { parentPort?: Port }).parentPort;
let host: Host | null = null;
const allowedEarly: string[] = [];

const answer = (message: FromHost): void => {
  if (port) port.postMessage(message);
  else process.send?.(message);
};

async function hear(message: ToHost): Promise<void> {
  if ('start' in message) {
    try {
      const { preferRecent, rendererFolder } = message.start;
      const workspace = await chooseWorkspace(message.start.workspace, preferRecent, () =>
        answer({ makingDemo: true }),
      );
      const running = await joinRunningHost(workspace);
      if (running) return answer({ ready: running });
      host = await startHost({ workspace, create: true, rendererFolder });
      for (const path of allowedEarly) host.allow(path);
      answer({ ready: { url: host.url, origin: host.origin } });
    } catch (error) {
      answer({ failed: toErrorData(error) });
    }
  } else if ('open' in message) {
    // One that cannot be opened leaves the window where it is.
    await host?.open(message.open).catch(() => undefined);
  } else if ('allow' in message) {
    if (host) host.allow(message.allow);
    else allowedEarly.push(message.allow);
  } else {
    await host?.close();
    process.exit(0);
  }
}

if (port) port.on('message', ({ data }) => void hear(data));
else process.on('message', (message: ToHost) => void hear(message));
