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
        if (!safe || hops >= maxRedirects) return { failure: 'redirect', detail: target.origin };
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
        bytes: new Uint8Array(await answer.arrayBuffer()),
        total: Number(total),
        etag: headers.get('etag'),
        lastModified: headers.get('last-modified'),
      };
    }
  } catch (error) {
    return failureOf(error, seconds);
  }
}

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
