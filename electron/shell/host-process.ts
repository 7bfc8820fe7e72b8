import { utilityProcess, type UtilityProcess } from 'electron';
import type { FromHost, ToHost } from '#host/server/main.ts';

const maxRestarts = 3;
const withinMs = 60_000;

export interface HostProcessOptions {
  /** The built host. */
  modulePath: string;
  start: Extract<ToHost, { start: unknown }>['start'];
  /** A host is ready, the first or a new one after a crash: the window loads this address. */
  onReady(url: string, origin: string): void;
  /** It could not start, or crashed too often. */
  onFailed(message: string): void;
}

/** The host in a process of its own. A crash restarts it, three times a minute at most; the window stays. */
export class HostProcess {
  readonly #options: HostProcessOptions;
  #child: UtilityProcess | null = null;
  #stopping = false;
  #crashes: number[] = [];
  /** Paths that the user picked: a restarted host is told again. */
  readonly #allowed = new Set<string>();

  constructor(options: HostProcessOptions) {
    this.#options = options;
  }

  start(): void {
    const child = utilityProcess.fork(this.#options.modulePath, [], {
      serviceName: 'Bloomline host',
      stdio: 'inherit',
    });
    this.#child = child;
    child.on('message', (message: FromHost) => {
      if ('ready' in message) this.#options.onReady(message.ready.url, message.ready.origin);
      else if ('failed' in message)
        this.#options.onFailed(`${message.failed.subject}: ${message.failed.message}`);
    });
    child.on('exit', code => this.#ended(child, code));
    this.#send({ start: this.#options.start });
    for (const path of this.#allowed) this.#send({ allow: path });
  }

  #ended(child: UtilityProcess, code: number): void {
    if (child !== this.#child || this.#stopping) return;
    const now = Date.now();
    this.#crashes = [...this.#crashes.filter(t => now - t < withinMs), now];
    if (this.#crashes.length > maxRestarts)
      this.#options.onFailed(
        `the host ended ${this.#crashes.length} times within a minute (last exit code ${code})`,
      );
    else this.start();
  }

  /** Opens a path that the user picked in a native dialog or dropped on the window. */
  allow(path: string): void {
    this.#allowed.add(path);
    this.#send({ allow: path });
  }

  /** Another workspace, which a second start of the program named. */
  open(workspace: string): void {
    this.#options.start = { ...this.#options.start, workspace };
    this.#send({ open: workspace });
  }

  #send(message: ToHost): void {
    this.#child?.postMessage(message);
  }

  stop(): void {
    this.#stopping = true;
    this.#send({ stop: true });
  }
}
