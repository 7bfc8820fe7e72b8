import { NetCDFReader } from 'netcdfjs';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import {
  countOf,
  isMapping,
  type AttributeValue,
  type Bytes,
  type Contents,
  type StoredArray,
} from '#host/raster/arrays/array-file.ts';
import { readRows } from '#host/raster/arrays/read-rows.ts';
import { numberTypes, type NumberType } from '#host/raster/arrays/numbers.ts';

/** "CDF" and the version: 1 classic, 2 with offsets of 64 bits, 5 with numbers of 64 bits, which is not read. */
export const isNetcdf = (head: Uint8Array): boolean =>
  head[0] === 0x43 && head[1] === 0x44 && head[2] === 0x46 && [1, 2, 5].includes(head[3]);

const types: Record<string, NumberType> = {
  byte: 'Int8',
  short: 'Int16',
  int: 'Int32',
  float: 'Float32',
  double: 'Float64',
};

/** Opens classic NetCDF: the header by its library, numbers by their place. */
export function openNetcdf(bytes: Bytes): Contents {
  if (bytes.read(3, 1)[0] === 5)
    throw new BloomlineError('raster-unsupported', bytes.path, say('arrays.cdf5'));
  const header = headerOf(bytes);
  const { dimensions, recordDimension } = header;
  const sizeOf = (id: number) => (id === recordDimension.id ? recordDimension.length : dimensions[id].size);
  const arrays = header.variables.flatMap((variable): StoredArray[] => {
    const stored = types[variable.type];
    if (!stored) return [];
    const type = stored === 'Int8' && isUnsigned(variable.attributes) ? 'Byte' : stored;
    if (variable.dimensions.some(id => !dimensions[id])) throw damaged(bytes.path, variable.name);
    const shape = variable.dimensions.map(sizeOf);
    if (shape.length === 0) return [];
    const inner = countOf(shape.slice(1)) * numberTypes[type].bytes;
    const step = variable.record ? (recordDimension.recordStep ?? inner) : inner;
    // The last row must lie in the file.
    const end = variable.offset + Math.max(0, shape[0] - 1) * step + inner;
    if (shape[0] > 0 && !(end <= bytes.bytes)) throw damaged(bytes.path, variable.name);
    return [
      {
        name: variable.name,
        type,
        shape,
        dimensions: variable.dimensions.map(id => dimensions[id].name),
        attributes: attributesOf(variable.attributes),
        chunk: shape,
        read: readRows(bytes, {
          type,
          little: false,
          shape,
          offset: variable.offset,
          step,
        }),
      },
    ];
  });
  const mappings = header.variables
    .map(variable => [variable.name, attributesOf(variable.attributes)] as const)
    .filter(([, attributes]) => isMapping(attributes));
  return {
    format: 'NetCDF',
    attributes: attributesOf(header.globalAttributes),
    arrays,
    mappings: Object.fromEntries(mappings),
  };
}

const firstHead = 2 ** 16;
const longestHead = 2 ** 26;

/** Reads as much of the file's beginning as its header needs. */
function headerOf(bytes: Bytes): NetCDFReader['header'] {
  for (let length = firstHead; ; length *= 8) {
    try {
      return new NetCDFReader(bytes.read(0, Math.min(length, bytes.bytes))).header;
    } catch (error) {
      if (length >= bytes.bytes || length >= longestHead)
        throw damaged(bytes.path, error instanceof Error ? error.message : String(error));
    }
  }
}

type NamedValues = NetCDFReader['header']['globalAttributes'];

const isUnsigned = (attributes: NamedValues): boolean =>
  attributes.some(a => a.name === '_Unsigned' && String(a.value) === 'true');

function attributesOf(list: NamedValues): Record<string, AttributeValue> {
  return Object.fromEntries(
    list.map(({ name, value }) => [
      name,
      typeof value === 'string'
        ? value.replace(/\0+$/, '')
        : Array.isArray(value)
          ? value.map(Number)
          : [Number(value)],
    ]),
  );
}

const damaged = (path: string, where: string) =>
  new BloomlineError('raster-damaged', path, say('arrays.damaged', { format: 'NetCDF', where }));
