import { createCanvas, ImageData, type SKRSContext2D } from '@napi-rs/canvas';
import { groundMetric } from '#core/grid/ground-metric.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { roundLengthBelow } from '#core/page/round-scale.ts';
import { families, registerFonts } from '#host/products/sheets/fonts.ts';
import { projector, toPixelPolygons } from '#core/zones/project.ts';
import { boxOf } from '#core/zones/rings.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';
import type { Scene } from '#core/scene/scene.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';

export const chipSide = 144;
/** Ground around a patch, as a multiple of its longer side, and at least so many pixels. */
const around = 1.8;
const leastPixels = 24;
const outlineColor = '#ffd400';

/**
 * A small map of a scene around a patch (longitude, latitude) with its outline and a scale bar, as PNG; null where
 * the scene has nothing there.
 */
export async function patchChip(scene: Scene, geometry: MultiPolygon): Promise<Buffer | null> {
  if (!scene.grid.crs || geometry.length === 0) return null;
  // A corner without a place in the scene's reference system: the scene is elsewhere.
  const project = projector(cgcs2000, scene.grid.crs);
  if (geometry.some(p => p[0].some(([x, y]) => !Number.isFinite(project(x, y)[0])))) return null;
  const pixels = toPixelPolygons(geometry, 'patch', cgcs2000, scene.grid);
  const [left, top, right, bottom] = boxOf(pixels)!;
  const side = Math.max(leastPixels, around * Math.max(right - left, bottom - top));
  const [col0, row0] = [(left + right - side) / 2, (top + bottom - side) / 2];
  const step = side / chipSide;
  const { width, height } = scene.grid;
  if (col0 > width || row0 > height || col0 + side < 0 || row0 + side < 0) return null;
  const cols = new Int32Array(chipSide * chipSide);
  const rows = new Int32Array(chipSide * chipSide);
  for (let i = 0; i < cols.length; i++) {
    const [col, row] = [col0 + ((i % chipSide) + 0.5) * step, row0 + (Math.floor(i / chipSide) + 0.5) * step];
    const inside = col >= 0 && row >= 0 && col < width && row < height;
    cols[i] = inside ? Math.floor(col) : -1;
    rows[i] = inside ? Math.floor(row) : -1;
  }
  const layers = layersOf(scene);
  const reader = new SceneReader(scene);
  try {
    const { values, validity } = await reader.samplePixels(layers, cols, rows, step, 'none');
    if (validity.every(code => code !== 0)) return null;
    const canvas = createCanvas(chipSide, chipSide);
    const context = canvas.getContext('2d');
    context.putImageData(new ImageData(colours(values, validity), chipSide, chipSide), 0, 0);
    context.strokeStyle = outlineColor;
    context.lineWidth = 1.25;
    context.beginPath();
    for (const ring of pixels.flat())
      ring.forEach(([col, row], i) => {
        const [x, y] = [(col - col0) / step, (row - row0) / step];
        if (i === 0) context.moveTo(x, y);
        else context.lineTo(x, y);
      });
    context.stroke();
    const [metresPerPixel] = groundMetric(scene.grid)(col0 + side / 2, row0 + side / 2);
    drawScaleBar(context, metresPerPixel * step);
    return canvas.toBuffer('image/png');
  } finally {
    reader.close();
  }
}

/** The longest round length below half the picture, white on a dark edge. */
function drawScaleBar(context: SKRSContext2D, metresPerPixel: number): void {
  registerFonts();
  const metres = roundLengthBelow((chipSide / 2) * metresPerPixel);
  const length = metres / metresPerPixel;
  const [left, bottom] = [6, chipSide - 6];
  context.beginPath();
  context.moveTo(left, bottom - 4);
  context.lineTo(left, bottom);
  context.lineTo(left + length, bottom);
  context.lineTo(left + length, bottom - 4);
  const label = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
  context.font = `11px "${families.regular}"`;
  for (const [color, width] of [
    ['#000000', 3.5],
    ['#ffffff', 1.5],
  ] as const) {
    context.strokeStyle = color;
    context.lineWidth = width;
    context.stroke();
  }
  context.lineWidth = 3;
  context.strokeStyle = '#000000';
  context.fillStyle = '#ffffff';
  context.strokeText(label, left + 4, bottom - 6);
  context.fillText(label, left + 4, bottom - 6);
}

/** False colour shows plants best; else true colour, else the first band. */
function layersOf(scene: Scene): string[] {
  const has = (roles: string[]) => roles.every(role => scene.bands.some(b => b.role === role));
  return (
    [
      ['N', 'R', 'G'],
      ['R', 'G', 'B'],
    ].find(has) ?? ['b1']
  );
}

/** Between the 2nd and 98th percentile of the chip, band by band. */
function colours(values: readonly Float64Array[], validity: Uint8Array): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(validity.length * 4).fill(255);
  for (let band = 0; band < 3; band++) {
    const plane = values[Math.min(band, values.length - 1)];
    const valid = plane.filter((_, i) => validity[i] === 0).sort();
    const low = valid[Math.floor(valid.length * 0.02)];
    const high = valid[Math.min(valid.length - 1, Math.floor(valid.length * 0.98))];
    for (let i = 0; i < plane.length; i++)
      rgba[i * 4 + band] = validity[i] === 0 ? (255 * (plane[i] - low)) / (high - low || 1) : 120;
  }
  return rgba;
}
