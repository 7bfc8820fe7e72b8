import { z } from 'zod';
import { textSchema } from '#core/foundation/schemas.ts';
import { ruleText, sharedSettings, templateWords } from './sheet-settings.ts';

const color = z.string().regex(/^#[0-9a-f]{6}$/);
const points = z.number().min(3).max(60);
/** x, y, width, height in millimetres. */
const rect = z.tuple([z.number(), z.number(), z.number().positive(), z.number().positive()]);
const block = z.enum(['legend', 'table', 'notes']);

export const layoutSchema = z.strictObject({
  border: rect,
  title: rect,
  /** The map with the band of graticule labels around it. */
  map: rect,
  scaleBar: rect,
  /** Blocks are stacked in a panel from the top. */
  panels: z.array(z.strictObject({ rect, blocks: z.array(block) })).min(1),
  signature: rect,
  credit: rect,
  fontScale: z.number().positive(),
});
export type Layout = z.infer<typeof layoutSchema>;

/** Points. */
const fonts = z.strictObject({
  title: points,
  subtitle: points,
  heading: points,
  body: points,
  table: points,
  small: points,
  label: points,
});
const colors = z.strictObject({
  ink: color,
  muted: color,
  rule: color,
  accent: color,
  warning: color,
  zone: color,
  patch: color,
});
const layouts = z.strictObject({
  'A4-landscape': layoutSchema,
  'A4-portrait': layoutSchema,
  'A3-landscape': layoutSchema,
  'A3-portrait': layoutSchema,
});

/** resources/templates/house-style.json: type, colours and places that all templates share. */
export const houseStyleSchema = z.strictObject({ fonts, colors, layouts });
export type HouseStyle = z.infer<typeof houseStyleSchema>;

/** A kind of map by name; the host's table of kinds says which there are. */
export const mapKindId = z.string().regex(/^[a-z][a-z-]{0,39}$/);

/** resources/templates/*.json: a kind of sheet. What it leaves out is taken from the house style. */
export const templateFileSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/),
  version: z.string().min(1).max(20),
  kind: mapKindId,
  name: textSchema,
  /** A rule: {zones} is replaced by the zones' names, {date} by the day of the scene; see `ruleFields`. */
  title: z.strictObject({ zh: ruleText(80), en: ruleText(120) }),
  paper: z.enum(['A4', 'A3']).optional(),
  orientation: z.enum(['landscape', 'portrait']).optional(),
  /** Blocks beside the map, in this order; one that is left out is not drawn. */
  blocks: z.array(block).optional(),
  ...sharedSettings,
  ...templateWords,
  fonts: fonts.partial().optional(),
  colors: colors.partial().optional(),
  layouts: layouts.partial().optional(),
});
export type TemplateFile = z.infer<typeof templateFileSchema>;

export interface Template extends Omit<TemplateFile, 'blocks' | keyof HouseStyle>, HouseStyle {}

export function makeTemplate(file: TemplateFile, house: HouseStyle): Template {
  const { blocks, ...rest } = file;
  const layouts = { ...house.layouts, ...file.layouts };
  const arranged = blocks
    ? (Object.fromEntries(
        Object.entries(layouts).map(([paper, layout]) => [paper, arrange(layout, blocks)]),
      ) as HouseStyle['layouts'])
    : layouts;
  return {
    ...rest,
    fonts: { ...house.fonts, ...file.fonts },
    colors: { ...house.colors, ...file.colors },
    layouts: arranged,
  };
}

/** The wanted blocks in the wanted order over the places that the layout has. */
function arrange(layout: Layout, wanted: readonly Layout['panels'][number]['blocks'][number][]): Layout {
  const unique = [...new Set(wanted)];
  let at = 0;
  const panels = layout.panels.map((panel, i) => {
    const last = i === layout.panels.length - 1;
    const blocks = unique.slice(at, last ? undefined : at + panel.blocks.length);
    at += blocks.length;
    return { ...panel, blocks };
  });
  return { ...layout, panels };
}
