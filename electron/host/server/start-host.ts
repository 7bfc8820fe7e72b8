import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { serve, type ServerType } from '@hono/node-server';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { Jobs } from '#host/files/jobs.ts';
import { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { BackgroundPyramids } from '#host/workspace/background-pyramids.ts';
import { dispatch } from './dispatch.ts';
import { Events } from './events.ts';
import { HostNote } from './running-host.ts';
import { Roots } from '#host/server/context/roots.ts';
import { Session } from './session.ts';
import { webApp } from './web-app.ts';
import { userFolder } from '#host/files/user-folder.ts';
import { Workspace } from '#host/workspace/workspace.ts';

export interface HostOptions {
  workspace: string;
  /** Make the workspace where there is none. */
  create?: boolean;
  /**
   * Left out, the usual one of this user, so that a window that stayed open finds a host that was started again; else
   * a free one.
   */
  port?: number;
  /** Folders to open besides the workspace. */
  allow?: readonly string[];
  rendererFolder: string;
}

export interface Host {
  /** Open this address once: it holds the session's token. */
  url: string;
  /** scheme://host:port without the token. */
  origin: string;
  /** Opens a file or folder that the user picked in a native dialog. */
  allow(path: string): void;
  /** Opens another workspace in the window. Throws what opening it throws. */
  open(path: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts the host on loopback. Throws `port-taken` and the catalogue's errors. */
export async function startHost(options: HostOptions): Promise<Host> {
  const workspace = await Workspace.open(options.workspace, options.create ?? false);
  const roots = new Roots();
  roots.allow(workspace.catalogue.directory);
  for (const folder of options.allow ?? [])
    roots.allow(resolve(folder), resolve(folder) === homedir() ? '~' : undefined);
  const events = new Events();
  const session = new Session();
  const [pool, jobs, send] = [new RasterPool(), new Jobs(), events.send.bind(events)];
  const pyramids = new BackgroundPyramids(workspace, pool, jobs, send);
  const kept = { tallies: new Map(), changeTallies: new Map(), masks: new Map() };
  const context = { workspace, roots, pool, pyramids, jobs, ...kept, send };
  // What QGIS and others change in the open catalogue shows up here within seconds.
  const watch = setInterval(() => {
    try {
      const { noticeOutside, changedElsewhere } = workspace.catalogue;
      const changed = changedElsewhere();
      if (noticeOutside().length > 0 || changed) send({ type: 'changed', what: 'workspace' });
    } catch {
      // Locked for a moment: the next look will see it.
    }
  }, 2000);
  watch.unref();
  let authority = '';
  let note: HostNote | null = null;
  const app = webApp({
    context,
    session,
    events,
    joins: secret => note?.knows(secret) ?? false,
    rendererFolder: options.rendererFolder,
    authority: () => authority,
  });
  try {
    const server = await (options.port === undefined
      ? listen(app.fetch, usualPort()).catch(() => listen(app.fetch, 0))
      : listen(app.fetch, options.port));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : options.port;
    authority = `127.0.0.1:${port}`;
    if (!workspace.catalogue.readOnly)
      note = new HostNote(workspace.catalogue.directory, `http://${authority}`);
    return {
      url: `http://${authority}/?token=${session.token}`,
      origin: `http://${authority}`,
      allow: path => roots.allow(path),
      open: async path => {
        roots.allow(path);
        await context.jobs.run(null, undefined, progress =>
          dispatch('workspace.open', { path }, context, progress),
        );
      },
      close: async () => {
        clearInterval(watch);
        note?.remove();
        pyramids.close();
        context.jobs.cancelAll();
        if ('closeAllConnections' in server) server.closeAllConnections();
        await new Promise<void>(done => server.close(() => done()));
        await context.pool.close();
        workspace.close();
      },
    };
  } catch (error) {
    clearInterval(watch);
    await context.pool.close();
    workspace.close();
    throw error;
  }
}

/** Above the ports of known services, below those that systems give away; the same for the same user. */
export const usualPort = (): number =>
  20_000 + (createHash('sha256').update(userFolder()).digest().readUInt32BE() % 12_000);

async function listen(fetch: Parameters<typeof serve>[0]['fetch'], port: number): Promise<ServerType> {
  const server = serve({ fetch, hostname: '127.0.0.1', port });
  try {
    await once(server, 'listening');
    return server;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE' || code === 'EACCES')
      throw new BloomlineError('port-taken', `port ${port}`, say('host.port-taken'));
    throw error;
  }
}
