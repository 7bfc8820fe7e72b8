import type { Observation, Site } from '#core/plots/site.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import { listObservations } from '#host/catalogue/observations.ts';
import { outlineOf } from '#host/catalogue/plot-parts.ts';

/** A plot with its outline (empty for a point) and what was measured of one parameter. */
export interface ValidationSite {
  site: Site;
  outline: MultiPolygon;
  observations: Observation[];
}

/** Plots with valid observations of a parameter; corrected values in the place of those that they correct. */
export function validationSites(
  { sites, reader }: Pick<Catalogue, 'sites' | 'reader'>,
  parameter: string,
): ValidationSite[] {
  return sites.list().flatMap(site => {
    const observations = listObservations(reader, site.id).filter(
      o => o.parameter === parameter && o.supersededBy === null && o.flag === 'valid' && o.lon === null,
    );
    return observations.length > 0 ? [{ site, outline: outlineOf(reader, site.id), observations }] : [];
  });
}
