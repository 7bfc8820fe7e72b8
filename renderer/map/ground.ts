import { get as getProjection } from 'ol/proj.js';
import type Projection from 'ol/proj/Projection.js';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { projectionOf } from './projection.ts';

/** The map's projection: the scene's own, or Web Mercator where no scene is open. */
export const viewProjection = (scene: CatalogueScene | undefined): Projection =>
  scene ? projectionOf(scene.grid) : getProjection('EPSG:3857')!;
