import { basename, dirname, extname, join } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import { crsFromWkt } from '#core/grid/crs.ts';
import {
  crsOfGeoKeys,
  pixelIsPoint,
  placementOf,
  projectionNamed,
  readGeoKeys,
  type GeoKeyValues,
} from '#core/grid/geo-keys.ts';
import { readRpcTag, readRpcText, type Rpc } from '#core/grid/rpc.ts';
import { extentOf, pixelSize, type Affine, type Grid } from '#core/grid/grid.ts';
import { isUrl } from '#core/scene/is-url.ts';
import type { PixelType } from '#core/scene/scene.ts';
import { inEnglish, say } from '#core/words/said.ts';
import type { FileInfo } from './file-info.ts';
import { readAuxXml, readGdalMetadata, wavelengthOf } from './gdal-metadata.ts';
import { inspectArray, inspectEnvi } from './arrays/inspect-arrays.ts';
import { inspectJp2 } from './jp2/inspect-jp2.ts';
import { rasterKind } from './raster-kind.ts';
import { entriesIn, statOf, textOf } from '#host/formats/archive/paths.ts';
import { readSnapMetadata } from './snap-metadata.ts';
import { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import { TiffFile } from '#host/raster/tiff/read/block-reader.ts';
import { compressionName } from '#host/raster/tiff/directory/image.ts';
import { tag } from '#host/raster/tiff/directory/tags.ts';

/** Opens a raster of any format that is read, its header and its side-car files. */
export function inspectFile(path: string): FileInfo {
  switch (rasterKind(path)) {
    case 'jp2':
      return inspectJp2(path);
    case 'arrays':
      return inspectArray(path);
    case 'envi':
      return inspectEnvi(path);
    case 'tiff':
      return inspectTiff(path);
  }
}

function inspectTiff(path: string): FileInfo {
  const tiff = new TiffFile(path, new BlockCache(0));
  try {
    const { image } = tiff;
    const { directory } = image;
    const warnings: string[] = [];
    const geoKeys = {
      directory: directory.numbers(tag.geoKeyDirectory),
      doubles: directory.numbers(tag.geoDoubleParams),
      ascii: directory.text(tag.geoAsciiParams) ?? '',
    };
    const keys = readGeoKeys(geoKeys.directory, geoKeys.doubles, geoKeys.ascii);
    const aux = sideCar(path);
    const placed = placementOf(
      directory.numbers(tag.modelTransformation),
      directory.numbers(tag.modelTiepoint),
      directory.numbers(tag.modelPixelScale),
      pixelIsPoint(keys),
    );
    let affine: Affine = placed.affine;
    let placement: string = placed.source;
    if (placed.source === 'none') {
      const world = aux?.geoTransform ? null : worldFile(path);
      if (aux?.geoTransform) {
        affine = aux.geoTransform as unknown as Affine;
        placement = '.aux.xml';
      } else if (world) {
        affine = world.affine;
        placement = world.name;
      } else if (placed.gcps > 0) {
        warnings.push(inEnglish('scene.control-points-only', { count: placed.gcps }));
        placement = inEnglish('scene.control-points', { count: placed.gcps });
      }
    }
    const metadata = readGdalMetadata(directory.text(tag.gdalMetadata) ?? '');
    const snap = readSnapMetadata(directory.text(tag.snapMetadata) ?? '');
    warnings.push(...(snap?.warnings ?? []));
    metadata.file = { ...snap?.file, ...metadata.file };
    snap?.bands.forEach((band, i) => (metadata.bands[i] = { ...definedOnly(band), ...metadata.bands[i] }));
    aux?.bands.forEach((band, i) => {
      metadata.bands[i] = {
        ...metadata.bands[i],
        ...definedOnly(band),
        items: { ...band.items, ...metadata.bands[i]?.items },
      };
    });
    for (const band of metadata.bands) if (band) band.wavelengthNm ??= wavelengthOf(band.items);
    const georeferenced = placement !== 'none' && placed.gcps === 0;
    const fromKeys = crsOfGeoKeys(keys);
    const named =
      (fromKeys && fromKeys.epsg === null ? { ...fromKeys, geoKeys } : fromKeys) ??
      (aux?.srs ? crsFromWkt(aux.srs) : null) ??
      prjFile(path);
    const size = { width: image.width, height: image.height };
    const projection = projectionNamed(keys);
    const problem = named
      ? outsideDegrees({ ...size, affine, crs: named })
      : projection
        ? inEnglish('scene.projection-unknown', { projection })
        : keys.size > 2
          ? inEnglish('scene.crs-unusable', { keys: describeKeys(keys) })
          : null;
    if (georeferenced && problem) warnings.push(problem);
    // Without a place, a reference system would only put zones onto wrong pixels.
    const crs = georeferenced && !problem ? named : null;
    if (tiff.maskKind !== 'none') warnings.push(inEnglish('scene.transparency', { mask: tiff.maskKind }));
    const rpc = georeferenced
      ? null
      : (readRpcTag(directory.numbers(tag.rpcCoefficients)) ?? rpcBeside(path));
    if (!georeferenced && !rpc)
      warnings.push(
        inEnglish('scene.not-placed-named', {
          named: named ? say('scene.names-crs', { crs: named.name }) : '',
        }),
      );
    const declared = directory.text(tag.gdalNodata);
    const nodataByBand = Array.from({ length: image.samples }, (_, i) =>
      parseNodata(aux?.nodata[i] ?? declared ?? snap?.nodata[i] ?? null, image.type),
    );
    return {
      file: path,
      grid: { ...size, affine, crs, ...(georeferenced && problem ? { crsProblem: problem } : {}) },
      layout: {
        file: path,
        width: image.width,
        height: image.height,
        compression: compressionName(image),
        layout: image.tiled ? 'tiled' : 'striped',
        blockSize: [image.blockWidth, image.blockHeight],
        interleave: image.interleave === 'band' || image.samples === 1 ? 'band' : 'pixel',
        overviews: tiff.overviews.map(o => [o.width, o.height] as [number, number]),
        bigTiff: image.header.bigTiff,
        bytes: image.header.source.bytes,
      },
      samples: image.samples,
      type: image.type,
      nodata: nodataByBand[0],
      nodataByBand,
      mask: tiff.maskKind,
      placement,
      georeferenced,
      ...(rpc ? { rpc } : {}),
      metadata,
      dateTime: directory.text(tag.dateTime),
      description: directory.text(tag.imageDescription),
      software: directory.text(tag.software),
      warnings,
    };
  } finally {
    tiff.close();
  }
}

/** Degrees end at ±180 and ±90; what lies beyond by more than a rim of half a pixel is another unit. */
function outsideDegrees(grid: Grid): string | null {
  if (grid.crs?.kind !== 'geographic') return null;
  const [west, south, east, north] = extentOf(grid);
  const rim = Math.min(0.5, Math.max(...pixelSize(grid.affine)));
  const inside = west >= -180 - rim && east <= 180 + rim && south >= -90 - rim && north <= 90 + rim;
  if (inside) return null;
  const extent = [west, south, east, north].map(n => Number(n.toPrecision(9))).join(', ');
  return inEnglish('scene.no-degrees', { crs: grid.crs.name, extent });
}

/** The keys that name a reference system, for people who can look them up. */
function describeKeys(keys: GeoKeyValues): string {
  const known: Record<number, string> = {
    1026: 'citation',
    2048: 'GeographicType',
    3072: 'ProjectedType',
    3075: 'ProjCoordTrans',
  };
  return (
    Object.entries(known)
      .filter(([id]) => keys.has(Number(id)))
      .map(([id, name]) => `${name} (${id}) ${String(keys.get(Number(id)))}`)
      .join(', ') || inEnglish('scene.no-geo-keys')
  );
}

function definedOnly<T extends object>(object: T): Partial<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/**
 * GDAL's nodata text as a number of the pixel's type: "-3.4e+38" becomes the nearest float32. Null where it is no
 * number.
 */
export function parseNodata(text: string | null, type: PixelType): number | null {
  if (text === null) return null;
  const word = text.trim().toLowerCase();
  if (word === '') return null;
  if (/^[-+]?(nan|1\.#(qnan|ind|snan).*)$/.test(word)) return NaN;
  const value = /^[-+]?inf(inity)?$/.test(word)
    ? word.startsWith('-')
      ? -Infinity
      : Infinity
    : Number(word);
  if (Number.isNaN(value)) return null;
  if (type !== 'Float32' && type !== 'CFloat32') return value;
  // Beyond the largest float32 the declared value can only have meant that largest one.
  const single = Math.fround(value);
  return Number.isFinite(single) || !Number.isFinite(value)
    ? single
    : Math.sign(value) * 3.4028234663852886e38;
}

function sideCar(path: string) {
  const aux = `${path}.aux.xml`;
  return !isUrl(path) && statOf(aux) ? readAuxXml(textOf(aux)) : null;
}

/** `.tfw`, `.tifw` or `.wld` beside the raster, in any letter case: six lines, the centre of the first pixel. */
function worldFile(path: string): { affine: Affine; name: string } | null {
  const found = sibling(path, ['.tfw', '.tifw', '.tiffw', '.wld']);
  if (!found) return null;
  const [a, d, b, e, c, f] = textOf(found).split(/\s+/).filter(Boolean).map(Number);
  if (![a, d, b, e, c, f].every(Number.isFinite) || a * e - b * d === 0)
    throw new BloomlineError('no-georeference', found, say('scene.world-file'));
  return { affine: [c - 0.5 * (a + b), a, b, f - 0.5 * (d + e), d, e], name: basename(found) };
}

function prjFile(path: string) {
  const found = sibling(path, ['.prj']);
  return found ? crsFromWkt(textOf(found)) : null;
}

/** `.rpb`, `.rpc`, or `_RPC.txt` beside the raster. */
function rpcBeside(path: string): Rpc | null {
  const found = sibling(path, ['.rpb', '.rpc']) ?? sibling(path, ['.txt'], '_rpc');
  return found ? readRpcText(textOf(found)) : null;
}

function sibling(path: string, extensions: string[], ending = ''): string | null {
  if (isUrl(path)) return null; // a server does not list its folders
  const stem = `${basename(path, extname(path)).toLowerCase()}${ending}`;
  const names = entriesIn(dirname(path))
    .map(e => e.name)
    .filter(n => basename(n, extname(n)).toLowerCase() === stem);
  const name = names.find(n => extensions.includes(extname(n).toLowerCase()));
  return name ? join(dirname(path), name) : null;
}
