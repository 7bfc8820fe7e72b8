import type { Scene } from '#core/scene/scene.ts';

/** True where somebody has said what the bands show. */
export const hasRoles = (scene: Scene): boolean => scene.bands.some(band => band.role !== null);
