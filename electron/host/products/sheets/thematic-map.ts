import type { Recipe } from '#core/recipe/recipe.ts';
import type { StateResult } from '#core/ecology/state.ts';
import type { GroundPoint } from '#core/ground/ground-point.ts';
import type { SeriesResult } from '#core/bloom/series.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { SheetOptions } from '#core/page/sheet-options.ts';
import type { Crs, Extent } from '#core/grid/grid.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { coverColors, coverContent } from '#core/page/cover-content.ts';
import { frameCrs } from '#core/page/frame.ts';
import { frequencyContent } from '#core/page/frequency-content.ts';
import { beijingTime } from '#core/foundation/dates.ts';
import type { RuleField } from '#core/page/sheet-settings.ts';
import type { SheetContent, SheetParts } from '#core/page/sheet-content.ts';
import { classedSites, siteLook, sitesContent, waterClassContent } from '#core/page/site-content.ts';
import { timeText, type SheetFacts } from '#core/page/sheet-facts.ts';
import type { Template } from '#core/page/template.ts';
import { speaker, type Say } from '#core/page/words.ts';
import { inLanguage, type Language } from '#core/foundation/text.ts';
import type { Scene } from '#core/scene/scene.ts';
import { projector } from '#core/zones/project.ts';
import { boxOf } from '#core/zones/rings.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import { say } from '#core/words/said.ts';
import { occurringClasses, type ClassRaster } from '#host/run/class-raster.ts';
import { bloomRules, waterRules } from '#host/run/rules/rules.ts';
import { softwareVersion } from '#host/files/software-version.ts';
import { loadParameters } from '#host/catalogue/parameters.ts';
import { projectPolygons, sceneOutline } from './map-geometry.ts';
import { colored, headingsOf, lookOf, type SheetLook } from './sheet-look.ts';
import { mapImage, recipeHash, sceneFacts, zoneNames } from './sheet-material.ts';
import { sensors } from '#host/files/resources.ts';
import { templateFor } from './template-file.ts';
import type { Frequency } from './frequency-raster.ts';
import type { MapSheet } from './map-sheet.ts';

interface Ground {
  scene: Scene | null;
  zones: ZoneSet | null;
}

/** 水华频次图 of a series. */
export function frequencyMap(
  result: SeriesResult,
  found: Frequency,
  zones: ZoneSet,
  sheet: SheetOptions,
  template: Template = templateFor('frequency'),
): MapSheet {
  const look = lookOf(sheet, template);
  const raster = colored(found.raster, 'frequency', look);
  const facts = factsOf(found.scene, raster, look);
  const dates = found.used.map(u => u.date);
  const period = `${dates[0]} – ${dates[dates.length - 1]}`;
  const parts = frequencyContent(
    result,
    {
      areaKm2: found.areaKm2,
      zoneAreaKm2: Object.values(found.areaKm2).reduce((a, b) => a + b, 0),
      days: found.days,
      scenes: found.used.length,
      first: dates[0],
      last: dates[dates.length - 1],
      source: sourceText(result, sheet.language),
      indexText: String(result.recipe.parameters.index),
      thresholds: found.used.map(u => u.threshold),
    },
    facts,
    sheet.language,
  );
  return {
    kind: 'frequency',
    content: contentOf({ scene: found.scene, zones }, parts, look, period, result.recipe, undefined, {
      date: period,
      time: period,
    }),
    pictures: [{ id: mapImage, scene: found.scene, raster }],
    recipe: result.recipe,
  };
}

function sourceText({ series, recipe }: SeriesResult, language: Language): string {
  const ids = [...new Set(series.map(row => row.sensor))];
  const names = ids.map(id => {
    const sensor = sensors().find(s => s.id === id);
    return sensor ? inLanguage(sensor.name, language) : (id ?? speaker(language)('unknownSensor'));
  });
  return `${names.join('、')} · ${String(recipe.parameters.folder).split(/[\\/]/).at(-1)}`;
}

/** 植被覆盖度图 of one date of a state assessment. */
export function coverMap(
  result: StateResult,
  at: { indicator: number; date: number },
  scene: Scene,
  graded: ClassRaster,
  zones: ZoneSet,
  sheet: SheetOptions,
  template: Template = templateFor('cover'),
): MapSheet {
  const look = lookOf(sheet, template);
  const raster = colored(
    { ...graded, classes: graded.classes.map(c => ({ ...c, color: coverColors[c.value - 1] ?? c.color })) },
    'cover',
    look,
  );
  const facts = factsOf(scene, raster, look);
  const words = speaker(sheet.language);
  return {
    kind: 'cover',
    content: contentOf(
      { scene, zones },
      coverContent(result, at, facts, sheet.language),
      look,
      [facts.scenes[0].sensor ?? facts.scenes[0].name, timeText(scene.acquired, words)].join(' · '),
      result.recipe,
    ),
    pictures: [{ id: mapImage, scene, raster }],
    recipe: result.recipe,
  };
}

