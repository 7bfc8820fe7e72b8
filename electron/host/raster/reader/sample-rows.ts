import type { Scene } from '#core/scene/scene.ts';
import type { Clouds, SceneReader } from './scene-reader.ts';

/** Rows [first, first + count) of a picture of the whole scene that is `width` × `height` pixels. */
export interface SampleInput {
  scene: Scene;
  layers: string[];
  clouds: Clouds;
  width: number;
  height: number;
  first: number;
  count: number;
}

/** Values of each layer and validity codes, row-major. */
export interface SampledRows {
  values: Float64Array[];
  validity: Uint8Array;
}

/** The nearest scene pixel to the centre of each picture pixel. */
export async function sampleRows(
  reader: SceneReader,
  { layers, clouds, width, height, first, count }: SampleInput,
): Promise<SampledRows> {
  const { grid } = reader.scene;
  const cols = new Int32Array(width * count);
  const rows = new Int32Array(width * count);
  for (let y = 0, i = 0; y < count; y++) {
    const row = nearest(first + y, height, grid.height);
    for (let x = 0; x < width; x++, i++) {
      cols[i] = nearest(x, width, grid.width);
      rows[i] = row;
    }
  }
  return reader.samplePixels(layers, cols, rows, Math.max(1, grid.width / width), clouds);
}

/** The scene's column or row under the centre of a picture's; the least of two that are as near. */
export const nearest = (place: number, pictureSize: number, size: number): number =>
  Math.min(size - 1, Math.floor(((place + 0.5) * size) / pictureSize));
