import Map from 'ol/Map.js';
import ScaleLine from 'ol/control/ScaleLine.js';
import { defaults as interactions } from 'ol/interaction/defaults.js';

/** An empty map; the view comes with the scene. */
export function makeMap(target: HTMLElement): Map {
  return new Map({
    target,
    controls: [new ScaleLine({ units: 'metric', minWidth: 90 })],
    interactions: interactions({ altShiftDragRotate: false, pinchRotate: false, zoomDuration: 150 }),
    layers: [],
    moveTolerance: 3,
  });
}
