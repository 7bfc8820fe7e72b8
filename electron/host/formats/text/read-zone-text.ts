import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import { BloomlineError } from '#core/foundation/errors.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { layerOfFile, type Feature, type VectorSource } from '#host/formats/vector/vector-source.ts';
import { isParcelText, readParcels } from './parcel-text.ts';
import { decodeText } from './text-encoding.ts';
import { looksLikeWkt, readWktPolygons } from './wkt-geometry.ts';

/** Zones in text: a land survey's list of corners, or a table with a column of well-known text. */
export async function openZoneText(path: string): Promise<VectorSource> {
  const { text, encoding } = decodeText(await readFile(path));
  const layer = isParcelText(text) ? readParcels(path, text) : readWktTable(path, text);
  return layerOfFile(path, { encoding, ...layer });
}

function readWktTable(path: string, text: string) {
  const { data, meta } = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: 'greedy',
    delimitersToGuess: [',', '\t', ';', '|'],
  });
  const column = (meta.fields ?? []).find(field => data.some(row => looksLikeWkt(row[field] ?? '')));
  if (column === undefined)
    throw new BloomlineError('zones-unreadable', path, say('vector.table-without-outlines'));
  const srids = new Set<number | null>();
  const items = data.map((row): Feature => {
    const { [column]: outline = '', ...attributes } = row;
    try {
      const { srid, polygons } = readWktPolygons(outline);
      srids.add(srid);
      return { polygons, other: polygons.length > 0 ? null : inEnglish('vector.empty-polygon'), attributes };
    } catch (error) {
      return { polygons: [], other: (error as Error).message, attributes };
    }
  });
  if (srids.size > 1) throw new BloomlineError('zones-unreadable', path, say('vector.several-srids'));
  const [srid] = srids;
  const degrees = items.every(({ polygons }) =>
    polygons.every(rings =>
      rings.every(ring => ring.every(([x, y]) => Math.abs(x) <= 180 && Math.abs(y) <= 90)),
    ),
  );
  if (srid) {
    const definition = crsFromEpsg(srid);
    return {
      items,
      definition,
      notes: definition ? [] : [inEnglish('vector.crs-unknown', { name: `EPSG:${srid}` })],
    };
  }
  return degrees
    ? { items, definition: crsFromEpsg(4326), notes: [inEnglish('vector.degrees-assumed')] }
    : { items, definition: null, notes: [inEnglish('vector.table-crs')] };
}
