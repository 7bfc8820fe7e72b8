import type { CatalogueScene } from '#core/scene/scene.ts';

const versions = new WeakMap<CatalogueScene, number>();

/**
 * A number that changes with what a scene's pixels mean: its files, bands, radiometry and overviews (FNV-1a, 32
 * bits).
 */
export function sceneVersion(scene: CatalogueScene): number {
  let version = versions.get(scene);
  if (version === undefined) {
    const text = JSON.stringify([
      scene.files,
      scene.grid,
      scene.bands,
      scene.classification,
      scene.missing,
      scene.pyramid,
    ]);
    version = 0x811c9dc5;
    for (let i = 0; i < text.length; i++) version = Math.imul(version ^ text.charCodeAt(i), 0x01000193);
    version >>>= 0;
    versions.set(scene, version);
  }
  return version;
}
