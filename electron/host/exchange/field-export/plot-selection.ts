import type { FieldValues, NoValue, Observation, Photo, Quadrat, Site } from '#core/plots/site.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import { fieldsOfColumn } from '#host/catalogue/store/geometry-columns.ts';
import { listNoValues, listObservations } from '#host/catalogue/observations.ts';
import { listPhotos } from '#host/catalogue/photos.ts';
import { listQuadrats, outlineOf } from '#host/catalogue/plot-parts.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';

/** Some sites with all that belongs to them; superseded observations stay behind. */
export interface PlotSelection {
  sites: Site[];
  observations: Observation[];
  noValues: NoValue[];
  quadrats: Quadrat[];
  outlines: { siteId: number; geometry: MultiPolygon }[];
  rows: { siteId: number; list: string; fields: FieldValues }[];
  photos: Photo[];
}

export function rowsOfSites(catalogue: Catalogue, sites: readonly Site[]): PlotSelection {
  const { reader, directory } = catalogue;
  return {
    sites: [...sites],
    observations: sites.flatMap(site =>
      listObservations(reader, site.id)
        .filter(o => o.supersededBy === null)
        .reverse(),
    ),
    noValues: sites.flatMap(site => listNoValues(reader, site.id)),
    quadrats: sites.flatMap(site => listQuadrats(reader, site.id)),
    outlines: sites
      .map(site => ({ siteId: site.id, geometry: outlineOf(reader, site.id) }))
      .filter(o => o.geometry.length > 0),
    rows: sites.flatMap(site =>
      reader
        .all<{ siteId: number; list: string; fields: string }>(
          'SELECT site_id AS siteId, list, fields FROM plot_row WHERE site_id = ? ORDER BY list, id',
          site.id,
        )
        .map(row => ({ ...row, fields: fieldsOfColumn(row.fields) })),
    ),
    photos: sites.flatMap(site => listPhotos(reader, site.id, directory)),
  };
}

/** Unique, and still told by its own name. */
export const photoFileName = (photo: { id: number; name: string }): string => `${photo.id}_${photo.name}`;
