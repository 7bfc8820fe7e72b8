import { Dataset, Group, type Attribute, type File } from 'h5wasm/node';
import { isMapping, mostAtOnce, type AttributeValue } from '#host/raster/arrays/array-file.ts';
import type { NumberType } from '#host/raster/arrays/numbers.ts';
import type { Samples } from '#host/raster/tiff/codec/samples.ts';
import type { Hdf5Array, Hdf5Description } from './bridge.ts';

const mostArrays = 5000;
const mostDepth = 12;
const mostAttributeNumbers = 4096;

/** The classes of types that the library tells. */
const typeClass = { integer: 0, float: 1, text: 3 } as const;

/** Every array of numbers in a file, and the attributes of the file and of each. */
export function describeHdf5(file: File): Hdf5Description {
  const arrays: Hdf5Array[] = [];
  const texts: Record<string, AttributeValue> = {};
  const mappings: Hdf5Description['mappings'] = {};
  const visit = (group: Group, path: string, depth: number): void => {
    for (const key of group.keys()) {
      if (depth > mostDepth || arrays.length > mostArrays) throw new Error('groups without an end');
      const item = group.get(key);
      const name = path ? `${path}/${key}` : key;
      if (item instanceof Group) visit(item, name, depth + 1);
      else if (item instanceof Dataset) {
        const array = arrayOf(item, name);
        if (array) arrays.push(...(isBareDimension(array) ? [] : [array]));
        else if (isStructure(key)) texts[key] = String(item.value);
        else {
          const own = attributesOf(item.attrs);
          if (isMapping(own)) mappings[name] = own;
        }
      }
    }
  };
  visit(file, '', 0);
  const attributes = { ...texts, ...attributesOf(file.attrs) };
  return { attributes, arrays, mappings, netcdf: arrays.some(a => '_Netcdf4Dimid' in a.attributes) };
}

/** NetCDF-4 keeps a dimension without coordinates as an array of nothing. */
const isBareDimension = ({ attributes }: Hdf5Array): boolean =>
  String(attributes.NAME).startsWith('This is a netCDF dimension but not a netCDF variable');

/** Where HDF-EOS says how its grids lie. */
const isStructure = (name: string): boolean => /^StructMetadata\.\d+$/.test(name);

function arrayOf(dataset: Dataset, name: string): Hdf5Array | null {
  const { metadata } = dataset;
  const type = typeOf(metadata);
  const { shape } = metadata;
  if (!type || !shape || shape.length === 0) return null;
  const dimensions = shape.map((_, d) => dataset.get_attached_scales(d)[0]?.split('/').at(-1) ?? '');
  return {
    name,
    type,
    shape: shape.map(Number),
    dimensions,
    attributes: attributesOf(dataset.attrs),
    chunk: (metadata.chunks ?? shape).map(Number),
  };
}

function typeOf(metadata: Dataset['metadata']): NumberType | null {
  const { type, size, signed, vlen } = metadata;
  if (vlen) return null;
  if (type === typeClass.float) return size === 4 ? 'Float32' : size === 8 ? 'Float64' : null;
  if (type !== typeClass.integer || ![1, 2, 4, 8].includes(size)) return null;
  if (size === 1) return signed ? 'Int8' : 'Byte';
  return `${signed ? '' : 'U'}Int${(size * 8) as 16 | 32 | 64}`;
}

function attributesOf(attributes: Record<string, Attribute>): Record<string, AttributeValue> {
  const found: Record<string, AttributeValue> = {};
  for (const [name, attribute] of Object.entries(attributes)) {
    const { type } = attribute.metadata;
    // References and records are the library's own.
    if (type !== typeClass.integer && type !== typeClass.float && type !== typeClass.text) continue;
    if ((attribute.shape ?? []).reduce((a, b) => a * b, 1) > mostAttributeNumbers) continue;
    const { value } = attribute;
    if (typeof value === 'string') found[name] = value.replace(/\0+$/, '');
    else if (Array.isArray(value)) found[name] = value.map(String).join('\n');
    else if (typeof value === 'number' || typeof value === 'bigint') found[name] = [Number(value)];
    else if (ArrayBuffer.isView(value))
      found[name] = Array.from(value as unknown as ArrayLike<number>, Number);
  }
  return found;
}

/** Numbers of a box of an array. */
export function readHdf5(
  file: File,
  name: string,
  start: readonly number[],
  count: readonly number[],
): Samples {
  if (count.reduce((a, b) => a * b, 1) > mostAtOnce) throw new Error('too many numbers at once');
  const dataset = file.get(name) as Dataset;
  const values = dataset.slice(start.map((s, d) => [s, s + count[d]]));
  if (values instanceof BigInt64Array || values instanceof BigUint64Array)
    return Float64Array.from(values as unknown as ArrayLike<bigint>, Number);
  if (!ArrayBuffer.isView(values)) throw new Error(`${name} holds no numbers`);
  return values as Samples;
}
