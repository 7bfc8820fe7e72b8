import { lakeOf, type LakeThreshold } from '#core/bloom/thresholds/threshold-choice.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import type { Correction } from '#core/mask/correction.ts';
import type { MaskOptions } from '#core/mask/mask-options.ts';
import type { CatalogueZone } from '#core/zones/zone.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import { lakeThreshold } from '#host/catalogue/lake-thresholds.ts';
import { findIndex } from '#host/run/index/index-choice.ts';
import type { MaskRequest } from '#host/recipe/mask-request.ts';

/** A mask as it is asked for, with the shapes of the catalogue that it names. */
export const maskOfCatalogue = (
  { zones }: Pick<Catalogue, 'zones'>,
  options: MaskOptions,
  corrections: readonly Correction[],
): MaskRequest => ({
  options,
  vegetation: (options.vegetationZoneIds ?? []).map(id => zones.get(id)),
  vegetationCrs: cgcs2000,
  corrections,
});

/** What was kept for the lake that zones belong to, for an index by id or formula. */
export function keptThreshold(
  catalogue: Pick<Catalogue, 'settings'>,
  zones: readonly CatalogueZone[],
  index: string,
): LakeThreshold | null {
  const lake = lakeOf(zones);
  return lake === null ? null : lakeThreshold(catalogue, lake, findIndex(index).id);
}
