import { BloomlineError } from '#core/foundation/errors.ts';
import { type Said, say } from '#core/words/said.ts';
import { openSource, type ByteSource } from '#host/raster/tiff/source/byte-source.ts';
import { fieldBytes, tag } from './tags.ts';

/** A field of an image file directory; its values are read when they are asked for. */
interface Field {
  type: number;
  count: number;
  /** Where the values are in the file. */
  at: number;
}

const maxDirectories = 256;
const maxFields = 4096;
/** Values of one tag that are read: enough for the block tables of files of several terabytes. */
const maxValues = 2 ** 26;

/** Tags without which no pixel can be found: integers. */
const integerTags = new Set<number>([
  tag.imageWidth,
  tag.imageLength,
  tag.bitsPerSample,
  tag.compression,
  tag.photometric,
  tag.stripOffsets,
  tag.samplesPerPixel,
  tag.rowsPerStrip,
  tag.stripByteCounts,
  tag.planarConfiguration,
  tag.predictor,
  tag.tileWidth,
  tag.tileLength,
  tag.tileOffsets,
  tag.tileByteCounts,
  tag.sampleFormat,
]);
/** Tags that place pixels on the ground: numbers. */
const numberTags = new Set<number>([
  tag.modelPixelScale,
  tag.modelTiepoint,
  tag.modelTransformation,
  tag.geoKeyDirectory,
  tag.geoDoubleParams,
]);
const integerTypes = new Set([1, 3, 4, 6, 8, 9, 13, 16, 17, 18]);
const textTypes = new Set([2, 7]);

/** One image file directory: fields by tag number. */
export class Directory {
  readonly #source: ByteSource;
  readonly #little: boolean;
  readonly #fields: Map<number, Field>;

  constructor(source: ByteSource, little: boolean, fields: Map<number, Field>) {
    this.#source = source;
    this.#little = little;
    this.#fields = fields;
  }

  has(tagNumber: number): boolean {
    return this.#fields.has(tagNumber);
  }

  count(tagNumber: number): number {
    return this.#fields.get(tagNumber)?.count ?? 0;
  }

  /** All values as numbers; empty where the tag is absent. 64-bit integers above 2⁵³ lose their last bits. */
  numbers(tagNumber: number): number[] {
    const field = this.#fields.get(tagNumber);
    if (!field) return [];
    if (field.count > maxValues)
      throw new BloomlineError(
        'tiff-damaged',
        this.#source.path,
        say('tiff.tag-claims', { tag: tagNumber, count: field.count }),
      );
    const size = fieldBytes[field.type];
    const bytes = this.#source.read(field.at, field.count * size);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const values = new Array<number>(field.count);
    for (let i = 0; i < field.count; i++) values[i] = valueAt(view, i * size, field.type, this.#little);
    return values;
  }

  /** The first value, or the fallback where the tag is absent. */
  number(tagNumber: number, fallback: number): number {
    const field = this.#fields.get(tagNumber);
    if (!field || field.count === 0) return fallback;
    const bytes = this.#source.read(field.at, fieldBytes[field.type]);
    return valueAt(
      new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      0,
      field.type,
      this.#little,
    );
  }

  bytes(tagNumber: number): Uint8Array | null {
    const field = this.#fields.get(tagNumber);
    return field ? this.#source.read(field.at, field.count * fieldBytes[field.type]) : null;
  }

  /** Text up to the first NUL: UTF-8 where it is valid, else Latin-1. */
  text(tagNumber: number): string | null {
    const bytes = this.bytes(tagNumber);
    if (!bytes) return null;
    const end = bytes.indexOf(0);
    const part = end < 0 ? bytes : bytes.subarray(0, end);
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(part);
    } catch {
      return new TextDecoder('latin1').decode(part);
    }
  }
}

function valueAt(view: DataView, at: number, type: number, little: boolean): number {
  switch (type) {
    case 1:
    case 2:
    case 7:
      return view.getUint8(at);
    case 6:
      return view.getInt8(at);
    case 3:
      return view.getUint16(at, little);
    case 8:
      return view.getInt16(at, little);
    case 4:
    case 13:
      return view.getUint32(at, little);
    case 9:
      return view.getInt32(at, little);
    case 5:
      return view.getUint32(at, little) / view.getUint32(at + 4, little);
    case 10:
      return view.getInt32(at, little) / view.getInt32(at + 4, little);
    case 11:
      return view.getFloat32(at, little);
    case 12:
      return view.getFloat64(at, little);
    case 17:
      return Number(view.getBigInt64(at, little));
    default:
      return Number(view.getBigUint64(at, little));
  }
}

export interface Header {
  source: ByteSource;
  little: boolean;
  bigTiff: boolean;
  directories: Directory[];
}

/** Reads the chain of directories. Throws `not-a-tiff` or `tiff-damaged` and closes the file. */
export const readHeader = (path: string): Header => headerOf(openSource(path));

/** The same of a source that is open. */
export function headerOf(source: ByteSource): Header {
  try {
    return parse(source);
  } catch (error) {
    source.close();
    throw error;
  }
}

