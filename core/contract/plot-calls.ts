import { z } from 'zod';
import type { FieldDifference } from '#core/plots/field-difference.ts';
import type { ImportEntry, ImportReport } from '#core/plots/import-report.ts';
import { importMappingSchema, type ImportMapping } from '#core/plots/mapping.ts';
import { observationColumnIds, type ObservationRow } from '#core/plots/observation-cells.ts';
import type { SatelliteValue } from '#core/plots/match-up.ts';
import type { PlotForm } from '#core/plots/plot-form.ts';
import type { WaterClasses } from '#core/water/sections.ts';
import type { WaterSample } from '#core/water/water-samples.ts';
import { isoDate } from '#core/foundation/schemas.ts';
import { call, clouds, finite, id, idSet, nothing, path } from './call.ts';
import {
  qualityFlags,
  siteKindIds,
  type EditHistory,
  type Observation,
  type Parameter,
  type Photo,
  type Site,
  type SiteCard,
} from '#core/plots/site.ts';

const ring = z.array(z.array(finite).length(2)).min(4).max(10_000);
/** Polygons of longitude and latitude in CGCS2000. */
const polygons = z.array(z.array(ring).min(1)).max(100);
const fieldValues = z.record(z.string().max(80), z.union([z.string().max(2000), finite, z.boolean()]));
const lon = z.number().min(-180).max(180);
const lat = z.number().min(-90).max(90);
const name = z.string().trim().min(1).max(80);
const words = z.string().max(2000);
const reason = z.string().trim().max(500);

export const siteFilterSchema = z.strictObject({
  text: z.string().max(200).optional(),
  kinds: z.array(z.enum(siteKindIds)).optional(),
  parameter: z.string().optional(),
  min: finite.optional(),
  max: finite.optional(),
  flag: z.enum(qualityFlags).optional(),
  from: isoDate.optional(),
  to: isoDate.optional(),
  zoneId: id.optional(),
  box: z.tuple([finite, finite, finite, finite]).optional(),
  area: polygons.optional(),
});
export type PlotFilter = z.infer<typeof siteFilterSchema>;

const site = {
  name,
  kind: z.enum(siteKindIds),
  code: z.string().trim().max(80).optional(),
  lon,
  lat,
  note: words.optional(),
  sideM: z.number().positive().max(100_000).nullable().optional(),
  fields: fieldValues.optional(),
  /** Of a plot that is more than a point. */
  outline: polygons.optional(),
};

const siteCells = z.record(z.string().max(80), words);
const observationCells = z.partialRecord(z.enum(observationColumnIds), words);

const quadrat = {
  name: z.string().trim().max(80),
  kind: z.string().max(40),
  sideM: z.number().positive().max(10_000),
  geometry: polygons,
  fields: fieldValues.optional(),
};

/** A mapping as it is, one that was saved under a name, or changes to what is suggested. */
const mapping = z.union([
  importMappingSchema,
  z.strictObject({ name: z.string().min(1).max(80) }),
  z.strictObject({ adjust: importMappingSchema.partial() }),
]);

/** A site in a list; `value` is the newest fitting one of the parameter that was asked for. */
export type FoundSite = Omit<Site, 'fields' | 'note'> & { value: number | null };

export const plotFormats = ['gpkg', 'xlsx', 'csv', 'geojson', 'kml', 'shp'] as const;

