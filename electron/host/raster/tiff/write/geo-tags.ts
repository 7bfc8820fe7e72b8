import type { Crs, Grid } from '#core/grid/grid.ts';
import { ascii, type Entry } from '#host/raster/tiff/write/write-directory.ts';
import { tag } from '#host/raster/tiff/directory/tags.ts';

/**
 * The tags that place a grid: tie point and scale where north is up, else a matrix. The CRS by its EPSG code, else by
 * the GeoKeys it was read from, else by its WKT in the citation.
 */
export function placementTags(grid: Grid): Entry[] {
  const [x0, a, b, y0, d, e] = grid.affine;
  const unplaced = x0 === 0 && a === 1 && b === 0 && y0 === 0 && d === 0 && e === 1 && !grid.crs;
  if (unplaced) return [];
  const northUp = b === 0 && d === 0 && a > 0 && e < 0;
  const place: Entry[] = northUp
    ? [
        [tag.modelPixelScale, 12, [a, -e, 0]],
        [tag.modelTiepoint, 12, [0, 0, 0, x0, y0, 0]],
      ]
    : [[tag.modelTransformation, 12, [a, b, 0, x0, d, e, 0, y0, 0, 0, 0, 0, 0, 0, 0, 1]]];
  return grid.crs ? [...place, ...crsTags(grid.crs)] : place;
}

function crsTags(crs: Crs): Entry[] {
  if (crs.epsg === null && crs.geoKeys) return copiedKeys(crs.geoKeys);
  const projected = crs.kind === 'projected';
  const citation = crs.epsg === null && crs.wkt ? `ESRI PE String = ${crs.wkt}|` : `${crs.name}|`;
  const text = ascii(citation);
  const keys = [
    [1024, 0, 1, projected ? 1 : 2],
    [1025, 0, 1, 1],
    [1026, tag.geoAsciiParams, text.length - 1, 0],
    ...(projected ? [[3072, 0, 1, crs.epsg ?? 32767]] : [[2048, 0, 1, crs.epsg ?? 32767]]),
  ];
  return [
    [tag.geoKeyDirectory, 3, [1, 1, 0, keys.length, ...keys.flat()]],
    [tag.geoAsciiParams, 2, text],
  ];
}

/** Keys as they were read; the raster type becomes PixelIsArea, which is how grids are kept here. */
function copiedKeys({ directory, doubles, ascii: text }: NonNullable<Crs['geoKeys']>): Entry[] {
  const keys = [...directory];
  for (let i = 4; i + 3 < keys.length; i += 4) if (keys[i] === 1025) keys[i + 3] = 1;
  return [
    [tag.geoKeyDirectory, 3, keys],
    ...(doubles.length ? [[tag.geoDoubleParams, 12, doubles] as Entry] : []),
    ...(text ? [[tag.geoAsciiParams, 2, ascii(text)] as Entry] : []),
  ];
}
