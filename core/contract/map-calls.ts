import { z } from 'zod';
import type { PlacedBlock } from '#core/page/page.ts';
import { mapKindId, templateFileSchema, type TemplateFile } from '#core/page/template.ts';
import { call, id, idSet, nothing, path } from './call.ts';
import { sheetOptionsSchema } from '#core/page/sheet-options.ts';
import type { Product, ProductChoice } from './products.ts';

export const atlasUnits = ['zones', 'patches'] as const;
export type AtlasBy = (typeof atlasUnits)[number];

export interface AtlasWritten {
  files: { path: string; bytes: number }[];
  sheets: number;
  /** Files of an earlier run that were left as they are. */
  kept: number;
}

/** What a map is made of. Sites are shown over a scene and with zones where they are given. */
export const mapSubjectSchema = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('assessment'), id }),
  z.strictObject({ of: z.literal('series'), id }),
  z.strictObject({ of: z.literal('state'), id }),
  z.strictObject({
    of: z.literal('sites'),
    sceneId: id.optional(),
    zoneIds: idSet.optional(),
    /** 2025-06, 2025-Q2 or 2025, of classes of water; left out: the newest month with values. */
    period: z.string().max(10).optional(),
  }),
]);
export type MapSubject = z.infer<typeof mapSubjectSchema>;

/** A kind of map with the template that comes with the program, and why it cannot be made of the subject. */
export interface MapChoice {
  kind: string;
  template: TemplateFile;
  /** Null where it fits. */
  reason: string | null;
  /** What an atlas of it has a sheet for; null without one. */
  atlas: AtlasBy | null;
}

/** A template that somebody saved in the workspace. */
export interface OwnTemplate {
  name: string;
  file: TemplateFile;
  who: string;
  time: string;
}

export interface MapPreview {
  /** PNG at screen resolution, base64. */
  png: string;
  widthPx: number;
  heightPx: number;
  /** Millimetres. */
  widthMm: number;
  heightMm: number;
  scale: number;
  title: string;
  /** What was laid out where, in millimetres. */
  blocks: PlacedBlock[];
}

export const mapDpi = [300, 600] as const;
const dpi = z.union([z.literal(300), z.literal(600)]);
const name = z.string().trim().min(1).max(60);

const map = {
  subject: mapSubjectSchema,
  kind: mapKindId,
  sheet: sheetOptionsSchema,
  /** Left out, the one that comes with the program. */
  template: templateFileSchema.optional(),
  /** Of a check sheet: which patch, as the list names it; left out, the first. */
  patch: z.string().max(80).optional(),
};

/** Sheets, atlases and their templates. */
export const mapCalls = {
  /** `products` are those of an assessment's own sheet; other maps are files of a sheet only. */
  'map.choices': call<{ choices: MapChoice[]; patches: string[]; products: ProductChoice[] }>().reads(
    z.strictObject({ subject: mapSubjectSchema }),
  ),
  'map.preview': call<MapPreview>().reads(z.strictObject(map)),
  'export.map': call<{ directory: string; products: Product[] }>()
    .signedIn()
    .writesFiles(
      z.strictObject({
        ...map,
        directory: path,
        formats: z.array(z.enum(['pdf', 'png'])).min(1),
        dpi: dpi.optional(),
      }),
    ),
  'export.assessment': call<{ directory: string; products: Product[] }>()
    .signedIn()
    .writesFiles(
      z.strictObject({
        assessmentId: id,
        sheet: sheetOptionsSchema,
        template: templateFileSchema.optional(),
        directory: path,
        products: z.array(z.string().min(1).max(40)).min(1),
        dpi: dpi.optional(),
      }),
    ),
  /**
   * One sheet per zone or suspected patch: one PDF with bookmarks, or a file each. Finished files are kept when it is
   * called again.
   */
  'export.atlas': call<AtlasWritten>()
    .signedIn()
    .writesFiles(
      z.strictObject({
        assessmentId: id,
        sheet: sheetOptionsSchema,
        /** Of the kind of sheet that the atlas has. */
        template: templateFileSchema.optional(),
        directory: path,
        by: z.enum(atlasUnits),
        oneFile: z.boolean(),
      }),
    ),
  'templates.list': call<OwnTemplate[]>().reads(nothing),
  /** In the place of one of the same name; its version counts on. */
  'templates.save': call<OwnTemplate>()
    .needs('assess')
    .writesWorkspace(z.strictObject({ name, file: templateFileSchema })),
  'templates.rename': call<OwnTemplate>()
    .needs('assess')
    .writesWorkspace(z.strictObject({ name, to: name })),
  'templates.remove': call<null>().needs('assess').writesWorkspace(z.strictObject({ name })),
  /**
   * Reads a template file and keeps it under the name it has; another of that name is not touched but the new one
   * numbered.
   */
  'templates.import': call<OwnTemplate>().needs('assess').writesWorkspace(z.strictObject({ path })),
  'export.template': call<{ path: string }>()
    .signedIn()
    .writesFiles(z.strictObject({ name, directory: path })),
} as const;
