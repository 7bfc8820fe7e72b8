import type Feature from 'ol/Feature.js';
import type Projection from 'ol/proj/Projection.js';
import type { Card } from '#renderer/panels/plots/state/plots.ts';
import type { Place } from '#renderer/panels/plots/state/site-form.ts';
import { pointFeature, polygonFeature } from './vector-layer.ts';

/** A piece of the open site that is drawn and can be dragged. */
export type Part = { kind: 'point' } | { kind: 'outline' } | { kind: 'quadrat'; id: number; name: string };

/** The place that is being filled into a form, else the open card; with its quadrats. */
export function partFeatures(place: Place | null, card: Card | null, projection: Projection): Feature[] {
  const { lon, lat, outline } = place ?? { ...card?.site, outline: card?.outline ?? [] };
  if (lon === undefined || lat === undefined) return [];
  return [
    ...(outline.length > 0 ? [polygonFeature<Part>(outline, { kind: 'outline' }, projection)] : []),
    ...(card?.quadrats ?? []).map(({ id, name, geometry }) =>
      polygonFeature<Part>(geometry, { kind: 'quadrat', id, name }, projection),
    ),
    pointFeature<Part>(lon, lat, { kind: 'point' }, projection),
  ];
}
