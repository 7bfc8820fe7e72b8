import type { Crs } from '#core/grid/grid.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import type { CatalogueZone, Zone } from './zone.ts';

/** Zones that are assessed together, and where they come from. */
export interface ZoneSet<Each extends Zone = Zone> {
  zones: readonly Each[];
  /** Of their coordinates; null where their file does not tell. */
  crs: Crs | null;
  /** What they are called in errors: a file. */
  subject: string;
  /** Files that they came from, for the recipe. */
  files: readonly string[];
  /** What of the file could not be taken; `zone` is a zone's name, or the file's where it is about the whole file. */
  problems?: readonly { zone: string; message: string }[];
}

/** Zones of the catalogue: longitude and latitude in CGCS2000, kept in no file of their own. */
export const catalogueZones = (
  zones: readonly CatalogueZone[],
  subject = 'zones',
): ZoneSet<CatalogueZone> => ({
  zones,
  crs: cgcs2000,
  subject,
  files: [],
});
