import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { FormField } from '#core/plots/plot-form.ts';
import { inLanguage, type Language } from '#core/foundation/text.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import { withoutMetadata } from '#host/catalogue/photos.ts';
import { plotForms } from '#host/catalogue/plot-forms.ts';
import type { SiteFilter } from '#host/catalogue/search.ts';
import { writeAtomically } from '#host/files/atomic-file.ts';
import { heading, type Table } from '#host/formats/tables/table.ts';
import { writeCsv } from '#host/formats/tables/write-csv.ts';
import { writeGeoJson } from '#host/formats/geojson/write-geojson.ts';
import { writeKml } from '#host/formats/kml/write-kml.ts';
import { writePointShapefile } from '#host/formats/shapefile/write-shapefile.ts';
import { writeXlsx } from '#host/formats/tables/write-xlsx.ts';
import { fieldPackage } from './field-package.ts';
import { sampleClasses } from './sample-classes.ts';
import { fieldColumns, sampleTable, sampleWords, siteCells } from './sample-table.ts';
import { photoFileName, rowsOfSites, type PlotSelection } from './plot-selection.ts';

export const plotFormats = ['gpkg', 'xlsx', 'csv', 'geojson', 'kml', 'shp'] as const;
export type PlotFormat = (typeof plotFormats)[number];

export interface ExportPlots {
  filter: SiteFilter;
  format: PlotFormat;
  path: string;
  language?: Language;
  /** Of CSV. */
  encoding?: 'utf-8' | 'gb18030';
  /** Copies photos into a folder beside the file. */
  photos?: 'none' | 'keep-exif' | 'strip-exif';
}

export interface ExportedPlots {
  path: string;
  sites: number;
  observations: number;
  photos: number;
  missingPhotos: string[];
}

/** Writes sites with what was observed at them. Tables have one row per site, time and depth, parameters in columns. */
export async function exportPlots(catalogue: Catalogue, wanted: ExportPlots): Promise<ExportedPlots> {
  const { filter, format, path, language = 'zh-CN' } = wanted;
  const { sites } = catalogue.sites.find(filter);
  const selection = rowsOfSites(catalogue, sites);
  const photos = await copyPhotos(catalogue, selection, path, wanted.photos ?? 'none');
  if (format === 'gpkg') await fieldPackage(catalogue, selection, path, photos.folder, language);
  else {
    const classes = sampleClasses(catalogue, selection, language);
    const table = sampleTable(selection, catalogue.parameters, formFields(selection), classes, language);
    const title = basename(path, extname(path));
    const places = table.rows.map(row => ({
      name: String(row.name),
      lon: row.lon as number,
      lat: row.lat as number,
      properties: row,
    }));
    if (format === 'csv') await writeCsv(path, table, wanted.encoding);
    else if (format === 'xlsx') await writeXlsx(path, sheets(selection, table, language));
    else if (format === 'kml') await writeKml(path, title, places, labelsOf(table));
    else if (format === 'shp') await writePointShapefile(path, table.columns, places);
    else
      await writeGeoJson(
        path,
        places.map(({ lon, lat, properties }) => ({
          geometry: { point: [lon, lat] },
          properties: properties as Record<string, string | number | null>,
        })),
        { name: title, properties: { fields: labelsOf(table) } },
      );
  }
  return {
    path,
    sites: sites.length,
    observations: selection.observations.length,
    photos: photos.copied,
    missingPhotos: photos.missing,
  };
}

/** Fields of the forms of the sites, each once. */
function formFields({ sites }: PlotSelection): FormField[] {
  const kinds = new Set(sites.map(site => site.kind));
  const fields = plotForms()
    .filter(form => kinds.has(form.kind))
    .flatMap(form => form.fields);
  return [...new Map(fields.map(field => [field.id, field])).values()];
}

/** Names with units, by key, for formats that keep no headings. */
const labelsOf = ({ columns }: Table): Record<string, string> =>
  Object.fromEntries(columns.map(column => [column.key, heading(column)]));

function sheets(selection: PlotSelection, table: Table, language: Language) {
  const say = (key: keyof typeof sampleWords) => inLanguage(sampleWords[key], language);
  const forms = plotForms();
  const fields = formFields(selection);
  const known = new Set(['name', 'code', 'kind', 'lon', 'lat', 'note']);
  const siteColumns = [
    ...table.columns.filter(({ key }) => known.has(key)),
    ...fieldColumns(selection.sites, fields, language),
  ];
  const siteRows = selection.sites.map(site => siteCells(site, fields, language));
  const result = [
    { name: say('sites'), table: { columns: siteColumns, rows: siteRows } },
    { name: say('observations'), table },
  ];
  const lists = new Map(forms.flatMap(form => form.lists).map(list => [list.id, list]));
  for (const [id, rows] of Map.groupBy(selection.rows, row => row.list)) {
    const list = lists.get(id);
    const names = new Map(selection.sites.map(s => [s.id, s.name]));
    const keys = [...new Set(rows.flatMap(row => Object.keys(row.fields)))];
    result.push({
      name: list ? inLanguage(list.name, language) : id,
      table: {
        columns: [
          { key: 'name', label: say('name') },
          ...keys.map(key => {
            const column = list?.columns.find(c => c.id === key);
            return {
              key: `row:${key}`,
              label: column ? inLanguage(column.name, language) : key,
              unit: column?.unit,
            };
          }),
        ],
        rows: rows.map(row => ({
          name: names.get(row.siteId) ?? '',
          ...Object.fromEntries(Object.entries(row.fields).map(([key, value]) => [`row:${key}`, value])),
        })),
      },
    });
  }
  return result;
}

/** Photos go into DCIM beside the file, under their own names. */
async function copyPhotos(
  catalogue: Catalogue,
  { photos }: PlotSelection,
  path: string,
  mode: NonNullable<ExportPlots['photos']>,
): Promise<{ folder: string | null; copied: number; missing: string[] }> {
  if (mode === 'none' || photos.length === 0) return { folder: null, copied: 0, missing: [] };
  const folder = join(dirname(path), 'DCIM');
  await mkdir(folder, { recursive: true });
  const missing: string[] = [];
  for (const photo of photos) {
    const bytes = await readFile(join(catalogue.directory, photo.file)).catch(() => null);
    if (!bytes) {
      missing.push(photo.name);
      continue;
    }
    const kept = mode === 'strip-exif' ? withoutMetadata(bytes) : bytes;
    await writeAtomically(join(folder, photoFileName(photo)), part => writeFile(part, kept));
  }
  return { folder: 'DCIM', copied: photos.length - missing.length, missing };
}
