import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import { inEnglish, say } from '#core/words/said.ts';
import type { Zip } from '#host/formats/archive/zip.ts';
import { crsOfPrj } from '#host/formats/vector/vector-crs.ts';
import {
  layersAsSource,
  ofPart,
  type VectorLayer,
  type VectorSource,
} from '#host/formats/vector/vector-source.ts';
import { readGdbShape } from './gdb-shape.ts';
import { GdbTable, type GdbValue } from './gdb-table.ts';

type Files = (name: string) => Promise<Uint8Array | null>;

/** A folder `.gdb`: the usual delivery of redline data. Tables of versions 9 and 10 are read. */
export async function openFileGdb(path: string): Promise<VectorSource> {
  if (!existsSync(join(path, 'a00000001.gdbtable')))
    throw new BloomlineError('zones-unreadable', path, say('vector.gdb-none'));
  const names = new Map((await readdir(path)).map(name => [name.toLowerCase(), name]));
  return sourceOf(path, name => {
    const found = names.get(name);
    return found === undefined ? Promise.resolve(null) : readFile(join(path, found));
  });
}

/** The same in a zip, in any folder of it; null where the zip holds none. */
export async function fileGdbIn(path: string, zip: Zip): Promise<VectorSource | null> {
  const catalogue = zip.names.find(name => /(^|\/)a00000001\.gdbtable$/i.test(name));
  if (catalogue === undefined) return null;
  const entries = zip.unpack(
    name => dirname(name) === dirname(catalogue) && /\.(gdbtable|gdbtablx|cdf)$/i.test(name),
  );
  const files = new Map(
    Object.entries(entries).map(([name, bytes]) => [basename(name).toLowerCase(), bytes]),
  );
  return sourceOf(path, name => Promise.resolve(files.get(name) ?? null));
}

const fileOf = (id: number, extension: string): string => `a${id.toString(16).padStart(8, '0')}.${extension}`;

async function openTable(path: string, files: Files, id: number, name: string): Promise<GdbTable | null> {
  const [table, index] = [await files(fileOf(id, 'gdbtable')), await files(fileOf(id, 'gdbtablx'))];
  if (table && index) return ofPart(path, name, () => new GdbTable(table, index));
  if (await files(fileOf(id, 'cdf')))
    throw new BloomlineError('zones-unreadable', path, say('vector.gdb-compressed', { name }));
  return null;
}

async function sourceOf(path: string, files: Files): Promise<VectorSource> {
  const catalogue = await openTable(path, files, 1, 'GDB_SystemCatalog');
  if (!catalogue) throw new BloomlineError('zones-unreadable', path, say('vector.gdb-none'));
  const layers: VectorLayer[] = [];
  for (let row = 0; row < catalogue.rows; row++) {
    const name = ofPart(path, 'GDB_SystemCatalog', () => catalogue.row(row)?.get('Name'));
    if (typeof name !== 'string' || /^GDB_/i.test(name)) continue;
    const table = await openTable(path, files, row + 1, name);
    if (table) layers.push(ofPart(path, name, () => layerOf(name, table)));
  }
  return layersAsSource(layers);
}

function layerOf(name: string, table: GdbTable): VectorLayer {
  const shapeField = table.fields.find(field => field.shape);
  const fields = table.fields.filter(field => field !== shapeField);
  const { crs: definition, note } = shapeField
    ? crsOfPrj(shapeField.shape!.wkt)
    : { crs: null, note: inEnglish('vector.gdb-no-shapes') };
  const items: VectorLayer['items'] = [];
  for (let row = 0; row < table.rows; row++) {
    const values = table.row(row);
    if (!values) continue;
    const blob = shapeField ? values.get(shapeField.name) : null;
    items.push({
      ...(shapeField
        ? readGdbShape(blob instanceof Uint8Array ? blob : null, shapeField.shape!)
        : { polygons: [], other: inEnglish('vector.no-geometry') }),
      attributes: Object.fromEntries(
        fields.map(field => [field.name, plain(values.get(field.name) ?? null)]),
      ),
    });
  }
  return {
    name,
    features: items.length,
    fields: fields.map(field => field.name),
    textFields: fields.filter(field => field.type === 4 || field.type === 12).map(field => field.name),
    encoding: 'UTF-8',
    crs: definition?.name ?? null,
    definition,
    items,
    notes: note ? [note] : [],
  };
}

/** Bytes are no attribute that a table could show. */
const plain = (value: GdbValue): string | number | null =>
  value instanceof Uint8Array ? `${value.length} bytes` : value;
