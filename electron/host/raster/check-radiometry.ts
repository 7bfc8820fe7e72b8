import { reasonCode } from '#core/bands/validity.ts';
import { dnOfValue } from '#core/scene/dn-scale.ts';
import { isReflective } from '#core/scene/band-roles.ts';
import type { Scene } from '#core/scene/scene.ts';
import { suspiciousRadiometry } from '#core/scene/suspicious-radiometry.ts';
import { suspectNodata, suspicionInWords } from '#core/scene/undeclared-nodata.ts';
import type { SceneOptions } from '#core/scene/scene-options.ts';
import { openAtLevel } from './open-at-level.ts';
import { crossings, samplePlaces, tilesLookedAt } from './stretch.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';

/** Places along each side: enough for a floor and a middle, few enough to open a scene at once. */
const side = 64;

/** What is doubtful about the numbers of a scene. */
export interface Doubts {
  warnings: string[];
  suspectedNodata?: number;
}

/**
 * Samples a scene's bands and says what is doubtful about their numbers. Reads a few blocks of each band; what
 * cannot be read says nothing here (opening has told already).
 */
export async function checkRadiometry(scene: Scene, reader: SceneReader): Promise<Doubts> {
  const reflective = scene.bands.filter(b => isReflective(b.role));
  // Products of one value, such as vegetation cover, have no role.
  const bands = reflective.length ? reflective : scene.bands.filter(b => b.role === null);
  if (bands.length === 0) return { warnings: [] };
  const { width, height } = scene.grid;
  const [{ blockSize }] = scene.files;
  const tiles = tilesLookedAt(scene);
  // Strips of a few rows repeat their rows: once is enough.
  const across = [...new Set(samplePlaces(width, blockSize[0], side, tiles))];
  const down = [...new Set(samplePlaces(height, blockSize[1], side, tiles))];
  const { cols, rows } = crossings(across, down);
  const { values, validity } = await reader.samplePixels(
    bands.map(b => `b${b.index}`),
    cols,
    rows,
    Math.max(1, width / side),
    'auto',
  );
  const dn = bands.map(({ radiometry }, n) =>
    Float64Array.from(values[n], value => storedNumber(dnOfValue(radiometry, value))),
  );
  const saidNone = bands.some(b => b.nodataSource === 'user' && b.nodata === null);
  const suspected = saidNone
    ? []
    : suspectNodata(
        bands.map((band, n) => ({ band, dn: dn[n] })),
        place => validity[place] === reasonCode.valid,
      );
  // A band has one nodata value: giving another would bring pixels back that the first one takes away.
  const taken = bands.find(b => b.nodata !== null && validity.includes(reasonCode.nodata))?.nodata ?? null;
  const isSuspected = (place: number) => dn.some(plane => suspected.some(s => s.value === plane[place]));
  // Bands are judged together: where one has no data, none counts.
  const counted = Array.from({ length: cols.length }, (_, i) => i).filter(
    i => validity[i] === reasonCode.valid && !isSuspected(i),
  );
  const samples = reflective.map((band, n) => ({
    band,
    sorted: Float64Array.from(counted, place => dn[n][place]).sort(),
  }));
  return {
    warnings: [...suspected.map(s => suspicionInWords(s, taken)), ...suspiciousRadiometry(samples)],
    ...(suspected.length && taken === null ? { suspectedNodata: suspected[0].value } : {}),
  };
}

/** A DN that scaling and its undoing have moved by the last bits is a whole number again. */
function storedNumber(value: number): number {
  const whole = Math.round(value);
  return Math.abs(value - whole) <= 1e-9 * Math.abs(value) + 1e-9 ? whole : value;
}

/** The same for a scene that nobody has open. */
export async function radiometryDoubts(scene: Scene): Promise<Doubts> {
  const reader = new SceneReader(scene);
  try {
    return await checkRadiometry(scene, reader);
  } finally {
    reader.close();
  }
}

/** The scene with what is doubtful about it. */
export const withDoubts = (scene: Scene, { warnings, ...doubts }: Doubts): Scene => ({
  ...scene,
  ...doubts,
  warnings: [...new Set([...scene.warnings, ...warnings])],
});

/** Opens a scene as `openAtLevel` does, with what is doubtful about its numbers. */
export async function openChecked(paths: readonly string[], options: SceneOptions): Promise<Scene> {
  const scene = await openAtLevel(paths, options);
  return withDoubts(scene, await radiometryDoubts(scene));
}
