import type { AtlasBy } from '#core/contract/map-calls.ts';
import type { Template } from '#core/page/template.ts';
import { patchName } from '#core/page/patch-content.ts';
import { recipeHash } from '#host/products/sheets/sheet-material.ts';
import type { SheetInput } from '#host/products/input/export-input.ts';
import { patchSheet } from '#host/products/maps/patch.ts';
import { assessmentMap, ofZone } from '#host/products/sheets/assessment-map.ts';
import type { AtlasInput } from './make-atlas.ts';

/** Sheets of an assessment, one per zone or per suspected patch, with the map of all of them. */
export function assessmentAtlas(
  input: SheetInput,
  by: AtlasBy,
  template?: Template,
): Pick<AtlasInput, 'units' | 'overview' | 'key' | 'title'> {
  const { result, name } = input.assessment;
  // Each sheet has a title of its own.
  const untitled = { ...input, sheet: { ...input.sheet, title: undefined } };
  const failed = new Set(result.zones.filter(z => z.problem).map(z => z.zone));
  const patches = result.kind === 'redline' ? result.patches : [];
  return {
    title: input.sheet.title?.trim() || name,
    // When it was made changes with every run; what it was made from does not.
    key: recipeHash({ ...result.recipe, created: '' }),
    units:
      by === 'zones'
        ? input.zones.zones
            .filter(z => !failed.has(z.name))
            .map(z => ({
              name: z.name,
              make: progress =>
                assessmentMap({ ...ofZone(untitled, z.name), around: input.zones.zones }, progress, template),
            }))
        : patches.map(patch => ({
            name: `${patch.zone} ${patchName(patch)}`,
            make: async () => patchSheet(untitled, patch, template),
          })),
    overview: async progress => {
      const sheet = await assessmentMap(input, progress);
      const { map } = sheet.content;
      return {
        ...sheet,
        content: {
          ...sheet.content,
          map:
            by === 'zones'
              ? { ...map, zones: map.zones.map((z, i) => ({ ...z, name: `${i + 1} ${z.name}` })) }
              : { ...map, patches: map.patches.map((p, i) => ({ ...p, label: String(i + 1) })) },
        },
      };
    },
  };
}
