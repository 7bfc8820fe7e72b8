import { asReported, type ErrorCode, type ErrorData } from '#core/foundation/errors.ts';
import { inWords, say, type Said } from '#core/words/said.ts';

/** Codes of the host, and the one that only the window can find out. */
export type ClientErrorCode = ErrorCode | 'host-unreachable';

/** What a call to the host ended with. Its title is the label `errors.<code>`. */
export class HostError extends Error {
  readonly code: ClientErrorCode;
  readonly subject: string;
  readonly said: Said;

  constructor(code: ClientErrorCode, subject: string, said: Said) {
    super(inWords(said, 'en'));
    this.name = 'HostError';
    this.code = code;
    this.subject = subject;
    this.said = said;
  }
}

/** Anything thrown, as a HostError; null for a request that was given up on purpose. */
export function asHostError(error: unknown): HostError | null {
  if (error instanceof HostError) return error.code === 'cancelled' ? null : error;
  if (error instanceof DOMException && error.name === 'AbortError') return null;
  if (error instanceof TypeError && /fetch|network/i.test(error.message)) {
    return new HostError('host-unreachable', location.host, asReported(error.message));
  }
  return new HostError(
    'internal',
    error instanceof Error ? error.name : 'unknown',
    asReported(error instanceof Error ? error.message : String(error)),
  );
}

/** The error in the body of an answer that is not 2xx; an answer without one was refused before it came to a call. */
export async function errorOf(answer: Response): Promise<HostError> {
  const body = (await answer.json().catch(() => null)) as ErrorData | null;
  if (body?.said) return new HostError(body.code, body.subject, body.said);
  const code = answer.status < 500 ? 'bad-input' : 'internal';
  return new HostError(code, '', say('host.no-reason', { status: answer.status }));
}
