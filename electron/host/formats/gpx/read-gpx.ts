import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { FieldTable } from '#core/plots/field-table.ts';
import type { Ignored } from '#core/plots/ignored.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { child, descendants, readXml, type XmlElement } from '#host/formats/text/xml.ts';

/**
 * A GPX file as one table: the points of its tracks, which are cruises, with what was measured at them (elements and
 * extensions become columns), and its waypoints, which are sites. WGS 84. Each track stands there alone as well.
 */
export async function readGpx(
  path: string,
): Promise<{ encoding: string; tables: FieldTable[]; ignored: Ignored[] }> {
  const { root, encoding } = readXml(path, await readFile(path), 'gpx');
  const name = basename(path, extname(path));
  const tracks = descendants(root, 'trk').map((track, i) => ({
    name: child(track, 'name')?.text.trim() || `${name} ${i + 1}`,
    points: descendants(track, 'trkpt').map(pointOf),
  }));
  const waypoints = descendants(root, 'wpt').map(pointOf);
  const parts = [
    ...tracks.map(({ name: track, points }) => ({
      name: track,
      points: points.map(point => ({ ...point, cells: { ...point.cells, name: track, kind: 'cruise' } })),
    })),
    { name: tracks.length > 0 ? `${name} (wpt)` : name, points: waypoints },
  ].filter(part => part.points.length > 0);
  if (parts.length === 0) throw new BloomlineError('zones-empty', path, say('vector.gpx-empty'));
  const tables = parts.map(part => tableOf(part.name, part.points));
  const routes = descendants(root, 'rte').map((route, i): Ignored => {
    const called = child(route, 'name')?.text.trim() || String(i + 1);
    return { what: 'route', name: called, reason: inEnglish('ignored.route') };
  });
  const all = tableOf(
    name,
    parts.flatMap(part => part.points),
  );
  const joined = {
    ...all,
    parts: tables.map(({ name: part, rows }) => ({ name: part, rows: rows.length, firstRow: 1 })),
  };
  return { encoding, tables: tables.length > 1 ? [joined, ...tables] : tables, ignored: routes };
}

interface GpxPoint {
  cells: Record<string, string>;
  place: number[] | null;
}

function pointOf(point: XmlElement): GpxPoint {
  const cells: Record<string, string> = {};
  const walk = (element: XmlElement) => {
    for (const part of element.children) {
      if (part.children.length > 0) walk(part);
      // An echo sounder's depth is that of the water.
      else if (part.text.trim())
        cells[part.name === 'depth' ? 'water depth' : part.name] ??= part.text.trim();
    }
  };
  walk(point);
  const [lon, lat] = [Number(point.attributes.lon), Number(point.attributes.lat)];
  return { cells, place: Number.isFinite(lon) && Number.isFinite(lat) ? [lon, lat] : null };
}

function tableOf(name: string, points: readonly GpxPoint[]): FieldTable {
  const columns = new Set(points.flatMap(({ cells }) => Object.keys(cells)));
  return {
    name,
    columns: [...columns],
    rows: points.map(({ cells }) => [...columns].map(column => cells[column] ?? null)),
    firstRow: 1,
    headerRows: 0,
    geometry: points.map(({ place }) => (place ? { type: 'point' as const, point: place } : null)),
    epsg: 4326,
    crs: 'WGS 84',
  };
}