/** Ground sites: forms, marking, observing, searching, bringing in and taking away. */
export const plotCalls = {
  'parameters.list': call<Parameter[]>().reads(nothing),
  'plots.forms': call<PlotForm[]>().reads(nothing),

  'sites.find': call<{
    sites: FoundSite[];
    values: { count: number; min: number; max: number; mean: number } | null;
  }>().reads(siteFilterSchema),
  'sites.card': call<SiteCard & { water: WaterSample[] }>().reads(z.strictObject({ siteId: id })),
  'sites.add': call<Site>().needs('plots').writesWorkspace(z.strictObject(site)),
  'sites.update': call<Site>()
    .needs('plots')
    .writesWorkspace(
      z.strictObject({
        siteId: id,
        ...z.strictObject(site).partial().shape,
        /** The plot was moved as a whole: its quadrats go with it. */
        withQuadrats: z.boolean().optional(),
      }),
    ),
  /** Sites with their forms' fields, for the table. */
  'sites.table': call<Site[]>().reads(siteFilterSchema),
  /** Cells of the table as they were typed or pasted; all of it is one step, or nothing. */
  'sites.change': call<{ changed: number; added: number[] }>()
    .needs('plots')
    .writesWorkspace(
      z.strictObject({
        changes: z.array(z.strictObject({ siteId: id, cells: siteCells })).max(20_000),
        added: z.array(siteCells).max(20_000),
      }),
    ),
  'sites.remove': call<null>()
    .needs('plots')
    .writesWorkspace(z.strictObject({ siteId: id })),

  'quadrats.add': call<number[]>()
    .needs('plots')
    .writesWorkspace(
      z.strictObject({ siteId: id, quadrats: z.array(z.strictObject(quadrat)).min(1).max(200) }),
    ),
  'quadrats.update': call<null>()
    .needs('plots')
    .writesWorkspace(z.strictObject({ quadratId: id, ...z.strictObject(quadrat).partial().shape })),
  'quadrats.remove': call<null>()
    .needs('plots')
    .writesWorkspace(z.strictObject({ quadratId: id })),
  /** Makes the rows of a list of a plot, or of one of its quadrats, what is given. */
  'rows.set': call<null>()
    .needs('plots')
    .writesWorkspace(
      z.strictObject({
        siteId: id,
        list: z.string().min(1).max(40),
        quadratId: id.nullable(),
        rows: z.array(z.strictObject({ id: id.optional(), fields: fieldValues })).max(20_000),
      }),
    ),

  'observations.add': call<Observation[]>()
    .needs('plots')
    .writesWorkspace(
      z.strictObject({
        siteId: id,
        quadratId: id.nullable().optional(),
        /** ISO 8601 with offset, or a date. */
        time: z.string().min(8).max(40),
        values: z
          .array(z.strictObject({ parameter: z.string(), value: finite, overrideReason: reason.optional() }))
          .min(1),
        method: z.string().max(200).optional(),
        observer: z.string().max(80).optional(),
        depthM: finite.nullable().optional(),
      }),
    ),
  /** What counts, of some sites or of those that a filter finds, the newest first; `total` may be more. */
  'observations.table': call<{ rows: ObservationRow[]; total: number }>().reads(
    z.strictObject({ siteIds: idSet.max(20_000).optional(), filter: siteFilterSchema.optional() }),
  ),
  /** Cells of that table as they were typed or pasted; all of it is one step, or nothing. */
  'observations.change': call<{ changed: number; added: number }>()
    .needs('plots')
    .writesWorkspace(
      z.strictObject({
        changes: z
          .array(z.strictObject({ of: z.enum(['value', 'reason']), id, cells: observationCells }))
          .max(20_000),
        added: z.array(z.strictObject({ siteId: id.optional(), cells: observationCells })).max(20_000),
        /** Of corrections and flags whose row has no reason of its own. */
        reason: reason.optional(),
      }),
    ),
  'observations.flag': call<null>()
    .needs('plots')
    .writesWorkspace(
      z.strictObject({ observationIds: idSet.min(1).max(10_000), flag: z.enum(qualityFlags), reason }),
    ),
  /** A correction takes the place of an observation; the old one stays and says so. */
  'observations.correct': call<Observation>()
    .needs('plots')
    .writesWorkspace(
      z.strictObject({ observationId: id, value: finite, reason, overrideReason: reason.optional() }),
    ),

  'photos.add': call<Photo[]>()
    .needs('plots')
    .writesWorkspace(z.strictObject({ siteId: id, paths: z.array(path).min(1).max(200) })),
  'photos.note': call<null>()
    .needs('plots')
    .writesWorkspace(z.strictObject({ photoId: id, note: words })),
  'photos.remove': call<null>()
    .needs('plots')
    .writesWorkspace(z.strictObject({ photoId: id })),
  /** Where and when a photo was taken, as its camera noted. */
  'photos.locate': call<{
    lon: number | null;
    lat: number | null;
    taken: string | null;
    heading: number | null;
  }>().reads(z.strictObject({ path })),

  'edits.history': call<EditHistory>().reads(nothing),
  'edits.undo': call<EditHistory>().needs('assess', 'plots').writesWorkspace(nothing),
  'edits.redo': call<EditHistory>().needs('assess', 'plots').writesWorkspace(nothing),

  /** What was typed into a form and not saved yet; null forgets it. */
  'drafts.get': call<{ draft: unknown }>().reads(
    z.strictObject({ key: z.string().regex(/^[a-z0-9:-]{1,80}$/) }),
  ),
  'drafts.set': call<null>()
    .signedIn()
    .writesWorkspace(
      z.strictObject({ key: z.string().regex(/^[a-z0-9:-]{1,80}$/), draft: z.json().nullable() }),
    ),

  /** Classes of all sections, of a river's or of some, in a month, quarter or year; left out: the newest month. */
  'water.classes': call<WaterClasses>().reads(
    z.strictObject({
      period: z.string().max(10).optional(),
      river: z.string().max(200).optional(),
      siteIds: idSet.min(1).max(10_000).optional(),
    }),
  ),
  /** Satellite values beside the measured ones of the sites that fit. */
  'sites.satellite': call<{ values: SatelliteValue[]; index: string }>().reads(
    z.strictObject({
      siteIds: idSet.min(1).max(5000),
      parameter: z.string().optional(),
      index: z.string().min(1).max(300),
      /** Left out: for each observation the scene nearest in time. */
      sceneId: id.optional(),
      side: z.union([z.literal(1), z.literal(3), z.literal(5)]),
      clouds,
    }),
  ),

  /** A dry run: what would come in, and what would not. */
  'import.preview': call<ImportReport>().reads(z.strictObject({ path, mapping: mapping.optional() })),
  'import.commit': call<ImportReport>().needs('plots').writesWorkspace(z.strictObject({ path, mapping })),
  'import.list': call<ImportEntry[]>().reads(nothing),
  'import.revert': call<null>()
    .needs('plots')
    .writesWorkspace(z.strictObject({ importId: id })),
  'import.mappings': call<{ name: string; mapping: ImportMapping }[]>().reads(nothing),
  'import.save-mapping': call<null>()
    .needs('plots')
    .writesWorkspace(
      z.strictObject({ name: z.string().trim().min(1).max(80), mapping: importMappingSchema }),
    ),

  'plots.export': call<{
    path: string;
    sites: number;
    observations: number;
    photos: number;
    missingPhotos: string[];
  }>()
    .signedIn()
    .writesFiles(
      z.strictObject({
        filter: siteFilterSchema,
        format: z.enum(plotFormats),
        directory: path,
        name,
        language: z.enum(['zh-CN', 'en']),
        encoding: z.enum(['utf-8', 'gb18030']).optional(),
        photos: z.enum(['none', 'keep-exif', 'strip-exif']).optional(),
      }),
    ),
  /** What a package that came back says otherwise than the catalogue. */
  'field.compare': call<FieldDifference[]>().reads(z.strictObject({ path })),
  'field.accept': call<{ accepted: number }>()
    .needs('plots')
    .writesWorkspace(z.strictObject({ path, keys: z.array(z.string().max(80)).min(1).max(100_000) })),
} as const;
