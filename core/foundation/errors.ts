import { inWords, say, type Said } from '#core/words/said.ts';
import type { Language } from './text.ts';

/** Every code that a call or a command may answer with. Its words are at `errors.<code>`. */
export const errorCodes = [
  'bad-input', // a call or a command was used wrongly
  'not-found', // a file, scene, zone, layer or assessment is not there
  'not-allowed', // outside the folders that were opened, or a read-only workspace
  'not-a-tiff',
  'tiff-damaged', // truncated, offsets past the end, loops, sizes that lie
  'tiff-unsupported', // a tag value that this reader cannot decode
  'raster-damaged', // of another format: cut short, lengths that lie, blocks that do not decode
  'raster-unsupported', // of another format that is known and not read
  'archive-unreadable', // a tar or zip that is cut short, locked, or would fill the disk
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
  'catalogue-replaced', // its file or log is not the one that was opened
  'catalogue-newer',
  'network', // a server that cannot be reached, or does not answer as it must
  'port-taken',
  'cancelled',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What results and records keep of an error. */
export interface Problem {
  code: ErrorCode;
  /** What it is about: a file, a zone, an option. */
  subject: string;
  /** What was expected, or what is wrong and what to do, in English. */
  message: string;
}

/** What crosses threads and processes: data, never a bare string. */
export interface ErrorData extends Problem {
  /** The message before it was put into words. */
  said: Said;
}

/** An expected outcome that ends a call. Caller mistakes in pure code are RangeError instead. */
export class BloomlineError extends Error {
  readonly code: ErrorCode;
  readonly subject: string;
  readonly said: Said;

  constructor(code: ErrorCode, subject: string, said: Said, options?: { cause?: unknown }) {
    super(inWords(said, 'en'), options);
    this.name = 'BloomlineError';
    this.code = code;
    this.subject = subject;
    this.said = said;
  }

  toJSON(): ErrorData {
    return { code: this.code, subject: this.subject, message: this.message, said: this.said };
  }
}

/** Turns anything thrown into data; an unexpected error keeps its message under `internal`. */
export function toErrorData(error: unknown): ErrorData {
  if (error instanceof BloomlineError) return error.toJSON();
  const [subject, message] =
    error instanceof Error ? [error.name, error.message] : ['unknown', String(error)];
  return { code: 'internal', subject, message, said: asReported(message) };
}

/** The error that crossed, thrown again. */
export const errorOf = ({ code, subject, said }: ErrorData) => new BloomlineError(code, subject, said);

/** What another program says in its own words, or a record in English. */
export const asReported = (what: string): Said => say('host.as-reported', { what });

export function problemOf(error: unknown): Problem {
  const { code, subject, message } = toErrorData(error);
  return { code, subject, message };
}

/** The one line of the command line and of logs. */
export function errorLine({ code, subject, said }: ErrorData, language: Language = 'en'): string {
  return `error[${code}]: ${subject}: ${inWords(said, language)}`.replace(/\s*\n\s*/g, ' ');
}
