import type { PixelType } from '#core/scene/scene.ts';
import type { Samples } from '#host/raster/tiff/codec/samples.ts';

/** Texts as they are; numbers always as a list. */
export type AttributeValue = string | readonly number[];
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** An array of numbers in a file of scientific data, read by pieces. */
export interface StoredArray {
  /** With the groups that it lies in: `geophysical_data/rhos`. */
  name: string;
  type: PixelType;
  shape: readonly number[];
  /** Names of its dimensions, as far as they have one. */
  dimensions: readonly string[];
  attributes: Attributes;
  /** The pieces that it is stored in; its own shape where it is stored as a whole. */
  chunk: readonly number[];
  /** Numbers of a box, the last dimension running fastest. 64-bit integers come as doubles. */
  read(start: readonly number[], count: readonly number[]): Samples;
}

/** An open file of arrays. */
export interface ArrayFile {
  path: string;
  /** What kind of file it is, for people: "HDF4", "NetCDF". */
  format: string;
  /** Differs when the bytes do. */
  version: string;
  bytes: number;
  attributes: Attributes;
  arrays: readonly StoredArray[];
  /** Attributes of what has no shape and says how a map lies (CF's grid mappings), by name. */
  mappings: Readonly<Record<string, Attributes>>;
  close(): void;
}

/** What the readers of formats find in a file. */
export type Contents = Pick<ArrayFile, 'format' | 'attributes' | 'arrays' | 'mappings'>;

export const isMapping = (attributes: Attributes): boolean =>
  ['grid_mapping_name', 'crs_wkt', 'spatial_ref'].some(name => name in attributes);

/** What the readers of formats read bytes from. */
export interface Bytes {
  readonly path: string;
  readonly bytes: number;
  read(offset: number, length: number): Uint8Array;
}

/** Most numbers that are read of an array at once: boxes are cut into pieces before. */
export const mostAtOnce = 2 ** 27;

export const countOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** The first number of an attribute. */
export function numberIn(attributes: Attributes, ...names: string[]): number | null {
  for (const name of names) {
    const value = attributes[name];
    if (value === undefined) continue;
    const number = typeof value === 'string' ? Number(value.trim() || NaN) : value[0];
    if (number !== undefined && !(typeof value === 'string' && Number.isNaN(number))) return number;
  }
  return null;
}

export function textIn(attributes: Attributes, ...names: string[]): string | null {
  for (const name of names) {
    const value = attributes[name];
    if (typeof value === 'string') return value;
  }
  return null;
}
