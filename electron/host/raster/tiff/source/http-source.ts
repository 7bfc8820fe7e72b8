import { BloomlineError } from '#core/foundation/errors.ts';
import { checkRange } from './check-range.ts';
import { plainUrl } from '#core/scene/is-url.ts';
import { type Said, say } from '#core/words/said.ts';
import { fetchRanges, type RangeAnswer } from './http-bridge.ts';

/** Headers of a TIFF are usually there at once. */
const firstBytes = 65536;
/** Small reads take their neighbours with them. */
const pageBytes = 16384;
/** Ranges that lie closer than this are fetched as one. */
const gapBytes = 16384;
const mergedBytes = 8 * 2 ** 20;
/** Fetched bytes that are kept. */
const keptBytes = 32 * 2 ** 20;

/**
 * A file on an HTTP server, read by range requests: a ByteSource. Its size, ETag and time are pinned when it is
 * opened: a change while it is read is an error, never a mixture of two files.
 */
export class HttpSource {
  readonly path: string;
  readonly bytes: number;
  readonly modifiedMs: number;
  readonly version: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** By offset, the ones used last at the end. */
  readonly #kept = new Map<number, Uint8Array>();
  #keptBytes = 0;

  constructor(url: string) {
    this.path = url;
    const [first] = fetchRanges([{ url, from: 0, to: firstBytes - 1 }]);
    const answer = this.#checked(first);
    this.bytes = answer.total;
    this.etag = answer.etag;
    this.lastModified = answer.lastModified;
    this.modifiedMs = Date.parse(answer.lastModified ?? '') || 0;
    this.version = `${answer.total} ${answer.etag ?? ''} ${answer.lastModified ?? ''}`;
    this.#keep(0, answer.bytes);
  }

  read(offset: number, length: number, into?: Uint8Array): Uint8Array {
    checkRange(this, offset, length);
    const found = this.#find(offset, length) ?? this.#fetchOne(offset, length);
    if (!into || into.length < length) return found.slice();
    into.set(found);
    return into.subarray(0, length);
  }

  prefetch(ranges: readonly (readonly [number, number])[]): void {
    const missing = ranges
      .filter(([at, length]) => length > 0 && at + length <= this.bytes && !this.#find(at, length))
      .map(([at, length]) => ({ from: at, to: at + length - 1 }))
      .sort((a, b) => a.from - b.from);
    const merged: typeof missing = [];
    for (const range of missing) {
      const last = merged.at(-1);
      const close = last && range.from - last.to <= gapBytes && range.to - last.from < mergedBytes;
      if (close) last.to = Math.max(last.to, range.to);
      else merged.push({ ...range });
    }
    this.#fetch(merged);
  }

  close(): void {
    this.#kept.clear();
  }

  #find(offset: number, length: number): Uint8Array | null {
    for (const [at, bytes] of this.#kept) {
      if (at > offset || offset + length > at + bytes.length) continue;
      this.#kept.delete(at);
      this.#kept.set(at, bytes);
      return bytes.subarray(offset - at, offset - at + length);
    }
    return null;
  }

  #fetchOne(offset: number, length: number): Uint8Array {
    const small = length < pageBytes;
    const from = small ? offset - (offset % pageBytes) : offset;
    const end = Math.min(this.bytes, small ? Math.max(from + pageBytes, offset + length) : offset + length);
    const [bytes] = this.#fetch([{ from, to: end - 1 }]);
    return bytes.subarray(offset - from, offset - from + length);
  }

  #fetch(ranges: readonly { from: number; to: number }[]): Uint8Array[] {
    if (ranges.length === 0) return [];
    const answers = fetchRanges(ranges.map(range => ({ url: this.path, ...range })));
    return answers.map((answer, i) => {
      const { bytes, total, etag, lastModified } = this.#checked(answer);
      const { from, to } = ranges[i];
      const changed =
        total !== this.bytes || etag !== this.etag || (etag === null && lastModified !== this.lastModified);
      if (changed) throw this.#error('network', say('remote.changed'));
      if (bytes.length !== to - from + 1)
        throw this.#error('network', say('remote.short', { found: bytes.length, expected: to - from + 1 }));
      this.#keep(from, bytes);
      return bytes;
    });
  }

  #keep(at: number, bytes: Uint8Array): void {
    this.#keptBytes += bytes.length - (this.#kept.get(at)?.length ?? 0);
    this.#kept.delete(at);
    this.#kept.set(at, bytes);
    for (const [oldest, old] of this.#kept) {
      if (this.#keptBytes <= keptBytes || oldest === at) break;
      this.#kept.delete(oldest);
      this.#keptBytes -= old.length;
    }
  }

  #error(code: BloomlineError['code'], said: Said): BloomlineError {
    return new BloomlineError(code, plainUrl(this.path), said);
  }

  /** The answer to a range request, or what went wrong in words. */
  #checked(answer: RangeAnswer): Extract<RangeAnswer, { bytes: Uint8Array }> {
    if ('bytes' in answer) return answer;
    const host = new URL(this.path).host;
    if ('failure' in answer)
      switch (answer.failure) {
        case 'name':
          throw this.#error('network', say('remote.no-server', { host }));
        case 'refused':
          throw this.#error('network', say('remote.unreachable', { host, code: answer.detail }));
        case 'timeout':
          throw this.#error('network', say('remote.no-answer', { host, seconds: answer.detail }));
        case 'redirect':
          throw this.#error('network', say('remote.redirect', { host: answer.detail }));
        case 'other':
          throw this.#error('network', say('remote.failed', { host, what: answer.detail }));
      }
    const { status } = answer;
    if (status === 200) throw this.#error('network', say('remote.no-ranges'));
    if (status === 404 || status === 410) throw this.#error('not-found', say('remote.no-file', { status }));
    if (status === 401 || status === 403) throw this.#error('not-allowed', say('remote.refused', { status }));
    if (status === 416) throw this.#error('network', say('remote.empty'));
    if (status >= 500) throw this.#error('network', say('remote.server-failed', { status }));
    throw this.#error('network', say('remote.status', { status }));
  }
}
