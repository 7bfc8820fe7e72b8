import type { Template } from '#core/page/template.ts';
import type { ClassRaster } from '#host/run/class-raster.ts';
import type { Progress } from '#host/files/progress.ts';
import type { AssessmentPlan } from '#host/run/plan-again.ts';
import { classRasterFor, shownScene } from '#host/products/rasters/class-raster-for.ts';
import { productStem } from '#host/files/file-name.ts';
import type { SheetInput } from '#host/products/input/export-input.ts';
import type { Dress, MapMeans, MapSheets, MaterialOf } from '#host/products/maps/map-kind.ts';
import { colored, lookOf } from './sheet-look.ts';
import { lookOfResult, mapImage, sheetContent } from './sheet-material.ts';
import { templateFor } from './template-file.ts';
import type { MapSheet } from './map-sheet.ts';

/** 水华监测图 or 红线变化图 of an assessment. */
export const assessmentMap = async (
  input: SheetInput,
  progress: Progress = {},
  template?: Template,
): Promise<MapSheet> => assessmentSheet(input, await classRasterFor(input, progress), template);

/** The same where the classes are there already. */
export function assessmentSheet(input: SheetInput, raster: ClassRaster, chosen?: Template): MapSheet {
  const { kind, recipe } = input.assessment.result;
  const template = chosen ?? input.template ?? templateFor(kind);
  return {
    content: sheetContent(input, raster, template),
    pictures: [
      {
        id: mapImage,
        scene: shownScene(input),
        raster: colored(raster, lookOfResult[kind], lookOf(input.sheet, template)),
      },
    ],
    recipe,
  };
}

/** The sheet of an assessment that shows all its zones. */
export const assessmentSheets = async (
  { input, name, date }: MaterialOf<'bloom' | 'redline'>,
  { sheet, template }: Dress,
  { keep }: MapMeans,
): Promise<MapSheets> => ({
  stem: productStem(template.id, name, date),
  sheets: [
    {
      name,
      make: async progress => {
        const made = { ...input, sheet };
        const { recipe } = input.assessment.result;
        const raster = await keep(['classes', recipe, input.zones, input.scenes, input.mask], () =>
          classRasterFor(made, progress),
        );
        return assessmentSheet(made, raster, template);
      },
    },
  ],
});

/** The same assessment seen through one zone: its numbers, its patches, its part of the map. */
export function ofZone(input: SheetInput, zone: string): SheetInput {
  const { result } = input.assessment;
  const is = (z: { name: string }) => z.name === zone;
  const zones = { ...input.zones, zones: input.zones.zones.filter(is) };
  const ofPlan = <Plan extends AssessmentPlan>(plan: Plan): Plan => ({
    ...plan,
    zones,
    placed: plan.placed.filter(is),
    together: { once: plan.placed.filter(is), partOf: [], warnings: [] },
  });
  const only = { zones, plan: () => ofPlan(input.plan()) };
  if (result.kind === 'bloom')
    return {
      ...input,
      ...only,
      assessment: {
        ...input.assessment,
        result: {
          ...result,
          zones: result.zones.filter(z => z.zone === zone),
          whole: result.zones.find(z => z.zone === zone),
        },
      },
    };
  return {
    ...input,
    ...only,
    assessment: {
      ...input.assessment,
      result: {
        ...result,
        zones: result.zones.filter(z => z.zone === zone),
        whole: result.zones.find(z => z.zone === zone),
        patches: result.patches.filter(p => p.zone === zone || p.overlaps.some(o => o.zone === zone)),
      },
    },
  };
}
