import { basename, dirname, join } from 'node:path';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { crsOfGeoKeys, pixelIsPoint, placementOf, readGeoKeys } from '#core/grid/geo-keys.ts';
import type { Affine, Crs } from '#core/grid/grid.ts';
import { inEnglish } from '#core/words/said.ts';
import { statOf, textOf } from '#host/formats/archive/paths.ts';
import type { FileInfo } from '#host/raster/file-info.ts';
import { headerOf } from '#host/raster/tiff/directory/header.ts';
import { tag } from '#host/raster/tiff/directory/tags.ts';
import { memorySource } from '#host/raster/tiff/source/byte-source.ts';
import { openJp2, type Jp2Picture } from './open-jp2.ts';

/** How layouts name it. */
export const jpeg2000 = 'JPEG 2000';

interface Placement {
  affine: Affine;
  crs: Crs | null;
  source: string;
}

/** What a JPEG 2000 file says about itself. Its place comes from a Sentinel-2 tile's XML, GeoJP2 or GML. */
export function inspectJp2(path: string): FileInfo {
  const picture = openJp2(path);
  try {
    const { codestream, levels, source } = picture;
    const { width, height, samples, type } = codestream;
    const placed = tilePlacement(path, picture) ?? geoJp2(path, picture) ?? gmlPlacement(picture);
    const warnings = placed?.crs ? [] : [inEnglish('scene.not-placed-named', { named: '' })];
    return {
      file: path,
      grid: { width, height, affine: placed?.affine ?? [0, 1, 0, 0, 0, 1], crs: placed?.crs ?? null },
      layout: {
        file: path,
        width,
        height,
        compression: jpeg2000,
        layout: 'tiled',
        blockSize: [levels[0].blockWidth, levels[0].blockHeight],
        interleave: samples === 1 ? 'band' : 'pixel',
        overviews: levels.slice(1).map(level => [level.width, level.height]),
        bigTiff: false,
        bytes: source.bytes,
      },
      samples,
      type,
      nodata: null,
      nodataByBand: Array.from({ length: samples }, () => null),
      mask: 'none',
      placement: placed?.source ?? 'none',
      georeferenced: placed?.crs !== undefined && placed.crs !== null,
      metadata: { file: {}, bands: [] },
      dateTime: null,
      description: null,
      software: null,
      warnings,
    };
  } finally {
    picture.close();
  }
}

/** Folders above a band in a .SAFE until the tile's own: IMG_DATA, and R10m in products of level 2. */
const foldersUp = 3;

/** MTD_TL.xml of the granule that a band lies in: corner and pixel size for its number of columns. */
function tilePlacement(path: string, { codestream }: Jp2Picture): Placement | null {
  let folder = dirname(path);
  for (let up = 0; up < foldersUp; up++, folder = dirname(folder)) {
    const file = join(folder, 'MTD_TL.xml');
    if (!statOf(file)) continue;
    const xml = textOf(file);
    const code = Number(/<HORIZONTAL_CS_CODE>\s*EPSG:(\d+)/i.exec(xml)?.[1]);
    const crs = Number.isInteger(code) ? crsFromEpsg(code) : null;
    const resolution = [...xml.matchAll(/<Size\s+resolution="(\d+)">([^]*?)<\/Size>/g)].find(
      ([, , body]) =>
        Number(value(body, 'NCOLS')) === codestream.width &&
        Number(value(body, 'NROWS')) === codestream.height,
    )?.[1];
    const position = [...xml.matchAll(/<Geoposition\s+resolution="(\d+)">([^]*?)<\/Geoposition>/g)].find(
      ([, each]) => each === resolution,
    )?.[2];
    if (!crs || !position) return null;
    const [x, y, dx, dy] = ['ULX', 'ULY', 'XDIM', 'YDIM'].map(name => Number(value(position, name)));
    if (![x, y, dx, dy].every(Number.isFinite) || dx === 0 || dy === 0) return null;
    return { affine: [x, dx, 0, y, 0, dy], crs, source: basename(file) };
  }
  return null;
}

const value = (xml: string, name: string) =>
  new RegExp(`<${name}[^>]*>\\s*([^<]+?)\\s*</${name}>`).exec(xml)?.[1];

/** The GeoTIFF tags of the GeoJP2 box. */
function geoJp2(path: string, { boxes }: Jp2Picture): Placement | null {
  if (!boxes.geoTiff) return null;
  const { directories } = headerOf(memorySource(path, boxes.geoTiff));
  const [directory] = directories;
  const keys = readGeoKeys(
    directory.numbers(tag.geoKeyDirectory),
    directory.numbers(tag.geoDoubleParams),
    directory.text(tag.geoAsciiParams) ?? '',
  );
  const placed = placementOf(
    directory.numbers(tag.modelTransformation),
    directory.numbers(tag.modelTiepoint),
    directory.numbers(tag.modelPixelScale),
    pixelIsPoint(keys),
  );
  if (placed.source === 'none' || placed.gcps > 0) return null;
  return { affine: placed.affine, crs: crsOfGeoKeys(keys), source: 'GeoJP2' };
}

/** The rectified grid of a GML box (OGC 08-085): its origin is the centre of the first pixel. */
function gmlPlacement({ boxes }: Jp2Picture): Placement | null {
  const grid = /<(?:\w+:)?RectifiedGrid[^]*?<\/(?:\w+:)?RectifiedGrid>/.exec(boxes.gml ?? '')?.[0];
  if (!grid) return null;
  const numbers = (text: string | undefined) =>
    (text ?? '')
      .trim()
      .split(/[\s,]+/)
      .map(Number);
  const origin = numbers(/<(?:\w+:)?pos[^>]*>([^<]+)</.exec(grid)?.[1]);
  const [across, down] = [...grid.matchAll(/<(?:\w+:)?offsetVector[^>]*>([^<]+)</g)].map(match =>
    numbers(match[1]),
  );
  const name = /srsName="([^"]+)"/.exec(grid)?.[1] ?? '';
  const code = Number(/EPSG[^\d]*(\d+)\s*$/i.exec(name)?.[1]);
  const crs = Number.isInteger(code) ? crsFromEpsg(code) : null;
  if (!crs || ![...origin, ...(across ?? []), ...(down ?? [])].every(Number.isFinite)) return null;
  if (origin.length < 2 || across?.length !== 2 || down?.length !== 2) return null;
  // By its URN a geographic system has latitude first.
  const latitudeFirst = crs.kind === 'geographic' && /^urn:|\/crs\/EPSG\//i.test(name);
  const order = ([a, b]: number[]) => (latitudeFirst ? [b, a] : [a, b]);
  const [x, y] = order(origin);
  const [ax, ay] = order(across);
  const [dx, dy] = order(down);
  return {
    affine: [x - 0.5 * (ax + dx), ax, dx, y - 0.5 * (ay + dy), ay, dy],
    crs,
    source: 'GML',
  };
}
