import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import Papa from 'papaparse';
import { BloomlineError } from '#core/foundation/errors.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import type { Crs } from '#core/grid/grid.ts';
import { closeRing, groupRings } from '#core/zones/rings.ts';
import type { Ring } from '#core/zones/zone.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { decodeText } from '#host/formats/text/text-encoding.ts';
import { layerOfFile, type Feature, type VectorSource } from '#host/formats/vector/vector-source.ts';

/** Objects that begin a feature; what follows them in other lines is how they are drawn. */
const objects = /^(none|point|line|pline|region|rect|roundrect|ellipse|arc|text|multipoint|collection)\b/i;

/** MapInfo's interchange format: outlines in .mif, their table in .mid beside it. */
export async function openMif(path: string): Promise<VectorSource> {
  const { text, encoding } = decodeMif(await readFile(path));
  const lines = text.split(/\r?\n/).map(line => line.trim());
  const data = lines.findIndex(line => /^data$/i.test(line));
  if (!/^version/i.test(lines[0] ?? '') || data < 0)
    throw new BloomlineError('zones-unreadable', path, say('vector.mif-none'));
  const header = lines.slice(0, data);
  const at = header.findIndex(line => /^columns\s+\d+/i.test(line));
  const count = at < 0 ? 0 : Number(/\d+/.exec(header[at])![0]);
  const fields = header.slice(at + 1, at + 1 + count).map(line => line.split(/\s+/)[0]);
  const delimiter = /^delimiter\s+"(.)"/im.exec(header.join('\n'))?.[1] ?? '\t';
  const rows = await tableOf(path, delimiter, encoding);
  const shapes = shapesOf(path, lines.slice(data + 1));
  const items = shapes.map((shape, i): Feature => ({
    ...shape,
    attributes: Object.fromEntries(fields.map((field, c) => [field, valueOf(rows[i]?.[c])])),
  }));
  const system = header.find(line => /^coordsys\b/i.test(line)) ?? '';
  const definition = crsOf(system);
  return layerOfFile(path, {
    items,
    encoding,
    definition,
    notes: definition ? [] : [inEnglish('vector.mif-crs', { system: system || '–' })],
  });
}

const charsets: Record<string, string> = {
  windowssimpchinese: 'gb18030',
  windowstradchinese: 'big5',
  'utf-8': 'utf-8',
  windowslatin1: 'windows-1252',
};

/** The character set that the header names, where it is a known one; else by the text. */
function decodeMif(bytes: Uint8Array): { text: string; encoding: string } {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1000));
  const named = charsets[/^charset\s+"([^"]+)"/im.exec(head)?.[1].toLowerCase() ?? ''];
  if (!named) return decodeText(bytes);
  return { text: new TextDecoder(named).decode(bytes), encoding: named };
}

async function tableOf(path: string, delimiter: string, encoding: string): Promise<string[][]> {
  const beside = ['.mid', '.MID'].map(e => path.slice(0, -extname(path).length) + e).find(existsSync);
  if (beside === undefined) return [];
  let text: string;
  try {
    text = new TextDecoder(encoding).decode(await readFile(beside));
  } catch {
    text = decodeText(await readFile(beside)).text;
  }
  return Papa.parse<string[]>(text, { delimiter, skipEmptyLines: true }).data;
}

function valueOf(text: string | undefined): string | number | null {
  if (text === undefined || text === '') return null;
  return /^-?\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : text;
}

function shapesOf(path: string, lines: string[]): Pick<Feature, 'polygons' | 'other'>[] {
  const shapes: Pick<Feature, 'polygons' | 'other'>[] = [];
  for (let i = 0; i < lines.length; i++) {
    const kind = objects.exec(lines[i])?.[1].toLowerCase();
    if (kind === undefined) continue;
    if (kind !== 'region') {
      shapes.push({ polygons: [], other: kind === 'none' ? inEnglish('vector.no-geometry') : kind });
      continue;
    }
    const rings: Ring[] = [];
    const parts = Number(lines[i].split(/\s+/)[1]);
    for (let part = 0; part < parts; part++) {
      const points = Number(lines[++i]);
      const ring = lines.slice(i + 1, i + 1 + points).map(line => line.split(/\s+/).map(Number));
      if (!(points >= 0) || ring.length < points || !ring.flat().every(Number.isFinite))
        throw new BloomlineError('zones-unreadable', path, say('vector.mif-damaged', { line: i + 1 }));
      i += points;
      const closed = closeRing(ring.map(([x, y]): [number, number] => [x, y]));
      if (closed.length >= 4) rings.push(closed);
    }
    shapes.push(
      rings.length > 0
        ? { polygons: groupRings(rings), other: null }
        : { polygons: [], other: inEnglish('vector.empty-polygon') },
    );
  }
  return shapes;
}

/** Degrees of WGS 84 (datum 104), also where no system is named; for others the user says which it is. */
function crsOf(system: string): Crs | null {
  if (system === '' || /earth\s+projection\s+1\s*,\s*104\b/i.test(system)) return crsFromEpsg(4326);
  const numbers =
    /earth\s+projection\s+8\s*,(.*)$/i
      .exec(system)?.[1]
      .split(',')
      .map(part => part.trim()) ?? [];
  const [datum, unit = '', meridian, origin, scale, east, north] = numbers;
  const isUtm =
    datum === '104' &&
    /^"?m"?$/i.test(unit) &&
    Number(origin) === 0 &&
    scale === '0.9996' &&
    east === '500000';
  const south = Number(north) === 10_000_000;
  if (!isUtm || !(south || Number(north) === 0)) return null;
  const zone = (Number(meridian) + 183) / 6;
  return Number.isInteger(zone) ? crsFromEpsg((south ? 32700 : 32600) + zone) : null;
}
