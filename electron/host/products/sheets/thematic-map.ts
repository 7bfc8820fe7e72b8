import type { Recipe } from '#core/recipe/recipe.ts';
import type { Crs, Extent } from '#core/grid/grid.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { frameCrs } from '#core/page/frame.ts';
import { beijingTime } from '#core/foundation/dates.ts';
import type { RuleField } from '#core/page/sheet-settings.ts';
import type { SheetContent, SheetParts } from '#core/page/sheet-content.ts';
import { timeText, type SheetFacts } from '#core/page/sheet-facts.ts';
import { speaker } from '#core/page/words.ts';
import type { Scene } from '#core/scene/scene.ts';
import { projector } from '#core/zones/project.ts';
import { boxOf } from '#core/zones/rings.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import { occurringClasses, type ClassRaster } from '#host/run/class-raster.ts';
import { softwareVersion } from '#host/files/software-version.ts';
import { projectPolygons, sceneOutline } from './map-geometry.ts';
import { headingsOf, type SheetLook } from './sheet-look.ts';
import { mapImage, recipeHash, sceneFacts, zoneNames } from './sheet-material.ts';

interface Ground {
  scene: Scene | null;
  zones: ZoneSet | null;
}

export function factsOf(scene: Scene, raster: ClassRaster, { settings, template }: SheetLook): SheetFacts {
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
export function contentOf(
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