/** 样点分布图 or 水质类别图 of sites, over a scene where one is given. */
export function siteMap(
  kind: 'sites' | 'water-class',
  points: readonly GroundPoint[],
  ground: Ground,
  sheet: SheetOptions,
  source: { name: string; simulated: boolean },
  template: Template = templateFor(kind),
): MapSheet {
  if (points.length === 0) throw new BloomlineError('nothing-valid', source.name, say('map.no-sites'));
  const { language } = sheet;
  const words = speaker(language);
  const look = lookOf(sheet, template);
  const { scene } = ground;
  const common = [
    ...(source.simulated
      ? [{ label: words('dataNature'), text: words('simulatedNote'), mark: words('simulated') }]
      : []),
    { label: words('source'), text: source.name },
    ...(scene
      ? [
          {
            label: words('background'),
            text: [sceneFacts(scene, language).sensor ?? scene.name, timeText(scene.acquired, words)].join(
              ' · ',
            ),
          },
        ]
      : []),
  ];
  const sites = classedSites(points, waterRules(), bloomRules());
  const names = new Map(loadParameters().map(p => [p.id, inLanguage(p.name, language)]));
  const parts =
    kind === 'sites'
      ? sitesContent(points, look.template.colors.warning, common, language)
      : waterClassContent(
          sites,
          waterRules(),
          common,
          language,
          id => names.get(id) ?? id,
          look.settings.palette,
        );
  const lons = points.map(p => p.lon);
  const lats = points.map(p => p.lat);
  const box: Extent = [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
  const crs = frameCrs(
    scene?.grid.crs ?? cgcs2000,
    [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2],
    box[2] - box[0],
  );
  const content = contentOf(ground, withFrameCrs(parts, crs, words), look, null, null, { crs, box });
  const forward = projector(cgcs2000, crs);
  return {
    kind,
    content: {
      ...content,
      simulated: source.simulated,
      map: {
        ...content.map,
        sites: sites.map(({ point, sample }) => {
          const [x, y] = forward(point.lon, point.lat);
          return {
            name: point.name,
            x,
            y,
            ...(kind === 'sites' ? {} : siteLook(sample, look.settings.palette)),
          };
        }),
      },
    },
    pictures: scene ? [{ id: mapImage, scene, raster: null }] : [],
    recipe: null,
  };
}

const withFrameCrs = (parts: SheetParts, crs: Crs, words: Say): SheetParts => ({
  ...parts,
  notes: [...parts.notes, { label: words('crs'), text: crs.name }],
});

function factsOf(scene: Scene, raster: ClassRaster, { settings, template }: SheetLook): SheetFacts {
  return {
    scenes: [sceneFacts(scene, settings.language)],
    frameCrs: null,
    cloudBand: scene.classification?.kind ?? null,
    classes: occurringClasses(raster),
    minValidShare: 0,
    outlines: template.colors,
  };
}

/** Everything but the sites: frame, zones, title. `seen` stands in where there is no zone. */
function contentOf(
  { scene, zones }: Ground,
  parts: SheetParts,
  look: SheetLook,
  subtitle: string | null,
  recipe: Recipe | null,
  seen?: { crs: Crs; box: Extent },
  named: Partial<Record<RuleField, string>> = {},
): SheetContent {
  const { template, settings } = look;
  const { language } = settings;
  const words = speaker(language);
  const inCrs = (to: Crs) =>
    (zones?.zones ?? []).map(z => ({ name: z.name, geometry: projectPolygons(z.geometry, zones!.crs!, to) }));
  const degrees = boxOf(inCrs(cgcs2000).flatMap(z => z.geometry));
  const box = degrees ?? seen!.box;
  const crs =
    seen?.crs ?? frameCrs(scene!.grid.crs!, [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2], box[2] - box[0]);
  const outlines = inCrs(crs);
  const around = [boxOf(outlines.flatMap(z => z.geometry)), seen ? projectedBox(seen.box, crs) : null].filter(
    b => b !== null,
  );
  const facts = scene && sceneFacts(scene, language);
  const values = {
    zones: zoneNames(
      outlines.map(z => z.name),
      language,
    ),
    date: beijingTime(scene?.acquired ?? null)?.date ?? null,
    time: scene?.acquired ? timeText(scene.acquired, words) : null,
    sensor: facts?.sensor ?? null,
    ...named,
  };
  const version = recipe?.software.version ?? softwareVersion();
  return {
    template,
    ...headingsOf(look, values, subtitle),
    simulated: recipe?.simulated ?? false,
    map: {
      crs,
      extent: [
        Math.min(...around.map(b => b[0])),
        Math.min(...around.map(b => b[1])),
        Math.max(...around.map(b => b[2])),
        Math.max(...around.map(b => b[3])),
      ],
      image: scene ? mapImage : null,
      zones: outlines,
      patches: [],
      sites: [],
      locator: {
        outlines: outlines.map(o => o.geometry),
        footprint: scene ? sceneOutline(scene.grid, crs) : null,
      },
    },
    ...parts,
    credit: [
      `Bloomline ${version}`,
      ...(recipe ? [`${words('recipe')} ${recipeHash(recipe)}`] : []),
      `${words('template')} ${template.id} ${template.version}`,
    ].join(' · '),
  };
}

/** A box of degrees in another CRS; a single point gets a kilometre around it. */
function projectedBox(box: Extent, crs: Crs): Extent {
  const forward = projector(cgcs2000, crs);
  const corners = [
    [box[0], box[1]],
    [box[0], box[3]],
    [box[2], box[1]],
    [box[2], box[3]],
  ].map(([lon, lat]) => forward(lon, lat));
  const xs = corners.map(c => c[0]);
  const ys = corners.map(c => c[1]);
  const room = Math.max(
    500,
    0.05 * Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)),
  );
  return [Math.min(...xs) - room, Math.min(...ys) - room, Math.max(...xs) + room, Math.max(...ys) + room];
}
