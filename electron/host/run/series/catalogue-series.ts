import { resolve } from 'node:path';
import type { BloomOptions } from '#core/contract/series.ts';
import type { Correction } from '#core/mask/correction.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import type { SeriesOptions } from './assess-series.ts';
import { catalogueZones } from '#core/zones/zone-set.ts';
import { keptThreshold, maskOfCatalogue } from '#host/run/catalogue-request.ts';

/**
 * A series' zones, and its options with the shapes and values that they name. Hand corrections are of single scenes.
 */
export function seriesParts(catalogue: Catalogue, zoneIds: readonly number[], options: BloomOptions) {
  const zones = zoneIds.map(id => catalogue.zones.get(id));
  const resolved: SeriesOptions = {
    index: options.index,
    threshold: options.threshold,
    mask: maskOfCatalogue(catalogue, options.mask, []),
    lakeThreshold: keptThreshold(catalogue, zones, options.index),
  };
  return { zones: catalogueZones(zones), options: resolved };
}

/**
 * Finds the hand corrections of a scene by its files: those of every scene of the catalogue that was opened from
 * them, in the order in which they were made. None where the options leave corrections aside.
 */
export function correctionsByFiles(
  catalogue: Catalogue,
  options: BloomOptions,
): (files: readonly string[]) => Correction[] {
  const corrected =
    options.mask.corrections === false
      ? []
      : catalogue.scenes.list().flatMap(scene => {
          const corrections = catalogue.corrections.list(scene.id);
          const files = scene.files.map(f => resolve(f.file));
          return corrections.length > 0 ? [{ files, corrections }] : [];
        });
  if (corrected.length === 0) return () => [];
  return files => {
    const here = new Set(files.map(file => resolve(file)));
    return corrected
      .filter(scene => scene.files.every(file => here.has(file)))
      .flatMap(scene => scene.corrections)
      .sort((a, b) => a.id - b.id);
  };
}
