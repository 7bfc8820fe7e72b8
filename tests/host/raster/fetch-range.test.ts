import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchRange } from '#host/raster/tiff/source/fetch-range.ts';

let server: Server;
let inside: Server;
let reached = 0;
let origin = '';

beforeAll(async () => {
  inside = createServer((_, answer) => {
    reached++;
    answer.writeHead(206, { 'content-range': 'bytes 0-3/4' }).end('1234');
  });
  await new Promise<void>(done => inside.listen(0, '127.0.0.1', done));
  server = createServer((request, answer) => {
    if (request.url === '/endless') {
      answer.writeHead(206, { 'content-range': 'bytes 0-99/1000000' });
      const more = () => {
        while (answer.write(Buffer.alloc(65536)));
        answer.once('drain', more);
      };
      more();
    } else if (request.url === '/inside')
      answer
        .writeHead(302, { location: `http://127.0.0.1:${(inside.address() as AddressInfo).port}/` })
        .end();
    else answer.writeHead(206, { 'content-range': 'bytes 0-3/4' }).end('1234');
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  inside.close();
});

describe('a range of an address', () => {
  it('is read', async () => {
    expect(await fetchRange({ url: `${origin}/`, from: 0, to: 3 })).toMatchObject({ total: 4 });
  });

  it('never holds more than was asked for, however much the server sends', async () => {
    const answer = await fetchRange({ url: `${origin}/endless`, from: 0, to: 99 });
    expect(answer).toMatchObject({
      failure: 'other',
      detail: expect.stringContaining('100 bytes') as string,
    });
  });

  it('is not sought at another port of this machine because a server says so', async () => {
    expect(await fetchRange({ url: `${origin}/inside`, from: 0, to: 3 })).toMatchObject({
      failure: 'redirect',
    });
    expect(reached).toBe(0);
  });
});
