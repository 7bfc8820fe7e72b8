import type { BloomOptions } from '#core/contract/series.ts';
import { lakeOf } from '#core/assessment/thresholds/threshold-choice.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import type { Catalogue } from '#services/catalogue/catalogue.ts';
import { lakeThreshold } from '#services/catalogue/lake-thresholds.ts';
import type { SeriesOptions } from './assess-series.ts';
import { findIndex } from './index-choice.ts';

/** A series' zones, and its options with the shapes and values that they name. Hand corrections are of single scenes: none. */
export function seriesParts(catalogue: Catalogue, zoneIds: readonly number[], options: BloomOptions) {
  const zones = zoneIds.map(id => catalogue.zones.get(id));
  const lake = lakeOf(zones);
  const resolved: SeriesOptions = {
    index: options.index,
    threshold: options.threshold,
    mask: {
      options: options.mask,
      vegetation: (options.mask.vegetationZoneIds ?? []).map(id => catalogue.zones.get(id)),
      vegetationCrs: crsFromEpsg(4490),
      corrections: [],
    },
    lakeThreshold: lake === null ? null : lakeThreshold(catalogue, lake, findIndex(options.index).id),
  };
  return { zones, options: resolved };
}
