import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { numberTypes, type NumberType } from '#host/raster/arrays/numbers.ts';

/** What a header of ENVI says of the raw file beside it. */
export interface EnviHeader {
  width: number;
  height: number;
  bands: number;
  interleave: 'bsq' | 'bil' | 'bip';
  type: NumberType;
  little: boolean;
  offset: number;
  /** Keys in lower case with their values as they stand, braces and line breaks taken off. */
  fields: Readonly<Record<string, string>>;
}

const types: Record<number, NumberType> = {
  1: 'Byte',
  2: 'Int16',
  3: 'Int32',
  4: 'Float32',
  5: 'Float64',
  12: 'UInt16',
  13: 'UInt32',
  14: 'Int64',
  15: 'UInt64',
};

export const isEnviHeader = (text: string): boolean => /^\uFEFF?\s*ENVI\b/.test(text);

/** Reads a header; throws `raster-damaged` where one of the numbers that it must have is missing. */
export function readEnviHeader(text: string, path: string): EnviHeader {
  const fields: Record<string, string> = {};
  for (const [, key, braced, plain] of text.matchAll(
    /^[ \t]*([A-Za-z][^=\r\n{}]*?)[ \t]*=[ \t]*(?:\{([^}]*)\}|([^\r\n]*))/gm,
  ))
    fields[key.toLowerCase()] ??= (braced ?? plain).trim();
  const number = (key: string, least: number, otherwise?: number): number => {
    const value = fields[key] === undefined ? otherwise : Number(fields[key]);
    if (value === undefined || !Number.isInteger(value) || value < least)
      throw new BloomlineError('raster-damaged', path, say('envi.field', { key, found: fields[key] ?? '—' }));
    return value;
  };
  const code = number('data type', 0);
  const type = types[code];
  if (!type) throw new BloomlineError('raster-unsupported', path, say('envi.type', { code }));
  if (/^[1-9]/.test(fields['file compression'] ?? ''))
    throw new BloomlineError('raster-unsupported', path, say('envi.compressed'));
  const interleave = (fields.interleave ?? 'bsq').toLowerCase();
  if (interleave !== 'bsq' && interleave !== 'bil' && interleave !== 'bip')
    throw new BloomlineError(
      'raster-damaged',
      path,
      say('envi.field', { key: 'interleave', found: interleave }),
    );
  return {
    width: number('samples', 1),
    height: number('lines', 1),
    bands: number('bands', 1, 1),
    interleave,
    type,
    little: number('byte order', 0, 0) === 0,
    offset: number('header offset', 0, 0),
    fields,
  };
}

/** Bytes that the pixels take. */
export const pixelBytesOf = ({ width, height, bands, type }: EnviHeader): number =>
  width * height * bands * numberTypes[type].bytes;

/** The parts of a value in braces. */
export const listIn = (value: string | undefined): string[] =>
  (value ?? '')
    .split(',')
    .map(part => part.trim())
    .filter((part, i, all) => part !== '' || i < all.length - 1);
