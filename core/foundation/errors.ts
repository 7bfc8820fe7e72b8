/** Every code that a call or a command may answer with. The words for people are in renderer/locales. */
export const errorCodes = [
  'bad-input', // a call or a command was used wrongly
  'not-found', // a file, scene, zone, layer or assessment is not there
  'not-allowed', // outside the folders that were opened, or a read-only workspace
  'not-a-tiff',
  'tiff-damaged', // truncated, offsets past the end, loops, sizes that lie
  'tiff-unsupported', // a tag value that this reader cannot decode
  'no-georeference',
  'crs-unknown',
  'grids-differ', // bands or dates that do not share a grid
  'band-missing', // an index needs a role that the scene lacks
  'formula-invalid',
  'zones-unreadable', // not a vector file, or damaged
  'zones-empty',
  'zone-invalid', // crosses itself
  'zone-outside',
  'nothing-valid',
  'not-writable',
  'disk-full',
  'catalogue-damaged',
  'catalogue-locked',
  'catalogue-newer',
  'network', // a server that cannot be reached, or does not answer as it must
  'port-taken',
  'cancelled',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What crosses threads and processes: data, never a bare string. */
export interface ErrorData {
  code: ErrorCode;
  /** What it is about: a file, a zone, an option. */
  subject: string;
  /** What was expected, or what is wrong and what to do, in English. */
  message: string;
}

/** An expected outcome that ends a call. Caller mistakes in pure code are RangeError instead. */
export class BloomlineError extends Error {
  readonly code: ErrorCode;
  readonly subject: string;

  constructor(code: ErrorCode, subject: string, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'BloomlineError';
    this.code = code;
    this.subject = subject;
  }

  toJSON(): ErrorData {
    return { code: this.code, subject: this.subject, message: this.message };
  }
}

/** Turns anything thrown into data; an unexpected error keeps its message under `internal`. */
export function toErrorData(error: unknown): ErrorData {
  if (error instanceof BloomlineError) return error.toJSON();
  if (error instanceof Error) return { code: 'internal', subject: error.name, message: error.message };
  return { code: 'internal', subject: 'unknown', message: String(error) };
}

/** The one line of the command line and of logs. */
export function errorLine(error: ErrorData): string {
  return `error[${error.code}]: ${error.subject}: ${error.message}`.replace(/\s*\n\s*/g, ' ');
}
