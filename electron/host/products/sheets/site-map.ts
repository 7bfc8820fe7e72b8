import type { GroundPoint } from '#core/ground/ground-point.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { Crs, Extent } from '#core/grid/grid.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { frameCrs } from '#core/page/frame.ts';
import type { SheetContent, SheetParts } from '#core/page/sheet-content.ts';
import { timeText } from '#core/page/sheet-facts.ts';
import { classedSites, type MappedClasses, type MappedSite } from '#core/page/site-content.ts';
import { speaker, type Say } from '#core/page/words.ts';
import { projector } from '#core/zones/project.ts';
import { say } from '#core/words/said.ts';
import { productStem } from '#host/files/file-name.ts';
import type { Dress, KindOf, MaterialOf } from '#host/products/maps/map-kind.ts';
import { waterRules } from '#host/run/rules/rules.ts';
import type { MapSheet } from './map-sheet.ts';
import { lookOf, type SheetLook } from './sheet-look.ts';
import { mapImage, sceneFacts } from './sheet-material.ts';
import { contentOf } from './thematic-map.ts';

/** What a kind of map tells of sites. */
export interface SiteTheme {
  parts: (
    points: readonly GroundPoint[],
    classes: MappedClasses,
    common: SheetParts['notes'],
    look: SheetLook,
  ) => SheetParts;
  /** How a site's point looks; left out, all look alike. */
  dot?: (site: MappedSite, look: SheetLook) => Partial<SheetContent['map']['sites'][number]>;
}

export const siteSheets =
  (theme: SiteTheme): KindOf<'sites'>['sheets'] =>
  async (material, dress) => ({
    stem: productStem(dress.template.id, material.name, material.date),
    sheets: [{ name: material.name, make: async () => siteSheet(theme, material, dress) }],
  });

/** A map of sites, over a scene where one is given. */
function siteSheet(theme: SiteTheme, material: MaterialOf<'sites'>, { sheet, template }: Dress): MapSheet {
  const { points, scene, name: source, simulated } = material;
  if (points.length === 0) throw new BloomlineError('nothing-valid', source, say('map.no-sites'));
  const { language } = sheet;
  const words = speaker(language);
  const look = lookOf(sheet, template);
  const common = [
    ...(simulated
      ? [{ label: words('dataNature'), text: words('simulatedNote'), mark: words('simulated') }]
      : []),
    { label: words('source'), text: source },
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
  const classes = classedSites(points, waterRules(), material.period ?? null);
  const parts = theme.parts(points, classes, common, look);
  const lons = points.map(p => p.lon);
  const lats = points.map(p => p.lat);
  const box: Extent = [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
  const crs = frameCrs(
    scene?.grid.crs ?? cgcs2000,
    [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2],
    box[2] - box[0],
  );
  const content = contentOf(material, withFrameCrs(parts, crs, words), look, null, null, { crs, box });
  const forward = projector(cgcs2000, crs);
  return {
    content: {
      ...content,
      simulated,
      map: {
        ...content.map,
        sites: classes.sites.map(site => {
          const { point } = site;
          const [x, y] = forward(point.lon, point.lat);
          return {
            name: point.name,
            x,
            y,
            ...theme.dot?.(site, look),
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
