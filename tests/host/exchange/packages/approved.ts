import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { projectPolygons } from '#core/zones/project.ts';
import { boxOf } from '#core/zones/rings.ts';
import { assessBloom } from '#host/run/bloom/assess-bloom.ts';
import { cloudsOnly } from '#host/recipe/mask-request.ts';
import { planBloom } from '#host/run/bloom/plan-bloom.ts';
import { catalogueZones } from '#core/zones/zone-set.ts';
import { tallyBloom } from '#host/run/bloom/tally-bloom.ts';
import { openCatalogue, type Catalogue } from '#host/catalogue/catalogue.ts';
import { storePhoto } from '#host/catalogue/photos.ts';
import { encodePng } from '#host/products/sheets/picture.ts';
import { bloomInput, utm50 } from '#tests/host/products/scene.ts';

/**
 * A workspace with two bloom assessments: the first approved as BL-<year>-0001, with a plot and its photo, the second
 * a draft.
 */
export async function approvedWorkspace(folder: string, acquired: string | null = null): Promise<Catalogue> {
  const input = await bloomInput(folder);
  const catalogue = await openCatalogue(join(folder, '监测中心'), { create: true });
  catalogue.zones.import('李析', {
    set: '湖',
    kind: 'lake',
    zones: input.zones.zones.map(zone => ({
      name: zone.name,
      geometry: projectPolygons(zone.geometry, zone.name, utm50, cgcs2000, 1e-7),
      attributes: {},
    })),
  });
  const zones = catalogue.zones.list();
  const scene = acquired === null ? input.scenes[0] : { ...input.scenes[0], acquired };
  catalogue.scenes.add('李析', scene, null);
  const plan = planBloom({ scene, zones: catalogueZones(zones), index: 'NDVI', mask: cloudsOnly('none') });
  const result = await assessBloom(await tallyBloom(plan, null), { threshold: 0.1 }, null);
  for (const name of ['东湖一期', '东湖草稿'])
    catalogue.assessments.add('李析', { name, sceneIds: [1], zoneIds: zones.map(z => z.id), result });
  const [west, south, east, north] = boxOf(zones[0].geometry)!;
  const [lon, lat] = [(west + east) / 2, (south + north) / 2];
  const { id } = catalogue.sites.add('李析', { name: '样点一', kind: 'section', lon, lat });
  const photo = join(folder, '现场.png');
  writeFileSync(photo, encodePng({ width: 2, height: 2, rgb: new Uint8Array(12).fill(128) }));
  catalogue.photos.add('李析', id, [await storePhoto(catalogue.directory, photo)]);
  catalogue.reviews.step('李析', 1, 'submit');
  catalogue.reviews.approve('王审', 1, { issuedBy: '陈签' });
  return catalogue;
}
