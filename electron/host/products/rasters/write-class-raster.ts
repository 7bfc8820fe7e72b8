import type { Recipe } from '#core/recipe/recipe.ts';
import type { ClassRaster } from '#host/run/class-raster.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';

/** The class raster as a compressed tiled GeoTIFF with palette, class names and recipe; 0 is nodata. */
export async function writeClassRaster(
  path: string,
  raster: ClassRaster,
  recipe: Recipe,
  description = recipe.kind === 'bloom' ? '水华分类 bloom classes' : '植被变化分类 vegetation change classes',
): Promise<void> {
  const part = (color: string, at: number) => parseInt(color.slice(at, at + 2), 16);
  await writeGeoTiff(path, {
    grid: raster.grid,
    bands: [raster.pixels],
    nodata: 0,
    palette: new Map(
      raster.classes.map(c => [c.value, [part(c.color, 1), part(c.color, 3), part(c.color, 5)]]),
    ),
    categories: new Map(raster.classes.map(c => [c.value, `${c.label.zh} ${c.label.en}`])),
    descriptions: [description],
    items: {
      BLOOMLINE_RECIPE: JSON.stringify(recipe),
      ...(recipe.simulated ? { BLOOMLINE_SIMULATED: 'yes' } : {}),
    },
  });
}
