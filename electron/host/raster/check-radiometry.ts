import { isReflective } from '#core/scene/band-roles.ts';
import type { Scene } from '#core/scene/scene.ts';
import { suspiciousRadiometry } from '#core/scene/suspicious-radiometry.ts';
import type { SceneOptions } from '#core/scene/scene-options.ts';
import { openScene } from './open-scene.ts';
import { samplePlaces } from './stretch.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';

/** Places along each side: enough for a floor and a middle, few enough to open a scene at once. */
const side = 64;

/**
 * Samples a scene's bands and says what is doubtful about their radiometry. Reads a few blocks of each band; what
 * cannot be read says nothing here (opening has told already).
 */
export async function checkRadiometry(scene: Scene, reader: SceneReader): Promise<string[]> {
  const bands = scene.bands.filter(b => isReflective(b.role));
  if (bands.length === 0) return [];
  const { width, height } = scene.grid;
  const [blockWidth, blockHeight] = scene.files[0].blockSize;
  // Strips of a few rows repeat their rows: once is enough.
  const across = [...new Set(samplePlaces(width, blockWidth, side))];
  const down = [...new Set(samplePlaces(height, blockHeight, side))];
  const count = across.length * down.length;
  const cols = Int32Array.from({ length: count }, (_, i) => across[i % across.length]);
  const rows = Int32Array.from({ length: count }, (_, i) => down[Math.floor(i / across.length)]);
  const { values, validity } = await reader.samplePixels(
    bands.map(b => `b${b.index}`),
    cols,
    rows,
    Math.max(1, width / side),
    'auto',
  );
  // Bands are judged together: where one has no data, none counts.
  return suspiciousRadiometry(
    bands.map((band, n) => {
      const { scale, offset } = band.radiometry;
      const dn = new Float64Array(count);
      let valid = 0;
      for (let i = 0; i < count; i++) if (validity[i] === 0) dn[valid++] = (values[n][i] - offset) / scale;
      return { band, sorted: dn.subarray(0, valid).sort() };
    }),
  );
}

/** The same for a scene that nobody has open. */
export async function radiometryDoubts(scene: Scene): Promise<string[]> {
  const reader = new SceneReader(scene);
  try {
    return await checkRadiometry(scene, reader);
  } finally {
    reader.close();
  }
}

/** Opens a scene as `openScene` does, with what is doubtful about its radiometry among its warnings. */
export async function openChecked(paths: readonly string[], options: SceneOptions): Promise<Scene> {
  const scene = openScene(paths, options);
  return { ...scene, warnings: [...new Set([...scene.warnings, ...(await radiometryDoubts(scene))])] };
}
