import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import Papa from 'papaparse';
import type { FieldCell } from '#core/plots/field-table.ts';
import { inEnglish } from '#core/words/said.ts';
import { openZip } from '#host/formats/archive/zip.ts';
import { quoteName } from '#host/formats/geopackage/geopackage-schema.ts';
import { openReadOnly } from '#host/formats/geopackage/open-sqlite.ts';
import { readDbf } from '#host/formats/shapefile/dbf.ts';
import { openWorkbook } from '#host/formats/tables/open-workbook.ts';
import { decodeText } from '#host/formats/text/text-encoding.ts';
import type { Lines } from './compare-sheets.ts';
import type { ProductComparison } from './comparison.ts';

interface Reader {
  fits: RegExp;
  of: Exclude<ProductComparison['of'], 'pixels' | null>;
  read: (path: string, notRead: string[]) => Promise<Lines[]>;
}

/** How products are read as tables, by the end of their names. */
const readers: Reader[] = [
  { fits: /\.csv$/i, of: 'cells', read: async path => [ofCsv(decodeText(await readFile(path)).text)] },
  { fits: /\.xlsx$/i, of: 'cells', read: ofWorkbook },
  { fits: /\.gpkg$/i, of: 'features', read: path => Promise.resolve(ofGeoPackage(path)) },
  { fits: /\.geojson$/i, of: 'features', read: async path => ofGeoJson(await readFile(path, 'utf8')) },
  { fits: /\.kml$/i, of: 'features', read: async path => [ofKml(await readFile(path, 'utf8'))] },
  { fits: /_shp\.zip$/i, of: 'features', read: ofShapefiles },
  { fits: /\.(txt|md)$/i, of: 'text', read: async path => [ofText(await readFile(path, 'utf8'))] },
];

export const linesReader = (path: string): Reader | null => readers.find(r => r.fits.test(path)) ?? null;

function ofCsv(text: string): Lines {
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, '').replace(/(\r?\n)+$/, ''));
  return { name: 'csv', lines: data };
}

async function ofWorkbook(path: string, notRead: string[]): Promise<Lines[]> {
  return openWorkbook(path, await readFile(path)).map(({ name, lines, left }) => {
    notRead.push(...left.map(why => `${name}: ${why}`));
    return { name, lines };
  });
}

/** Layers of features with their attributes; an outline is named by its hash. */
function ofGeoPackage(path: string): Lines[] {
  const { db, close } = openReadOnly(path);
  try {
    const tables = db
      .prepare(
        "SELECT table_name FROM gpkg_contents WHERE data_type IN ('features', 'attributes') ORDER BY table_name",
      )
      .pluck()
      .all() as string[];
    return tables.map(name => {
      const columns = (db.pragma(`table_info(${quoteName(name)})`) as { name: string; pk: number }[])
        // When a style was written says nothing of the product.
        .filter(c => c.pk === 0 && !(name === 'layer_styles' && c.name === 'update_time'))
        .map(c => c.name)
        .sort((a, b) => Number(a === 'geom') - Number(b === 'geom'));
      const rows = db
        .prepare(`SELECT ${columns.map(quoteName).join(', ')} FROM ${quoteName(name)} ORDER BY rowid`)
        .raw()
        .all() as (FieldCell | Uint8Array)[][];
      return { name, lines: [columns, ...rows.map(row => row.map(short))] };
    });
  } finally {
    close();
  }
}

const short = (value: FieldCell | Uint8Array): FieldCell =>
  value instanceof Uint8Array ? digest(value) : value;

const digest = (bytes: Uint8Array | string): string =>
  inEnglish('rerun.outline', { sha256: createHash('sha256').update(bytes).digest('hex').slice(0, 12) });

/** Features of a collection by their layer. */
function ofGeoJson(text: string): Lines[] {
  const { features } = JSON.parse(text) as {
    features: { properties: Record<string, FieldCell>; geometry: unknown }[];
  };
  const layers = new Map<string, typeof features>();
  for (const feature of features) {
    const layer = String(feature.properties.layer ?? '');
    layers.set(layer, [...(layers.get(layer) ?? []), feature]);
  }
  return [...layers].map(([name, found]) => {
    const columns = [...new Set(found.flatMap(f => Object.keys(f.properties)))];
    return {
      name,
      lines: [
        [...columns, 'geometry'],
        ...found.map(f => [
          ...columns.map(column => f.properties[column] ?? null),
          digest(JSON.stringify(f.geometry)),
        ]),
      ],
    };
  });
}

/** A line per placemark, as it is written. */
const ofKml = (text: string): Lines => ({
  name: 'kml',
  lines: [
    ['name', 'placemark'],
    ...text.split('<Placemark>').map(part => [/<name>([^<]*)/.exec(part)?.[1] ?? '', part]),
  ],
});

async function ofShapefiles(path: string): Promise<Lines[]> {
  const entries = (await openZip(path)).unpack(() => true);
  return Object.entries(entries)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([entry, bytes]) => {
      const name = basename(entry);
      if (!/\.dbf$/i.test(name)) return { name, lines: [['content'], [digest(bytes)]] };
      const cpg = entries[entry.replace(/\.dbf$/i, '.cpg')];
      const { fields, rows } = readDbf(bytes, cpg ? Buffer.from(cpg).toString('latin1') : null);
      return { name, lines: [fields, ...rows.map(row => fields.map(field => row?.[field] ?? null))] };
    });
}

const ofText = (text: string): Lines => ({
  name: 'text',
  lines: [['line'], ...text.split(/\r?\n/).map(line => [line])],
});
