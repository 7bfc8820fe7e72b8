import { inspectFile } from '#host/raster/inspect-file.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { pixelTransform } from '#core/grid/grid-transform.ts';
import type { Grid, Window } from '#core/grid/grid.ts';
import { reasonCode } from '#core/bands/validity.ts';
import { isClassification } from '#core/scene/band-roles.ts';
import { quantityOf } from '#core/scene/quantity.ts';
import type { Scene, SceneBand } from '#core/scene/scene.ts';
import { say } from '#core/words/said.ts';
import { throwIfCancelled, type Progress } from '#host/files/progress.ts';
import { makeRecipe } from '#host/recipe/recipe.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';
import { warpWindow, type BandSource } from '#host/raster/reader/warp.ts';
import type { Compression } from '#host/raster/tiff/write/encode-tile.ts';
import { writeCog, type CogRows } from '#host/raster/tiff/write/write-cog.ts';

/** Rows that are made at once. */
const rowsAtOnce = 256;

/** The bands that a prepared scene has: everything measured, and what says which pixels are cloud. */
const bandsOf = (scene: Scene): SceneBand[] =>
  scene.bands.filter(band => !isClassification(band.role) || band.index === scene.classification?.band);

/**
 * Writes a scene's values as a Cloud Optimized GeoTIFF of 32-bit floats, NaN where a band has no data, on its own grid
 * or on another one (bilinear; classes nearest). Opened again it is the quantity that it was written as.
 */
export async function writePrepared(
  path: string,
  scene: Scene,
  target: Grid | null,
  compression: Compression,
  progress: Progress = {},
): Promise<{ grid: Grid }> {
  const grid = target ?? scene.grid;
  if (target && (!scene.grid.crs || !target.crs))
    throw new BloomlineError('crs-unknown', scene.name, say('raster.crs-missing'));
  const bands = bandsOf(scene);
  const recipe = await makeRecipe({
    kind: 'preparation',
    scenes: [scene],
    files: [],
    zones: null,
    wholeHashUpTo: 64 * 2 ** 20,
    parameters: { quantity: quantityOf(scene), resampling: target ? 'bilinear' : null },
    rules: [],
    warnings: scene.warnings,
  });
  const reader = new SceneReader(scene);
  try {
    await writeCog(
      path,
      {
        grid,
        type: 'Float32',
        samples: bands.length,
        nodata: NaN,
        compression,
        interleave: 'band',
        overviews: scene.classification ? 'none' : 'average',
        statistics: true,
        bands: bands.map(band => ({
          description: isClassification(band.role)
            ? band.role!
            : [band.description, band.wavelengthNm && `${band.wavelengthNm} nm`].filter(Boolean).join(' '),
          items: {
            ...(band.role ? { BLOOMLINE_ROLE: band.role } : {}),
            ...(band.wavelengthNm ? { wavelength: String(band.wavelengthNm) } : {}),
          },
        })),
        items: {
          BLOOMLINE_QUANTITY: quantityOf(scene),
          ...(scene.acquired ? { BLOOMLINE_ACQUIRED: scene.acquired } : {}),
          ...(scene.sensor ? { BLOOMLINE_SENSOR: scene.sensor } : {}),
          BLOOMLINE_RECIPE: JSON.stringify(recipe),
          ...(scene.simulated ? { BLOOMLINE_SIMULATED: 'yes' } : {}),
        },
      },
      rowsOf(reader, bands, grid, target !== null, progress),
    );
  } finally {
    reader.close();
  }
  return { grid };
}

async function* rowsOf(
  reader: SceneReader,
  bands: readonly SceneBand[],
  grid: Grid,
  warped: boolean,
  { signal, onProgress }: Progress,
): AsyncGenerator<CogRows> {
  for (let row = 0; row < grid.height; row += rowsAtOnce) {
    throwIfCancelled(signal);
    const window = { col: 0, row, width: grid.width, height: Math.min(rowsAtOnce, grid.height - row) };
    const planes: Float32Array<ArrayBuffer>[] = [];
    for (const band of bands)
      planes.push(
        Float32Array.from(
          warped
            ? await warpWindow(sourceOf(reader, band), grid, window, {
                how: isClassification(band.role) ? 'nearest' : 'bilinear',
              })
            : await valuesOf(reader, band, window),
        ),
      );
    yield { rows: window.height, planes };
    onProgress?.(row + window.height, grid.height, 'rows');
  }
}

/** Values of a band, NaN where it has none. */
async function valuesOf(reader: SceneReader, band: SceneBand, window: Window): Promise<Float64Array> {
  const { values, validity } = await reader.readWindow([`b${band.index}`], window, 'none');
  const [plane] = values as Float64Array[];
  for (let i = 0; i < plane.length; i++) if (validity[i] === reasonCode.nodata) plane[i] = NaN;
  return plane;
}

const sourceOf = (reader: SceneReader, band: SceneBand): BandSource => ({
  grid: reader.scene.grid,
  async read(window) {
    const values = await valuesOf(reader, band, window);
    return { values, valid: Uint8Array.from(values, value => (Number.isNaN(value) ? 0 : 1)) };
  },
});

/** The grid of a file that the product is to lie on. */
export const gridLike = (path: string): Grid => inspectFile(path).grid;

/** `EPSG:32650@10`: a grid in that system, of square pixels at whole multiples of their side, that holds the scene. */
export function gridOf(text: string, scene: Scene): Grid | null {
  const match = /^(?:EPSG:)?(\d{4,6})@(\d+(?:\.\d+)?)m?$/i.exec(text);
  const crs = match && crsFromEpsg(Number(match[1]));
  const size = Number(match?.[2]);
  if (!crs || !(size > 0)) return null;
  const { width, height } = scene.grid;
  const unit: Grid = { width: 1, height: 1, affine: [0, 1, 0, 0, 0, 1], crs };
  const place = pixelTransform(scene.grid, unit);
  const steps = Array.from({ length: 33 }, (_, i) => i / 32);
  const rim = steps.flatMap(t => [
    place(t * width, 0),
    place(t * width, height),
    place(0, t * height),
    place(width, t * height),
  ]);
  const [xs, ys] = [rim.map(p => p[0]), rim.map(p => p[1])];
  // What rounding adds is no further pixel.
  const down = (n: number) => Math.floor(n / size + 1e-6) * size;
  const up = (n: number) => Math.ceil(n / size - 1e-6) * size;
  const [west, east, south, north] = [
    down(Math.min(...xs)),
    up(Math.max(...xs)),
    down(Math.min(...ys)),
    up(Math.max(...ys)),
  ];
  return {
    width: Math.round((east - west) / size),
    height: Math.round((north - south) / size),
    affine: [west, size, 0, north, 0, -size],
    crs,
  };
}
