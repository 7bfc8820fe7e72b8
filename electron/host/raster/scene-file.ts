import { basename } from 'node:path';
import type { SceneFileInfo } from '#core/scene/assemble-scene.ts';
import { plainUrl } from '#core/scene/is-url.ts';
import { nameOfArray } from '#host/files/array-path.ts';
import { inspectArrays } from './arrays/inspect-arrays.ts';
import type { FileInfo } from './file-info.ts';
import { inspectFile } from './inspect-file.ts';
import { rasterKind } from './raster-kind.ts';

/** What a scene needs to know of one of its files. */
export const sceneFile = (path: string): SceneFileInfo => asSceneFile(inspectFile(path));

/** The same of every raster that a path holds: a file of arrays may hold many. */
export function sceneFilesIn(path: string): SceneFileInfo[] {
  const whole = nameOfArray(path) === null && rasterKind(path) === 'arrays';
  return whole ? inspectArrays(path).map(asSceneFile) : [sceneFile(path)];
}

const asSceneFile = (info: FileInfo): SceneFileInfo => ({
  file: info.file,
  name: nameOfArray(info.file) ?? basename(plainUrl(info.file)),
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
  ...(info.told ? { told: info.told } : {}),
});
