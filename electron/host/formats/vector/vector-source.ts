import { basename, extname } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import type { Crs } from '#core/grid/grid.ts';
import type { FieldGeometry } from '#core/plots/field-table.ts';
import type { MultiPolygon, Zone } from '#core/zones/zone.ts';

/** A layer as it is offered for choice. `crs` is its name, null where the file tells none. */
export interface VectorLayerInfo {
  name: string;
  features: number;
  fields: string[];
  encoding: string | null;
  crs: string | null;
}

/** One feature in two dimensions. `other` says what is there instead of polygons, or what is wrong with them. */
export interface Feature {
  polygons: MultiPolygon;
  other: string | null;
  /** A place or a line, where it is one; zones ignore it. */
  shape?: Extract<FieldGeometry, { type: 'point' | 'line' }>;
  attributes: Zone['attributes'];
  /** What was done to it on the way in: curves that became straight, parts that are no polygons. */
  note?: string;
}

export interface VectorLayer extends VectorLayerInfo {
  definition: Crs | null;
  /** The field that the format itself keeps names in, where it has one. */
  nameField?: string;
  /** The fields that hold text, in order. */
  textFields: string[];
  items: Feature[];
  /** What the caller should know about the file as a whole. */
  notes: string[];
}

/** An opened file: its layers, and a way to read one. */
export interface VectorSource {
  layers: VectorLayerInfo[];
  /** `name` is one of `layers`. */
  read(name: string): VectorLayer;
}

/** Fields in the order of first appearance and the ones that hold text, from features without a schema. */
function fieldsOf(items: Pick<Feature, 'attributes'>[]): { fields: string[]; textFields: string[] } {
  const text = new Map<string, boolean>();
  for (const { attributes } of items) {
    for (const [name, value] of Object.entries(attributes)) {
      text.set(name, (text.get(name) ?? false) || typeof value === 'string');
    }
  }
  return {
    fields: [...text.keys()],
    textFields: [...text].filter(([, isText]) => isText).map(([name]) => name),
  };
}

/** A source of layers that were read at once. */
export function layersAsSource(layers: readonly VectorLayer[]): VectorSource {
  const byName = new Map(layers.map(layer => [layer.name, layer]));
  return {
    layers: [...byName.values()].map(({ name, features, fields, encoding, crs }) => ({
      name,
      features,
      fields,
      encoding,
      crs,
    })),
    read: name => byName.get(name)!,
  };
}

/** A file of one layer without a schema, which is called like the file where it names itself not. */
export function layerOfFile(
  path: string,
  layer: Pick<VectorLayer, 'items' | 'encoding' | 'definition' | 'notes' | 'nameField'> & { name?: string },
): VectorSource {
  const { items, definition, name = basename(path, extname(path)) } = layer;
  return layersAsSource([
    { ...layer, name, features: items.length, ...fieldsOf(items), crs: definition?.name ?? null },
  ]);
}

/** Reads a part of a file; a RangeError, by which readers of bytes say what is wrong, names file and part. */
export function ofPart<T>(path: string, part: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof BloomlineError) throw error;
    const said = say('vector.part', { part, fault: (error as Error).message });
    throw new BloomlineError('zones-unreadable', path, said, { cause: error });
  }
}
