import { basename, extname } from 'node:path';
import type { RedlineResult } from '#core/redline/redline-result.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import type { Scene } from '#core/scene/scene.ts';
import { projectPolygons } from '#core/zones/project.ts';
import type { LedgerOutline } from '#host/run/redline/find-change-patches.ts';
import { openCatalogue } from '#host/catalogue/catalogue.ts';
import type { ZoneFile } from '#host/formats/read-zones.ts';
import { footprintOf } from '#host/raster/footprint.ts';
import { takePatches, type TakenPatches } from '#host/exchange/ledger/take-patches.ts';

const tolerance = 1e-7;

/** The ledger of a workspace for an assessment of the command line, which becomes one of the workspace's. */
export async function openLedger(directory: string) {
  const catalogue = await openCatalogue(directory);
  const who = process.env.BLOOMLINE_USER || 'bloomline';
  return {
    outlines: (names: readonly string[]): LedgerOutline[] =>
      catalogue.ledger
        .list()
        .filter(entry => names.includes(entry.zone))
        .map(({ id, ...entry }) => ({ ...entry, ledgerId: id })),
    take(
      result: RedlineResult,
      scenes: [Scene, Scene],
      { zones, crs }: ZoneFile,
      zonesPath: string,
    ): TakenPatches {
      const usable = zones.filter((_, i) => !result.zones[i].problem);
      const kept = catalogue.zones.import(who, {
        set: basename(zonesPath, extname(zonesPath)),
        kind: 'redline',
        zones: usable.map(zone => ({
          ...zone,
          geometry: projectPolygons(zone.geometry, zone.name, crs!, cgcs2000, tolerance),
        })),
      });
      const assessment = catalogue.assessments.add(who, {
        name: scenes.map(s => s.name).join(' – '),
        sceneIds: scenes.map(scene => {
          const there = catalogue.scenes.find(scene.files.map(f => f.file));
          return (there ?? catalogue.scenes.add(who, scene, footprintOf(scene))).id;
        }),
        zoneIds: kept.map(zone => zone.id),
        result,
      });
      return takePatches(catalogue, who, assessment, scenes, kept);
    },
    close: () => catalogue.close(),
  };
}
