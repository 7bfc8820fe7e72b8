import { invert } from '#core/grid/grid.ts';
import type { RasterTasks } from '#host/raster/pool/raster-pool.ts';
import type { SceneReader } from '#host/raster/reader/scene-reader.ts';
import type { Breathe } from '#host/raster/tiff/read/block-reader.ts';

/**
 * One tile of the map: `size` × `size` pixels from map coordinates (x, y) downwards, layers and then the validity code,
 * pixel-interleaved. Nearest pixels; any affine (rotated, south-up, oblong pixels) is followed.
 */
export async function renderTile(
  reader: SceneReader,
  input: RasterTasks['tile']['input'],
  breathe?: Breathe,
): Promise<Float32Array> {
  const { layers, mask, x, y, resolution, size } = input;
  const { grid } = reader.scene;
  const inverse = invert(grid.affine);
  const cols = new Int32Array(size * size);
  const rows = new Int32Array(size * size);
  for (let ty = 0; ty < size; ty++)
    for (let tx = 0; tx < size; tx++) {
      const mapX = x + (tx + 0.5) * resolution;
      const mapY = y - (ty + 0.5) * resolution;
      const col = Math.floor(inverse[0] + mapX * inverse[1] + mapY * inverse[2]);
      const row = Math.floor(inverse[3] + mapX * inverse[4] + mapY * inverse[5]);
      const inside = col >= 0 && row >= 0 && col < grid.width && row < grid.height;
      cols[ty * size + tx] = inside ? col : -1;
      rows[ty * size + tx] = inside ? row : -1;
    }
  const step = resolution * Math.hypot(inverse[1], inverse[4]);
  const { values, validity } = await reader.samplePixels(layers, cols, rows, step, mask, true, breathe);
  const stride = layers.length + 1;
  const out = new Float32Array(size * size * stride);
  for (let i = 0; i < validity.length; i++) {
    for (let layer = 0; layer < layers.length; layer++) out[i * stride + layer] = values[layer][i];
    out[i * stride + layers.length] = validity[i];
  }
  return out;
}
