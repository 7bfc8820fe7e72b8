import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { readDbf, type DbfTable } from './dbf.ts';
import { readShp } from './shp.ts';
import { decodeText } from '#host/formats/text/text-encoding.ts';
import { crsOfPrj } from '#host/formats/vector/vector-crs.ts';
import {
  layersAsSource,
  ofPart,
  type Feature,
  type VectorLayer,
  type VectorSource,
} from '#host/formats/vector/vector-source.ts';
import type { Zip } from '#host/formats/archive/zip.ts';

interface Parts {
  shp: Uint8Array;
  dbf: Uint8Array | null;
  prj: string | null;
  cpg: string | null;
}

/** No part of a real zone file is larger; a larger one would only fill the memory. */
const largestEntry = 2 ** 30;

/** A .shp with its siblings, whose extensions may be in any letter case. */
export async function openShapefile(path: string): Promise<VectorSource> {
  const stem = basename(path).slice(0, -extname(path).length).toLowerCase();
  const siblings = new Map<string, string>();
  for (const name of await readdir(dirname(path))) {
    const extension = extname(name);
    if (name.slice(0, name.length - extension.length).toLowerCase() === stem)
      siblings.set(extension.toLowerCase(), name);
  }
  const read = async (extension: string): Promise<Uint8Array | null> => {
    const name = siblings.get(extension);
    return name === undefined ? null : await readFile(join(dirname(path), name)).catch(() => null);
  };
  const [dbf, prj, cpg] = await Promise.all([read('.dbf'), read('.prj'), read('.cpg')]);
  const name = basename(path, extname(path));
  return sourceOf(
    path,
    new Map([[name, { shp: await readFile(path), dbf, prj: textOf(prj), cpg: textOf(cpg) }]]),
  );
}

/** A zip with one or several Shapefiles in any folder. */
export function shapefilesIn(path: string, zip: Zip): VectorSource {
  const entries = zip.unpack((name, bytes) => {
    if (!/\.(shp|dbf|prj|cpg)$/i.test(name)) return false;
    if (bytes > largestEntry)
      throw new BloomlineError('zones-unreadable', path, say('vector.zip-entry-large', { name }));
    return true;
  });
  const files = Object.entries(entries).map(([name, bytes]) => [readableName(name), bytes] as const);
  const byLower = new Map(files.map(([name, bytes]) => [name.toLowerCase(), bytes]));
  const shapefiles = new Map<string, Parts>();
  for (const [name, shp] of files) {
    if (!/\.shp$/i.test(name)) continue;
    const sibling = (extension: string) => byLower.get(name.slice(0, -4).toLowerCase() + extension) ?? null;
    const short = basename(name).slice(0, -4);
    const layer = shapefiles.has(short) ? name.slice(0, -4) : short;
    shapefiles.set(layer, {
      shp,
      dbf: sibling('.dbf'),
      prj: textOf(sibling('.prj')),
      cpg: textOf(sibling('.cpg')),
    });
  }
  if (shapefiles.size === 0)
    throw new BloomlineError('zones-unreadable', path, say('vector.zip-without-shp'));
  return sourceOf(path, shapefiles);
}

/** Programs that take GBK names for Latin ones write each byte as a character of its own, and say that it is UTF-8. */
function readableName(name: string): string {
  const bytes = Uint8Array.from(name, c => c.charCodeAt(0));
  const oneByteEach = [...name].every(c => c.charCodeAt(0) < 256);
  return oneByteEach && bytes.some(b => b > 127) ? decodeText(bytes).text : name;
}

const textOf = (bytes: Uint8Array | null): string | null => (bytes ? decodeText(bytes).text : null);

const sourceOf = (path: string, shapefiles: Map<string, Parts>): VectorSource =>
  layersAsSource([...shapefiles].map(([name, parts]) => readLayer(path, name, parts)));

function readLayer(path: string, name: string, parts: Parts): VectorLayer {
  const shapes = ofPart(path, `${name}.shp`, () => readShp(parts.shp));
  const { crs, note } = crsOfPrj(parts.prj);
  const notes = note ? [note] : [];
  let table: DbfTable | null = null;
  if (parts.dbf) {
    try {
      table = readDbf(parts.dbf, parts.cpg);
    } catch (error) {
      notes.push(inEnglish('vector.dbf-unreadable', { name, what: (error as Error).message }));
    }
    if (table && table.rows.length < Math.max(table.declaredRows, shapes.length)) {
      notes.push(
        inEnglish('vector.dbf-rows', {
          name,
          count: table.rows.length,
          expected: Math.max(table.declaredRows, shapes.length),
        }),
      );
    }
  } else notes.push(inEnglish('vector.no-dbf'));

  const items: Feature[] = [];
  shapes.forEach((shape, i) => {
    const row = table?.rows[i];
    if (row === null) return; // marked as deleted
    items.push({
      ...shape,
      attributes: row ?? Object.fromEntries((table?.fields ?? []).map(field => [field, null])),
    });
  });
  return {
    name,
    features: items.length,
    fields: table?.fields ?? [],
    textFields: table?.textFields ?? [],
    encoding: table?.encoding ?? null,
    crs: crs?.name ?? null,
    definition: crs,
    items,
    notes,
  };
}
