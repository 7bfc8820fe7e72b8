import type View from 'ol/View.js';
import { getPointResolution } from 'ol/proj.js';

/** Metres per pixel at the equator at zoom level 0 of Web Mercator with tiles of 512 pixels. */
const metresAtZoom0 = 78271.517;

/** The zoom level of Web Mercator that shows the middle of a view at the same size. */
export function zoomLevel(view: View): number {
  const centre = view.getCenter();
  const resolution = view.getResolution();
  if (!centre || !resolution) return 0;
  const metres = getPointResolution(view.getProjection(), resolution, centre, 'm');
  return Math.log2(metresAtZoom0 / metres);
}