function parse(source: ByteSource): Header {
  if (source.bytes === 0) throw new BloomlineError('not-a-tiff', source.path, say('tiff.empty'));
  const head = source.read(0, Math.min(16, source.bytes));
  const order = String.fromCharCode(head[0] ?? 0, head[1] ?? 0);
  const little = order === 'II';
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const version = head.length >= 8 && (little || order === 'MM') ? view.getUint16(2, little) : 0;
  if (version !== 42 && version !== 43)
    throw new BloomlineError(
      'not-a-tiff',
      source.path,
      say('tiff.not-a-tiff', { found: looksLike(head, source.path) }),
    );
  const bigTiff = version === 43;
  if (bigTiff && (head.length < 16 || view.getUint16(4, little) !== 8))
    throw new BloomlineError('tiff-damaged', source.path, say('tiff.big-header'));

  let next = bigTiff ? Number(view.getBigUint64(8, little)) : view.getUint32(4, little);
  const directories: Directory[] = [];
  const seen = new Set<number>();
  while (next !== 0) {
    if (seen.has(next)) throw new BloomlineError('tiff-damaged', source.path, say('tiff.loop'));
    if (directories.length >= maxDirectories)
      throw new BloomlineError(
        'tiff-damaged',
        source.path,
        say('tiff.too-many-directories', { limit: maxDirectories }),
      );
    seen.add(next);
    const directory = readDirectory(source, next, little, bigTiff);
    directories.push(new Directory(source, little, directory.fields));
    next = directory.next;
  }
  if (directories.length === 0)
    throw new BloomlineError('tiff-damaged', source.path, say('tiff.no-directory'));
  return { source, little, bigTiff, directories };
}

function readDirectory(source: ByteSource, at: number, little: boolean, big: boolean) {
  const countBytes = big ? 8 : 2;
  const head = source.read(at, countBytes);
  const headView = new DataView(head.buffer, head.byteOffset, countBytes);
  const count = big ? Number(headView.getBigUint64(0, little)) : headView.getUint16(0, little);
  if (count > maxFields)
    throw new BloomlineError('tiff-damaged', source.path, say('tiff.too-many-fields', { count }));
  const entryBytes = big ? 20 : 12;
  const inline = big ? 8 : 4;
  // The link to the next directory may be cut off in files that otherwise read well.
  const wanted = count * entryBytes + inline;
  const available = Math.max(count * entryBytes, Math.min(wanted, source.bytes - at - countBytes));
  const bytes = source.read(at + countBytes, available);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fields = new Map<number, Field>();
  for (let i = 0; i < count; i++) {
    const entry = i * entryBytes;
    const type = view.getUint16(entry + 2, little);
    const values = big ? Number(view.getBigUint64(entry + 4, little)) : view.getUint32(entry + 4, little);
    const size = fieldBytes[type] ?? 0;
    if (size === 0) continue; // unknown field types are skipped, as TIFF 6 asks
    const number = view.getUint16(entry, little);
    if (
      (integerTags.has(number) && !integerTypes.has(type)) ||
      (numberTags.has(number) && textTypes.has(type))
    )
      throw new BloomlineError('tiff-damaged', source.path, say('tiff.tag-type', { tag: number, type }));
    const valueAtOffset = entry + (big ? 12 : 8);
    const length = values * size;
    const position =
      length <= inline
        ? at + countBytes + valueAtOffset
        : big
          ? Number(view.getBigUint64(valueAtOffset, little))
          : view.getUint32(valueAtOffset, little);
    fields.set(number, { type, count: values, at: position });
  }
  const next =
    available < wanted
      ? 0
      : big
        ? Number(view.getBigUint64(count * entryBytes, little))
        : view.getUint32(count * entryBytes, little);
  if (!fields.has(tag.imageWidth) || !fields.has(tag.imageLength))
    throw new BloomlineError('tiff-damaged', source.path, say('tiff.no-size'));
  return { fields, next };
}

/** What a file that is no TIFF seems to be, in words. */
function looksLike(head: Uint8Array, path: string): Said {
  const starts = (...bytes: number[]) => bytes.every((b, i) => head[i] === b);
  if (starts(0x89, 0x50, 0x4e, 0x47)) return say('tiff.is-png');
  if (starts(0xff, 0xd8, 0xff)) return say('tiff.is-jpeg');
  if (starts(0x50, 0x4b, 3, 4)) return say('tiff.is-zip');
  if (starts(0x1f, 0x8b)) return say('tiff.is-gzip');
  if (starts(0x89, 0x48, 0x44, 0x46)) return say('tiff.is-hdf5');
  if (starts(0x43, 0x44, 0x46)) return say('tiff.is-netcdf');
  if (starts(0, 0, 0, 0x0c, 0x6a, 0x50) || starts(0xff, 0x4f, 0xff, 0x51)) return say('tiff.is-jpeg-2000');
  if (starts(0x25, 0x50, 0x44, 0x46)) return say('tiff.is-pdf');
  const text = String.fromCharCode(...head);
  if (text.startsWith('EHFA_HEADER_TAG')) return say('tiff.is-erdas');
  if (text.startsWith('<VRTDataset')) return say('tiff.is-vrt');
  if (starts(0x3c)) return say('tiff.is-xml');
  if (/\.(img|dat|bsq|bil|bip|raw)$/i.test(path)) return say('tiff.is-raw');
  return say('tiff.something-else');
}
