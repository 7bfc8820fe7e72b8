import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { siteKinds, type Observation, type Parameter, type Site } from '#core/plots/site.ts';
import { inLanguage, type Language } from '#core/foundation/text.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import { withoutMetadata } from '#host/catalogue/photos.ts';
import { plotForms } from '#host/catalogue/plot-forms.ts';
import type { SiteFilter } from '#host/catalogue/search.ts';
import { writeAtomically } from '#host/files/atomic-file.ts';
import type { Table, TableColumn } from '#host/formats/tables/table.ts';
import { writeCsv } from '#host/formats/tables/write-csv.ts';
import { writeGeoJson } from '#host/formats/geojson/write-geojson.ts';
import { writeKml } from '#host/formats/kml/write-kml.ts';
import { writePointShapefile } from '#host/formats/shapefile/write-shapefile.ts';
import { writeXlsx } from '#host/formats/tables/write-xlsx.ts';
import { fieldPackage } from './field-package.ts';
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
  if (format === 'gpkg') await fieldPackage(catalogue, selection, path, photos.folder);
  else {
    const table = plotTable(selection, catalogue.parameters, language);
    const title = basename(path, extname(path));
    const places = table.rows.map(row => ({
      name: String(row.name),
      lon: row.lon as number,
      lat: row.lat as number,
      properties: row,
    }));
    if (format === 'csv') await writeCsv(path, table, wanted.encoding);
    else if (format === 'xlsx') await writeXlsx(path, sheets(selection, table, language));
    else if (format === 'kml') await writeKml(path, title, places);
    else if (format === 'shp') await writePointShapefile(path, table.columns, places);
    else
      await writeGeoJson(
        path,
        places.map(({ lon, lat, properties }) => ({
          geometry: { point: [lon, lat] },
          properties: properties as Record<string, string | number | null>,
        })),
        { name: title },
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

const words = {
  name: { zh: '名称', en: 'Name' },
  code: { zh: '编号', en: 'Code' },
  kind: { zh: '类型', en: 'Kind' },
  lon: { zh: '经度', en: 'Longitude' },
  lat: { zh: '纬度', en: 'Latitude' },
  note: { zh: '备注', en: 'Note' },
  time: { zh: '时间', en: 'Time' },
  depth: { zh: '深度', en: 'Depth' },
  observer: { zh: '采样人', en: 'Observer' },
  method: { zh: '方法', en: 'Method' },
  flags: { zh: '质量标记', en: 'Flags' },
  simulated: { zh: '模拟数据', en: 'Simulated' },
  sites: { zh: '样点', en: 'Sites' },
  observations: { zh: '观测', en: 'Observations' },
  rows: { zh: '明细', en: 'Rows' },
  list: { zh: '表', en: 'List' },
};

/** One row per site, time and depth; a site without observations has one row. */
function plotTable(
  { sites, observations }: PlotSelection,
  parameters: readonly Parameter[],
  language: Language,
): Table {
  const measured = parameters.filter(p => observations.some(o => o.parameter === p.id));
  const say = (key: keyof typeof words) => inLanguage(words[key], language);
  const columns: TableColumn[] = [
    ...(['name', 'code', 'kind', 'lon', 'lat', 'time', 'depth'] as const).map(key => ({
      key,
      label: say(key),
      ...(key === 'lon' || key === 'lat' ? { unit: '°', decimals: 8 } : {}),
      ...(key === 'depth' ? { unit: 'm' } : {}),
    })),
    ...measured.map(p => ({ key: p.id, label: inLanguage(p.name, language), unit: p.unit || undefined })),
    ...(['observer', 'method', 'flags', 'note'] as const).map(key => ({ key, label: say(key) })),
    ...(sites.some(s => s.simulated) ? [{ key: 'simulated', label: say('simulated') }] : []),
  ];
  const bySite = Map.groupBy(observations, o => o.siteId);
  const rows = sites.flatMap(site => {
    const base = siteCells(site, language);
    const samples = Map.groupBy(bySite.get(site.id) ?? [], o => `${o.time}|${o.depthM ?? ''}|${o.lon ?? ''}`);
    if (samples.size === 0) return [base];
    return [...samples.values()].flatMap(replicates).map(sample => ({
      ...base,
      ...(sample[0].lon !== null && { lon: sample[0].lon, lat: sample[0].lat }),
      time: sample[0].time,
      depth: sample[0].depthM,
      observer: sample[0].observer,
      method: sample[0].method,
      flags: sample
        .filter(o => o.flag !== 'valid')
        .map(o => `${o.parameter}: ${o.flag}`)
        .join('; '),
      ...Object.fromEntries(sample.map(o => [o.parameter, o.value])),
    }));
  });
  return { columns, rows };
}

/** Values that were measured several times at once take a row each. */
function replicates(sample: readonly Observation[]): Observation[][] {
  const rows: Observation[][] = [];
  const seen = new Map<string, number>();
  for (const observation of sample) {
    const nth = seen.get(observation.parameter) ?? 0;
    seen.set(observation.parameter, nth + 1);
    (rows[nth] ??= []).push(observation);
  }
  return rows;
}

function siteCells(site: Site, language: Language): Table['rows'][number] {
  const kind = siteKinds[site.kind];
  return {
    name: site.name,
    code: site.code,
    kind: kind ? inLanguage(kind, language) : site.kind,
    lon: site.lon,
    lat: site.lat,
    note: site.note,
    simulated: site.simulated,
  };
}

function sheets(selection: PlotSelection, table: Table, language: Language) {
  const say = (key: keyof typeof words) => inLanguage(words[key], language);
  const forms = plotForms();
  const fields = new Map(
    forms
      .filter(form => selection.sites.some(s => s.kind === form.kind))
      .flatMap(form => form.fields)
      .map(field => [field.id, field]),
  );
  const siteColumns: TableColumn[] = [
    ...(['name', 'code', 'kind', 'lon', 'lat', 'note'] as const).map(key => ({ key, label: say(key) })),
    ...[...fields.values()].map(f => ({
      key: `field:${f.id}`,
      label: inLanguage(f.name, language),
      unit: f.unit,
    })),
  ];
  const siteRows = selection.sites.map(site => ({
    ...siteCells(site, language),
    ...Object.fromEntries(Object.entries(site.fields).map(([id, value]) => [`field:${id}`, value])),
  }));
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
