import type { SheetOptions } from './sheet-options.ts';
import { paletteColors } from './sheet-palette.ts';
import { wordsIn, type sharedSettings, type templateWords } from './sheet-settings.ts';
import type { HouseStyle, Layout, Template } from './template.ts';

/**
 * A sheet with everything settled: what the sheet leaves open is the template's, and what that leaves open is the
 * house's.
 */
export type SettledOptions = SheetOptions &
  Required<Pick<SheetOptions, 'grid' | 'locator' | 'legend' | 'legendAreas' | 'northArrow' | 'palette'>>;

export function settle(sheet: SheetOptions, template: Template): SettledOptions {
  const pick = <K extends keyof typeof sharedSettings>(key: K) => sheet[key] ?? template[key];
  const words = (key: keyof typeof templateWords) => sheet[key] ?? wordsIn(template[key], sheet.language);
  return {
    ...sheet,
    scale: pick('scale'),
    grid: pick('grid') ?? 'graticule',
    // A step is of its own kind of lines.
    gridStep:
      sheet.gridStep ?? ((sheet.grid ?? template.grid) === template.grid ? template.gridStep : undefined),
    locator: pick('locator') ?? true,
    legend: pick('legend') ?? true,
    legendAreas: pick('legendAreas') ?? true,
    northArrow: pick('northArrow') ?? 'both',
    palette: pick('palette') ?? 'standard',
    preparedBy: pick('preparedBy'),
    reviewedBy: pick('reviewedBy'),
    issuedBy: pick('issuedBy'),
    organisation: pick('organisation'),
    mapNumber: pick('mapNumber'),
    subtitle: words('subtitle'),
    source: words('source'),
    remark: words('remark'),
  };
}

/** A template as a sheet shows it: in the sheet's palette, with or without a legend. */
export function dressed(template: Template, { palette, legend }: SettledOptions): Template {
  const colored = { ...template, colors: { ...template.colors, ...paletteColors(palette) } };
  if (legend) return colored;
  const without = (layout: Layout): Layout => ({
    ...layout,
    panels: layout.panels.map(panel => ({ ...panel, blocks: panel.blocks.filter(b => b !== 'legend') })),
  });
  const layouts = Object.fromEntries(
    Object.entries(colored.layouts).map(([paper, layout]) => [paper, without(layout)]),
  ) as HouseStyle['layouts'];
  return { ...colored, layouts };
}
