import { basename, extname } from 'node:path';
import type { RedlineResult } from '#core/redline/redline-result.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import type { Scene } from '#core/scene/scene.ts';
import { projectPolygons } from '#core/zones/project.ts';
import type { LedgerOutline } from '#host/run/redline/find-change-patches.ts';
import { openCatalogue } from '#host/catalogue/catalogue.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import { catalogueResolver } from '#host/run/resolvers.ts';
import { footprintOf } from '#host/raster/footprint.ts';
import { takePatches, type TakenPatches } from '#host/exchange/ledger/take-patches.ts';
import { writesAs } from './writes-as.ts';

const tolerance = 1e-7;

/** The ledger of a workspace for an assessment of the command line, which becomes one of the workspace's. */
export async function openLedger(directory: string) {
  const catalogue = await openCatalogue(directory);
  const who = writesAs(catalogue);
  return {
    /** Its patches in zones of these names; all are new where there are none. */
    known: (zones: ZoneSet): LedgerOutline[] => catalogueResolver(catalogue).ledger(zones) ?? [],
    take(result: RedlineResult, scenes: [Scene, Scene], { zones, crs, subject }: ZoneSet): TakenPatches {
      const usable = zones.filter((_, i) => !result.zones[i].problem);
      const kept = catalogue.zones.import(who, {
        set: basename(subject, extname(subject)),
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
