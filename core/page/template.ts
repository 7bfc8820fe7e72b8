import { z } from 'zod';
import { textSchema } from '#core/quantity/schemas.ts';

const color = z.string().regex(/^#[0-9a-f]{6}$/);
const points = z.number().min(3).max(60);
/** x, y, width, height in millimetres. */
const rect = z.tuple([z.number(), z.number(), z.number().positive(), z.number().positive()]);

export const layoutSchema = z.strictObject({
  border: rect,
  title: rect,
  /** The map with the band of graticule labels around it. */
  map: rect,
  scaleBar: rect,
  /** Blocks are stacked in a panel from the top. */
  panels: z
    .array(z.strictObject({ rect, blocks: z.array(z.enum(['legend', 'table', 'notes'])).min(1) }))
    .min(1),
  signature: rect,
  credit: rect,
  fontScale: z.number().positive(),
});
export type Layout = z.infer<typeof layoutSchema>;

/** resources/templates/*.json: what a kind of sheet looks like on each paper. */
export const templateSchema = z.strictObject({
  id: z.string(),
  version: z.string(),
  kind: z.enum(['bloom', 'redline']),
  name: textSchema,
  /** {zones} is replaced by the zones' names. */
  title: textSchema,
  /** Points. */
  fonts: z.strictObject({
    title: points,
    subtitle: points,
    heading: points,
    body: points,
    table: points,
    small: points,
    label: points,
  }),
  colors: z.strictObject({
    ink: color,
    muted: color,
    rule: color,
    accent: color,
    warning: color,
    zone: color,
    patch: color,
  }),
  layouts: z.strictObject({
    'A4-landscape': layoutSchema,
    'A4-portrait': layoutSchema,
    'A3-landscape': layoutSchema,
    'A3-portrait': layoutSchema,
  }),
});
export type Template = z.infer<typeof templateSchema>;
