import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { FieldTable } from '#core/plots/field-table.ts';
import { say } from '#core/words/said.ts';
import { child, descendants, readXml, type XmlElement } from '#host/formats/text/xml.ts';

/**
 * A GPX file as tables: the points of its tracks with what was measured at them (elements and extensions become
 * columns), and its waypoints. WGS 84.
 */
export async function readGpx(path: string): Promise<{ encoding: string; tables: FieldTable[] }> {
  const { root, encoding } = readXml(path, await readFile(path), 'gpx');
  const name = basename(path, extname(path));
  const tracks = descendants(root, 'trk').map((track, i) => ({
    name: child(track, 'name')?.text.trim() || `${name} ${i + 1}`,
    points: descendants(track, 'trkpt'),
  }));
  const waypoints = descendants(root, 'wpt');
  const tables = [
    ...tracks.map(track => tableOf(track.name, track.points)),
    ...(waypoints.length > 0 ? [tableOf(tracks.length > 0 ? `${name} (wpt)` : name, waypoints)] : []),
  ].filter(table => table.rows.length > 0);
  if (tables.length === 0) throw new BloomlineError('zones-empty', path, say('vector.gpx-empty'));
  return { encoding, tables };
}

function tableOf(name: string, points: readonly XmlElement[]): FieldTable {
  const columns: string[] = [];
  const rows = points.map(point => {
    const cells: Record<string, string> = {};
    const walk = (element: XmlElement) => {
      for (const part of element.children) {
        if (part.children.length > 0) walk(part);
        else if (part.text.trim()) cells[part.name] ??= part.text.trim();
      }
    };
    walk(point);
    for (const column of Object.keys(cells)) if (!columns.includes(column)) columns.push(column);
    return cells;
  });
  return {
    name,
    columns,
    rows: rows.map(cells => columns.map(column => cells[column] ?? null)),
    firstRow: 1,
    headerRows: 0,
    geometry: points.map(point => {
      const [lon, lat] = [Number(point.attributes.lon), Number(point.attributes.lat)];
      return Number.isFinite(lon) && Number.isFinite(lat)
        ? { type: 'point' as const, point: [lon, lat] }
        : null;
    }),
    epsg: 4326,
    crs: 'WGS 84',
  };
}
