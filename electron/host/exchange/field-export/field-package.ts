import type { Language } from '#core/foundation/text.ts';
import type { FieldValues } from '#core/plots/site.ts';
import { writtenValue } from '#core/plots/written-value.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import {
  writeGeoPackage,
  type ExportFeature,
  type ExportLayer,
} from '#host/formats/geopackage/write-geopackage.ts';
import { sampleClasses } from './sample-classes.ts';
import { photoFileName, type PlotSelection } from './plot-selection.ts';

/**
 * What a package held when it left, by layer and number: with it, what was changed outside is told from what changed
 * here.
 */
export interface FieldBaseline {
  format: 'bloomline-field-package';
  version: 1;
  exported: string;
  workspace: string;
  site: Record<string, Record<string, unknown>>;
  observation: Record<string, Record<string, unknown>>;
}

type Field = ExportLayer['fields'][number];
const text = (name: string): Field => ({ name, type: 'text' });
const real = (name: string): Field => ({ name, type: 'real' });
const integer = (name: string): Field => ({ name, type: 'integer' });

/** Columns of a site in a package, beside those of its form, which are named `field_…`. */
export const siteFields = ['name', 'code', 'kind', 'note'] as const;
export const observationFields = [
  'site_id',
  'time',
  'parameter',
  'value',
  'unit',
  'method',
  'observer',
  'depth_m',
] as const;
export const formColumn = (id: string): string => `field_${id.replaceAll('-', '_')}`;

/**
 * A GeoPackage that QField opens and edits: sites as points, observations and photos as tables, quadrats and
 * outlines.
 */
export async function fieldPackage(
  catalogue: Catalogue,
  selection: PlotSelection,
  path: string,
  photoFolder: string | null,
  language: Language,
): Promise<void> {
  const ids = [...new Set(selection.sites.flatMap(site => Object.keys(site.fields)))];
  const sites: ExportFeature[] = selection.sites.map(site => ({
    geometry: { point: [site.lon, site.lat] },
    properties: {
      id: site.id,
      name: site.name,
      code: site.code,
      kind: site.kind,
      note: site.note,
      ...formCells(site.fields),
      simulated: site.simulated ? 1 : 0,
    },
  }));
  const observations: ExportFeature[] = selection.observations.map(o => ({
    geometry: null,
    properties: {
      id: o.id,
      site_id: o.siteId,
      time: o.time,
      parameter: o.parameter,
      value: o.value,
      unit: o.unit,
      method: o.method,
      observer: o.observer,
      depth_m: o.depthM,
      flag: o.flag,
      flag_reason: o.flagReason,
      vertical: o.vertical,
      layer: o.layer,
      censored: o.censored,
      detection_limit: o.detectionLimit,
      written: String(writtenValue(o)),
    },
  }));
  const layers: ExportLayer[] = [
    {
      name: 'site',
      srs: 4490,
      type: 'POINT',
      fields: [
        integer('id'),
        ...siteFields.map(text),
        ...ids.map(id => {
          const isNumber = selection.sites.every(s => ['number', 'undefined'].includes(typeof s.fields[id]));
          return isNumber ? real(formColumn(id)) : text(formColumn(id));
        }),
        integer('simulated'),
      ],
      features: sites,
    },
    {
      name: 'observation',
      srs: null,
      fields: [
        integer('id'),
        integer('site_id'),
        text('time'),
        text('parameter'),
        real('value'),
        text('unit'),
        text('method'),
        text('observer'),
        real('depth_m'),
        text('flag'),
        text('flag_reason'),
        text('vertical'),
        text('layer'),
        text('censored'),
        real('detection_limit'),
        text('written'),
      ],
      features: observations,
    },
    {
      name: 'quadrat',
      srs: 4490,
      type: 'MULTIPOLYGON',
      fields: [integer('id'), integer('site_id'), text('name'), text('kind'), real('side_m')],
      features: selection.quadrats.map(q => ({
        geometry: q.geometry,
        properties: { id: q.id, site_id: q.siteId, name: q.name, kind: q.kind, side_m: q.sideM },
      })),
    },
    {
      name: 'outline',
      srs: 4490,
      type: 'MULTIPOLYGON',
      fields: [integer('site_id')],
      features: selection.outlines.map(o => ({ geometry: o.geometry, properties: { site_id: o.siteId } })),
    },
    {
      name: 'photo',
      srs: null,
      fields: [integer('id'), integer('site_id'), text('path'), text('taken'), text('note')],
      features: selection.photos.map(p => ({
        geometry: null,
        properties: {
          id: p.id,
          site_id: p.siteId,
          path: photoFolder ? `${photoFolder}/${photoFileName(p)}` : '',
          taken: p.taken,
          note: p.note,
        },
      })),
    },
    ...noValueLayer(selection),
    ...classLayer(catalogue, selection, language),
  ];
  const baseline: FieldBaseline = {
    format: 'bloomline-field-package',
    version: 1,
    exported: new Date().toISOString(),
    workspace: catalogue.directory.split(/[\\/]/).at(-1)!,
    site: Object.fromEntries(
      selection.sites.map(s => [
        s.id,
        {
          name: s.name,
          code: s.code,
          kind: s.kind,
          note: s.note,
          lon: s.lon,
          lat: s.lat,
          ...formCells(s.fields),
        },
      ]),
    ),
    observation: Object.fromEntries(observations.map(o => [String(o.properties.id), o.properties])),
  };
  await writeGeoPackage(path, layers, baseline);
}

/** Reasons for no value, where there are some. */
function noValueLayer({ noValues }: PlotSelection): ExportLayer[] {
  if (noValues.length === 0) return [];
  return [
    {
      name: 'no_value',
      srs: null,
      fields: [
        integer('id'),
        integer('site_id'),
        ...['time', 'parameter', 'reason', 'vertical', 'layer'].map(text),
      ],
      features: noValues.map(({ id, siteId, time, parameter, reason, vertical, layer }) => ({
        geometry: null,
        properties: { id, site_id: siteId, time, parameter, reason, vertical, layer },
      })),
    },
  ];
}

/** Classes of visits with the limits that they were judged by, where there are some. */
function classLayer(catalogue: Catalogue, selection: PlotSelection, language: Language): ExportLayer[] {
  const classes = sampleClasses(catalogue, selection, language);
  if (classes.size === 0) return [];
  return [
    {
      name: 'water_class',
      srs: null,
      fields: [integer('site_id'), ...['visit', 'class', 'limits'].map(text)],
      features: [...classes].flatMap(([siteId, visits]) =>
        [...visits].map(([visit, judged]) => ({
          geometry: null,
          properties: { site_id: siteId, visit, ...judged },
        })),
      ),
    },
  ];
}

/** The values of a form under their column names. */
export const formCells = (fields: FieldValues): Record<string, string | number | boolean> =>
  Object.fromEntries(Object.entries(fields).map(([id, value]) => [formColumn(id), value]));
