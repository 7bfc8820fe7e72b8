import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import type { RangeAnswer, RangeRequest } from './http-bridge.ts';

const maxRedirects = 5;

/** 30 seconds for each request, or BLOOMLINE_HTTP_SECONDS. */
function limitSeconds(): number {
  const seconds = Number(process.env.BLOOMLINE_HTTP_SECONDS);
  return seconds > 0 ? seconds : 30;
}

/** One range of an address. Never throws; a connection that broke is tried once more. */
export async function fetchRange(request: RangeRequest): Promise<RangeAnswer> {
  const first = await attempt(request);
  return 'failure' in first && first.failure === 'other' ? attempt(request) : first;
}

async function attempt({ url, from, to }: RangeRequest): Promise<RangeAnswer> {
  const seconds = limitSeconds();
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(seconds * 1000)]);
  try {
    let place = new URL(url);
    for (let hops = 0; ; hops++) {
      const answer = await fetch(place, {
        headers: { range: `bytes=${from}-${to}`, 'accept-encoding': 'identity' },
        redirect: 'manual',
        signal,
      });
      const { status, headers } = answer;
      const next = status >= 300 && status < 400 ? headers.get('location') : null;
      if (next) {
        const target = new URL(next, place);
        const safe =
          target.protocol === 'https:' || (target.protocol === 'http:' && place.protocol === 'http:');
        if (!safe || hops >= maxRedirects || (await leadsInside(new URL(url), target)))
          return { failure: 'redirect', detail: target.origin };
        place = target;
        await answer.body?.cancel();
        continue;
      }
      const total = /^bytes \d+-\d+\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1];
      if (status !== 206 || total === undefined) {
        // A server that ignores ranges would send the whole file.
        stop.abort();
        return { status: status === 206 ? 200 : status };
      }
      return {
        bytes: await bodyOf(answer, to - from + 1, stop),
        total: Number(total),
        etag: headers.get('etag'),
        lastModified: headers.get('last-modified'),
      };
    }
  } catch (error) {
    return failureOf(error, seconds);
  }
}

/** No more than was asked for: a body without an end would fill the memory. */
async function bodyOf(
  answer: Response,
  most: number,
  stop: AbortController,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body ?? []) {
    parts.push(part);
    length += part.length;
    if (length <= most) continue;
    stop.abort();
    throw new Error(`more than the ${most} bytes that were asked for`);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** A server outside must not send us to what only this machine or this network can reach. */
async function leadsInside(from: URL, to: URL): Promise<boolean> {
  if (from.host === to.host) return false;
  if (!(await isPrivate(to))) return false;
  return !(await isPrivate(from)) || from.port !== to.port;
}

async function isPrivate({ hostname }: URL): Promise<boolean> {
  const bare = hostname.replace(/^\[|\]$/g, '');
  const found = isIP(bare) ? [{ address: bare, family: isIP(bare) }] : await lookup(bare, { all: true });
  return found.some(({ address, family }) => privateNets.check(address, family === 6 ? 'ipv6' : 'ipv4'));
}

/** Loopback, link-local, private and shared ranges (RFC 1918, 4193, 6598, 3927). */
const privateNets = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  privateNets.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::1', 128],
  ['::', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  privateNets.addSubnet(net, bits, 'ipv6');

function failureOf(error: unknown, seconds: number): RangeAnswer {
  const { name, message, cause } = error as Error & { cause?: { code?: string; message?: string } };
  const code = cause?.code ?? '';
  if (name === 'TimeoutError' || /TIMEOUT|ETIMEDOUT/.test(code))
    return { failure: 'timeout', detail: String(seconds) };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return { failure: 'name', detail: code };
  if (/^(ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL)$/.test(code))
    return { failure: 'refused', detail: code };
  return { failure: 'other', detail: cause?.message ?? message };
}
