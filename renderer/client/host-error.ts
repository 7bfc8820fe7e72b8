import type { ErrorCode, ErrorData } from '#core/foundation/errors.ts';

/** Codes of the host, and the one that only the window can find out. */
export type ClientErrorCode = ErrorCode | 'host-unreachable';

/** What a call to the host ended with. The words for people are at `errors.<code>` in the locales. */
export class HostError extends Error {
  readonly code: ClientErrorCode;
  readonly subject: string;

  constructor(code: ClientErrorCode, subject: string, message: string) {
    super(message);
    this.name = 'HostError';
    this.code = code;
    this.subject = subject;
  }
}

/** Anything thrown, as a HostError; null for a request that was given up on purpose. */
export function asHostError(error: unknown): HostError | null {
  if (error instanceof HostError) return error.code === 'cancelled' ? null : error;
  if (error instanceof DOMException && error.name === 'AbortError') return null;
  if (error instanceof TypeError && /fetch|network/i.test(error.message)) {
    return new HostError('host-unreachable', location.host, error.message);
  }
  return new HostError('internal', error instanceof Error ? error.name : 'unknown', String(error));
}

/** The error in the body of an answer that is not 2xx. */
export async function errorOf(answer: Response): Promise<HostError> {
  const body = (await answer.json().catch(() => null)) as Partial<ErrorData> | null;
  if (typeof body?.code === 'string') {
    return new HostError(body.code, body.subject ?? '', body.message ?? '');
  }
  return new HostError('internal', `HTTP ${answer.status}`, answer.statusText);
}
