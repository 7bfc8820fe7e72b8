import { settle, dressed, type SettledOptions } from '#core/page/settle.ts';
import { inPalette } from '#core/page/sheet-palette.ts';
import { fillRule, wordsIn, type RuleField } from '#core/page/sheet-settings.ts';
import type { ClassLook } from '#core/page/class-look.ts';
import type { Template } from '#core/page/template.ts';
import type { SheetOptions } from '#core/page/sheet-options.ts';
import type { ClassRaster } from '#host/run/class-raster.ts';
import type { Picture } from './picture.ts';

export interface SheetLook {
  settings: SettledOptions;
  /** In the sheet's palette. */
  template: Template;
}

/** What a sheet and its template say together of how it looks. */
export function lookOf(sheet: SheetOptions, template: Template): SheetLook {
  const settings = settle(sheet, template);
  return { settings, template: dressed(template, settings) };
}

/** The sheet's own title, or the template's, and the subtitle where one of them has a rule for it. */
export function headingsOf(
  { settings, template }: SheetLook,
  values: Partial<Record<RuleField, string | null>>,
  subtitle: string | null,
): { title: string; subtitle: string | null } {
  const rule = settings.title?.trim() || wordsIn(template.title, settings.language)!;
  const under = settings.subtitle?.trim();
  return {
    title: fillRule(rule, values),
    subtitle: under ? fillRule(under, values) || null : subtitle,
  };
}

/** Classes in the sheet's palette. */
export const colored = (raster: ClassRaster, look: ClassLook, { settings }: SheetLook): ClassRaster => ({
  ...raster,
  classes: raster.classes.map(c => inPalette(c, look, settings.palette)),
});

/** A picture without colours, for print in black and white. */
export function greyPicture(picture: Picture): Picture {
  const rgb = new Uint8Array(picture.rgb.length);
  for (let i = 0; i < rgb.length; i += 3) {
    const [r, g, b] = [picture.rgb[i], picture.rgb[i + 1], picture.rgb[i + 2]];
    rgb.fill(Math.round(0.2126 * r + 0.7152 * g + 0.0722 * b), i, i + 3);
  }
  return { ...picture, rgb };
}
