import { basename } from 'node:path';
import type { SceneFileInfo } from '#core/scene/assemble-scene.ts';
import { plainUrl } from '#core/scene/is-url.ts';
import { inspectFile } from './inspect-file.ts';

/** What a scene needs to know of one of its files. */
export function sceneFile(path: string): SceneFileInfo {
  const info = inspectFile(path);
  return {
    file: path,
    name: basename(plainUrl(path)),
    grid: info.grid,
    layout: info.layout,
    samples: info.samples,
    type: info.type,
    nodata: info.nodataByBand,
    placement: info.placement,
    georeferenced: info.georeferenced,
    ...(info.rpc ? { rpc: info.rpc } : {}),
    bands: Array.from({ length: info.samples }, (_, i) => info.metadata.bands[i] ?? {}),
    fileItems: info.metadata.file,
    warnings: info.warnings,
  };
}
