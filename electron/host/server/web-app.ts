import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { streamSSE } from 'hono/streaming';
import { BloomlineError, toErrorData, type ErrorCode } from '#core/foundation/errors.ts';
import { tileGridOf, tilePlace, tileSize } from '#core/grid/tile-grid.ts';
import { say } from '#core/words/said.ts';
import { dispatch } from './dispatch.ts';
import type { Events } from './events.ts';
import type { Context } from '#host/server/context/context.ts';
import { maskOf } from './handlers/masks.ts';
import type { Session } from './session.ts';

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ico': 'image/x-icon',
};

const photoTypes: Record<string, string> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
};

const securityHeaders: Record<string, string> = {
  'Content-Security-Policy':
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self' blob:; font-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': [
    ...['accelerometer', 'bluetooth', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'hid'],
    ...['magnetometer', 'microphone', 'midi', 'payment', 'serial', 'usb'],
  ]
    .map(feature => `${feature}=()`)
    .join(', '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

const status: Partial<Record<ErrorCode, 400 | 403 | 404 | 409 | 423 | 499 | 500 | 507>> = {
  'not-found': 404,
  'not-allowed': 403,
  'catalogue-locked': 423,
  'disk-full': 507,
  internal: 500,
};

const maxBody = 8 * 2 ** 20;

export interface WebAppParts {
  context: Context;
  session: Session;
  events: Events;
  /** True for the secret by which another start of this user finds this one. */
  joins: (secret: string | undefined) => boolean;
  /** The built window. */
  rendererFolder: string;
  /** host:port that requests must name; a function because the port is known only when listening. */
  authority: () => string;
}

/**
 * The one request handler: /api/<call>, /tiles/…, /events and the window's files, for the user of this session only.
 */
export function webApp({ context, session, events, joins, rendererFolder, authority }: WebAppParts): Hono {
  const app = new Hono();

  app.onError((error, c) => {
    const data = toErrorData(error);
    if (data.code === 'internal') process.stderr.write(`${error.stack ?? error.message}\n`);
    return c.json(data, (status[data.code] ?? 400) as 400);
  });

  app.use('*', async (c, next) => {
    for (const [name, value] of Object.entries(securityHeaders)) c.header(name, value);
    // A page of another site may reach this port; it cannot forge these.
    const origin = c.req.header('origin');
    if (c.req.header('host') !== authority() || (origin !== undefined && origin !== `http://${authority()}`))
      throw new BloomlineError('not-allowed', 'request', say('host.other-origin'));
    if (c.req.path === '/join' && c.req.method === 'POST' && joins(c.req.header('x-join')))
      return c.json({ token: session.renew() });
    const token = c.req.query('token');
    if (token !== undefined && c.req.path === '/' && c.req.method === 'GET') {
      const cookie = session.exchange(token);
      if (cookie) {
        c.header(
          'Set-Cookie',
          `${session.cookieName(authority())}=${cookie}; HttpOnly; SameSite=Strict; Path=/`,
        );
        return c.redirect('/');
      }
      if (session.knows(c.req.header('cookie'), authority())) return c.redirect('/');
    }
    if (!session.knows(c.req.header('cookie'), authority()))
      throw new BloomlineError('not-allowed', 'session', say('host.printed-address'));
    await next();
  });

  const tooLarge = () => new BloomlineError('bad-input', 'request', say('host.request-too-large'));
  // Counted as it arrives: a header may say anything, or nothing.
  app.use(
    '/api/*',
    bodyLimit({
      maxSize: maxBody,
      onError: c => {
        // The rest is not read: the connection is of no more use.
        c.header('Connection', 'close');
        throw tooLarge();
      },
    }),
  );

  app.post('/api/:name', async c => {
    let input: unknown;
    try {
      const text = await c.req.text();
      if (depthOf(text) > mostDepth) throw new RangeError('too deep');
      input = JSON.parse(text);
    } catch (error) {
      // What the limit says comes out of reading the body.
      if (error instanceof BloomlineError) throw error;
      throw new BloomlineError('bad-input', c.req.path, say('host.json-expected'));
    }
    const jobId = c.req.header('x-job-id')?.slice(0, 80) ?? null;
    const onProgress = jobId
      ? throttled((done, total, stage) => events.send({ type: 'progress', jobId, done, total, stage }))
      : undefined;
    const output = await context.jobs.run(jobId, onProgress, progress =>
      dispatch(c.req.param('name'), input, context, progress),
    );
    return c.json((output ?? null) as object);
  });

  app.get('/tiles/:scene/:z/:x/:y', async c => {
    const [sceneId, z, x, y] = ['scene', 'z', 'x', 'y'].map(name => Number(c.req.param(name as 'z')));
    const layers = (c.req.query('layers') ?? '').split(',').filter(Boolean);
    if (![sceneId, z, x, y].every(Number.isInteger) || layers.length === 0 || layers.length > 12)
      throw new BloomlineError('bad-input', c.req.path, say('host.tile-address'));
    const scene = context.workspace.scene(sceneId);
    const tiles = tileGridOf(scene.grid);
    if (z < 0 || z >= tiles.resolutions.length)
      throw new BloomlineError(
        'not-found',
        c.req.path,
        say('host.no-such-level', { newest: tiles.resolutions.length - 1 }),
      );
    const place = tilePlace(tiles, z, x, y);
    const pyramids = context.pyramids.store.find(scene);
    const pixels = await context.pool.run(
      'tile',
      {
        scene,
        pyramids,
        layers,
        mask: maskOf(context, sceneId, c.req.query('mask') ?? 'auto'),
        ...place,
        size: tileSize,
      },
      { urgent: true, signal: c.req.raw.signal },
    );
    context.pyramids.want(scene);
    return c.body(pixels.buffer as ArrayBuffer, 200, {
      'Content-Type': 'application/octet-stream',
      'Cache-Control': 'private, max-age=600',
    });
  });

  app.get('/:kind{photos|ledger-photos}/:id', async c => {
    const { directory, photos, ledger } = context.workspace.catalogue;
    const id = Number(c.req.param('id'));
    const { file } = c.req.param('kind') === 'photos' ? photos.get(id) : ledger.photo(id);
    const body = await readFile(join(directory, file)).catch(() => {
      throw new BloomlineError('not-found', file, say('catalogue.photo-file-gone'));
    });
    return c.body(new Uint8Array(body), 200, {
      'Content-Type': photoTypes[extname(file)] ?? 'application/octet-stream',
      'Cache-Control': 'private, max-age=31536000, immutable',
    });
  });

  app.get('/events', c =>
    streamSSE(c, async stream => {
      const stop = events.listen(event => void stream.writeSSE({ data: JSON.stringify(event) }));
      stream.onAbort(stop);
      while (!stream.aborted) {
        await stream.sleep(15_000);
        await stream.write(': still here\n\n');
      }
      stop();
    }),
  );

  app.get('*', async c => {
    const path = normalize(c.req.path === '/' ? '/index.html' : decoded(c.req.path));
    if (path.includes('..') || path.includes('\0'))
      throw new BloomlineError('not-allowed', c.req.path, say('host.no-such-file'));
    try {
      const body = await readFile(join(rendererFolder, path));
      const hashed = /\/assets\//.test(path);
      return c.body(new Uint8Array(body), 200, {
        'Content-Type': contentTypes[extname(path)] ?? 'application/octet-stream',
        ...(hashed ? { 'Cache-Control': 'private, max-age=31536000, immutable' } : {}),
      });
    } catch {
      throw new BloomlineError('not-found', c.req.path, say('host.no-such-file'));
    }
  });

  return app;
}

/** Nothing of the contract is deeper than a multipolygon within a form. */
const mostDepth = 64;

/** How deep brackets stand within one another, outside of strings. */
function depthOf(json: string): number {
  let [depth, deepest, inString] = [0, 0, false];
  for (let at = 0; at < json.length; at++) {
    const c = json[at];
    if (inString) {
      if (c === '\\') at++;
      else if (c === '"') inString = false;
    } else if (c === '"') inString = true;
    else if (c === '[' || c === '{') deepest = Math.max(deepest, ++depth);
    else if (c === ']' || c === '}') depth--;
  }
  return deepest;
}

/** An address that is no UTF-8 names no file. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new BloomlineError('not-found', path, say('host.no-such-file'));
  }
}

/** At most twenty reports a second, and the last one. */
function throttled(report: (done: number, total: number, stage: string) => void) {
  let last = 0;
  return (done: number, total: number, stage: string) => {
    const now = performance.now();
    if (done < total && now - last < 50) return;
    last = now;
    report(done, total, stage);
  };
}
