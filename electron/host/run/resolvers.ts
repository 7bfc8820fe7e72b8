import { lakeOf } from '#core/bloom/thresholds/threshold-choice.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { withDatum } from '#core/grid/crs.ts';
import type { SceneRef, ZonesRef } from '#core/recipe/request.ts';
import type { Scene } from '#core/scene/scene.ts';
import { catalogueZones, type ZoneSet } from '#core/zones/zone-set.ts';
import type { CatalogueZone } from '#core/zones/zone.ts';
import { say } from '#core/words/said.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import { lakeThreshold } from '#host/catalogue/lake-thresholds.ts';
import { presentScene } from '#host/catalogue/scenes.ts';
import { waterPoints } from '#host/catalogue/water-points.ts';
import { readZones } from '#host/formats/read-zones.ts';
import { openChecked } from '#host/raster/check-radiometry.ts';
import { openAtLevel } from '#host/raster/open-at-level.ts';
import { findIndex } from './index/index-choice.ts';
import type { Resolver } from './resolver.ts';
import { readCorrections } from './zones/read-corrections.ts';
import { zonesOfLake } from './zones/lake-zones.ts';

function filesOf(ref: SceneRef): Extract<SceneRef, { files: string[] }> {
  if ('files' in ref) return ref;
  throw new BloomlineError('not-found', `scene ${ref.id}`, say('zones.scene-outside-catalogue'));
}

async function zonesOf(ref: ZonesRef): Promise<ZoneSet> {
  if ('ids' in ref) throw new BloomlineError('not-found', 'zones', say('zones.outside-catalogue'));
  if ('outlines' in ref) {
    const { outlines, subject, files } = ref;
    return {
      zones: outlines.zones.map(z => ({ ...z, attributes: {} })),
      crs: outlines.crs && withDatum(outlines.crs),
      subject,
      files,
    };
  }
  const { file, lake, beside = [], ...options } = ref;
  const read = zonesOfLake(await readZones(file, options), lake);
  return { ...read, files: [...read.files, ...beside] };
}

/** What lies on disk, or in a record: no catalogue, so nothing was kept for a lake and no patch is known. */
export const fileResolver: Resolver = {
  scene: async ref => openChecked(filesOf(ref).files, filesOf(ref).said ?? {}),
  raster: async ref => openAtLevel(filesOf(ref).files, filesOf(ref).said ?? {}),
  zones: zonesOf,
  async mask({ options, vegetation, corrections = [] }) {
    const plants = vegetation && (await zonesOf(vegetation));
    return {
      options,
      vegetation: plants?.zones ?? [],
      vegetationCrs: plants?.crs ?? null,
      corrections: 'file' in corrections ? await readCorrections(corrections.file) : corrections,
    };
  },
  lakeThreshold: () => null,
  groundPoints: async () => {
    throw new BloomlineError('not-found', 'points', say('bloom.points-need-source'));
  },
  ledger: () => null,
};

/** Zones of the catalogue among a set; the others belong to no lake that it knows. */
const ofCatalogue = ({ zones }: ZoneSet): CatalogueZone[] =>
  zones.filter((zone): zone is CatalogueZone => 'id' in zone);

/** What a catalogue holds; files as `fileResolver` finds them. `sceneOf` refuses files that may not be read. */
export function catalogueResolver(
  catalogue: Catalogue,
  sceneOf: (id: number) => Scene = id => presentScene(catalogue, id),
): Resolver {
  const zones = async (ref: ZonesRef): Promise<ZoneSet> =>
    'ids' in ref ? catalogueZones(ref.ids.map(id => catalogue.zones.get(id))) : zonesOf(ref);
  return {
    ...fileResolver,
    scene: async ref => ('id' in ref ? sceneOf(ref.id) : fileResolver.scene(ref)),
    raster: async ref => ('id' in ref ? sceneOf(ref.id) : fileResolver.raster(ref)),
    zones,
    async mask(ref, scene) {
      if (ref.corrections || ref.vegetation) return fileResolver.mask(ref, scene);
      const plants = (ref.options.vegetationZoneIds ?? []).map(id => catalogue.zones.get(id));
      return {
        options: ref.options,
        vegetation: plants,
        vegetationCrs: catalogueZones(plants).crs,
        corrections: 'id' in scene ? catalogue.corrections.list(scene.id) : [],
      };
    },
    lakeThreshold(set, index) {
      const lake = lakeOf(ofCatalogue(set));
      return lake === null ? null : lakeThreshold(catalogue, lake, findIndex(index).id);
    },
    groundPoints: async (_, set) => waterPoints(catalogue, ofCatalogue(set)),
    ledger({ zones: asked }) {
      const names = new Set(asked.map(z => z.name));
      const known = catalogue.ledger.list().filter(entry => names.has(entry.zone));
      return known.length === 0 ? null : known.map(({ id, ...entry }) => ({ ...entry, ledgerId: id }));
    },
  };
}
