import Supercluster from 'supercluster';
import type { FoundSite } from '#core/contract/plot-calls.ts';

/** Below this many sites each one is drawn for itself. */
const clusterFrom = 300;
/** From this zoom level of Web Mercator on nothing is clustered. */
const nearZoom = 15;

export interface SiteCluster {
  count: number;
  lon: number;
  lat: number;
  /** Zoom level at which it falls apart. */
  opensAt: number;
}

/** What a box of longitude and latitude shows at a zoom level: sites, and clusters of them. */
export function siteClusters(sites: readonly FoundSite[]) {
  if (sites.length < clusterFrom) return () => ({ sites: [...sites], clusters: [] as SiteCluster[] });
  const index = new Supercluster<{ at: number }>({ radius: 60, maxZoom: nearZoom - 1 });
  index.load(
    sites.map((site, at) => ({
      type: 'Feature',
      properties: { at },
      geometry: { type: 'Point', coordinates: [site.lon, site.lat] },
    })),
  );
  return (box: [number, number, number, number], zoom: number) => {
    const found = index.getClusters(box, Math.max(0, Math.floor(zoom)));
    const shown: FoundSite[] = [];
    const clusters: SiteCluster[] = [];
    for (const { properties, geometry } of found) {
      const [lon, lat] = geometry.coordinates;
      if ('cluster_id' in properties)
        clusters.push({
          count: properties.point_count,
          lon,
          lat,
          opensAt: index.getClusterExpansionZoom(properties.cluster_id),
        });
      else shown.push(sites[properties.at]);
    }
    return { sites: shown, clusters };
  };
}
