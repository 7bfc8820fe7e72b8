import { createHash } from 'node:crypto';
import type { Recipe } from '#core/recipe/recipe.ts';
import type { Approval } from '#core/review/approval.ts';
import { pixelSize, sameCrs, toMap } from '#core/grid/grid.ts';
import { beijingTime } from '#core/foundation/dates.ts';
import { bloomLook, changeLook } from '#core/page/class-look.ts';
import { bloomContent } from '#core/page/bloom-content.ts';
import { groundPerUnit } from '#core/page/frame.ts';
import { redlineContent } from '#core/page/redline-content.ts';
import type { SheetContent } from '#core/page/sheet-content.ts';
import type { Template } from '#core/page/template.ts';
import { type SceneFacts, type SheetFacts, timeText } from '#core/page/sheet-facts.ts';
import { speaker, type Say } from '#core/page/words.ts';
import { inLanguage, type Language } from '#core/foundation/text.ts';
import type { Scene } from '#core/scene/scene.ts';
import { occurringClasses, type ClassRaster } from '#host/run/class-raster.ts';
import { recordedOptions } from '#host/recipe/recorded-mask.ts';
import { bloomRules } from '#host/run/rules/rules.ts';
import { sensors } from '#host/files/resources.ts';
import type { SheetInput } from '#host/products/input/export-input.ts';
import { mapGeometry } from './map-geometry.ts';
import { colored, headingsOf, lookOf } from './sheet-look.ts';
import { templateFor } from './template-file.ts';

/** How the classes of an assessment look. */
export const lookOfResult = { bloom: bloomLook, redline: changeLook };

/** Id of the picture in the map frame. */
export const mapImage = 'map';

/** The first twelve digits of the recipe's SHA-256: what a sheet prints. */
export const recipeHash = (recipe: Recipe): string =>
  createHash('sha256').update(JSON.stringify(recipe)).digest('hex').slice(0, 12);

/** Everything on the sheet but the picture. */
export function sheetContent(input: SheetInput, raster: ClassRaster | null, chosen?: Template): SheetContent {
  const { assessment, sheet } = input;
  const { result } = assessment;
  const { language } = sheet;
  const say = speaker(language);
  const look = lookOf(sheet, chosen ?? input.template ?? templateFor(result.kind));
  const { template } = look;
  const map = mapGeometry(input);
  const scenes = input.scenes.map(scene => sceneFacts(scene, language));
  const first = input.scenes[0];
  const facts: SheetFacts = {
    scenes,
    frameCrs: sameCrs(map.crs, first.grid.crs!) ? null : map.crs.name,
    cloudBand: result.recipe.parameters.clouds === 'none' ? null : (first.classification?.kind ?? null),
    classes: raster ? occurringClasses(colored(raster, lookOfResult[result.kind], look)) : [],
    minValidShare: recordedOptions(result.recipe).minValidShare ?? bloomRules().minValidShare.value,
    outlines: template.colors,
  };
  const parts =
    result.kind === 'bloom' ? bloomContent(result, facts, language) : redlineContent(result, facts, language);
  if (map.sites.length)
    parts.legend.push({
      label: say('site'),
      area: null,
      swatch: { kind: 'point', color: template.colors.warning },
    });
  const { recipe } = result;
  return {
    template,
    ...headingsOf(look, titleValues(input), scenes.map(s => subtitlePart(s, say)).join('  →  ')),
    simulated: recipe.simulated,
    map: { ...map, image: mapImage },
    ...parts,
    credit: `${signatureText(sheet.signed?.signature, say)}${recipe.software.name} ${recipe.software.version} · ${say('recipe')} ${recipeHash(recipe)} · ${say('template')} ${template.id} ${template.version} · ${say('areaBasis')}`,
  };
}

/** Over which end of the journal an approval was signed, and whose key vouches for it. */
const signatureText = (signature: Approval['signature'], say: Say): string =>
  signature ? `${say('signedOver')} ${signature.head} · ${say('officeKey')} ${signature.key} · ` : '';

/** Sensor (or scene) and time, as far as they are known. */
const subtitlePart = (scene: SceneFacts, say: Say): string =>
  [scene.sensor ?? scene.name, ...(scene.acquired ? [timeText(scene.acquired, say)] : [])].join(' · ');

/** What a rule for a title may name. */
export function titleValues(input: SheetInput): Record<'zones' | 'date' | 'time' | 'sensor', string | null> {
  const {
    sheet,
    zones: { zones },
    scenes,
  } = input;
  const shown = sceneFacts(scenes[scenes.length - 1], sheet.language);
  return {
    zones: zoneNames(
      zones.map(z => z.name),
      sheet.language,
    ),
    date: productDate(input),
    time: shown.acquired && timeText(shown.acquired, speaker(sheet.language)),
    sensor: shown.sensor,
  };
}

/** One or two names, or the first and how many. */
export function zoneNames(names: readonly string[], language: Language): string {
  const english = language === 'en';
  return names.length > 2
    ? speaker(language)('manyZones', { first: names[0], n: english ? names.length - 1 : names.length })
    : names.join(english ? ' and ' : '、');
}

export function sceneFacts(scene: Scene, language: Language): SceneFacts {
  const { grid } = scene;
  const centre = toMap(grid.affine, grid.width / 2, grid.height / 2);
  const sensor = sensors().find(s => s.id === scene.sensor);
  const crs = grid.crs!;
  return {
    name: scene.name,
    sensor: sensor ? inLanguage(sensor.name, language) : scene.sensor,
    acquired: scene.acquired,
    resolutionM: pixelSize(grid.affine)[0] * groundPerUnit(crs, ...centre),
    crs: crs.epsg === null || crs.name === `EPSG:${crs.epsg}` ? crs.name : `${crs.name} (EPSG:${crs.epsg})`,
  };
}

/** The day that products are named by: the shown scene's, in Beijing, else the day of the assessment. */
export function productDate({ assessment, scenes }: Pick<SheetInput, 'assessment' | 'scenes'>): string {
  return (
    beijingTime(scenes[scenes.length - 1]?.acquired ?? null)?.date ??
    beijingTime(assessment.result.recipe.created)!.date
  );
}
