import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import type { Crs } from '#core/grid/grid.ts';
import { impossiblePlace } from '#core/zones/impossible-place.ts';
import { evenOdd } from '#core/zones/winding.ts';
import type { MultiPolygon, Zone } from '#core/zones/zone.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { openGeoJson, openGeoJsonSequence } from '#host/formats/geojson/read-geojson.ts';
import { openDxf } from './dxf/read-dxf.ts';
import { openFlatGeobuf } from './flatgeobuf/read-flatgeobuf.ts';
import { openGml } from './gml/read-gml.ts';
import { openMif } from './mapinfo/read-mif.ts';
import { openZip } from './archive/zip.ts';
import { fileGdbIn, openFileGdb } from './filegdb/read-filegdb.ts';
import { openGeoPackage } from '#host/formats/geopackage/read-geopackage.ts';
import { openKml, openKmz } from '#host/formats/kml/read-kml.ts';
import { openShapefile, shapefilesIn } from '#host/formats/shapefile/read-shapefile.ts';
import { openZoneText } from '#host/formats/text/read-zone-text.ts';
import type { VectorLayer, VectorLayerInfo, VectorSource } from '#host/formats/vector/vector-source.ts';
import { chooseNameField, namesOf } from '#host/formats/vector/zone-names.ts';

/** The zones of a layer, in the CRS of the file; where that is not told, `problems` says so. */
export interface ZoneFile extends ZoneSet {
  layer: string;
  nameField: string | null;
  encoding: string | null;
  zones: Zone[];
  /** `zone` is a zone's name, or the file's where it is about the whole file. */
  problems: { zone: string; message: string }[];
}

export interface ReadZonesOptions {
  layer?: string;
  nameField?: string;
  /** EPSG code of the coordinates, where the file tells none or a wrong one. */
  crs?: number;
  /** The file has north before east. */
  swapAxes?: boolean;
}

/** Extensions of the files that zones are read from. */
export const vectorExtensions = [
  '.geojson',
  '.json',
  '.topojson',
  '.geojsonl',
  '.geojsons',
  '.ndjson',
  '.shp',
  '.zip',
  '.gpkg',
  '.kml',
  '.kmz',
  '.gdb',
  '.gml',
  '.fgb',
  '.mif',
  '.dxf',
] as const;

const openers: Record<string, (path: string) => Promise<VectorSource>> = {
  '.geojson': openGeoJson,
  '.json': openGeoJson,
  '.topojson': openGeoJson,
  '.geojsonl': openGeoJsonSequence,
  '.geojsons': openGeoJsonSequence,
  '.ndjson': openGeoJsonSequence,
  '.shp': openShapefile,
  '.zip': async path => {
    const zip = await openZip(path);
    return (await fileGdbIn(path, zip)) ?? shapefilesIn(path, zip);
  },
  '.gdb': openFileGdb,
  '.gml': openGml,
  '.fgb': openFlatGeobuf,
  '.mif': openMif,
  '.dxf': openDxf,
  '.gpkg': openGeoPackage,
  '.kml': openKml,
  '.kmz': openKmz,
  // Tables of the field, too: zones are read from those that hold outlines.
  '.csv': openZoneText,
  '.tsv': openZoneText,
  '.txt': openZoneText,
};

/** Formats that are not read, by the ending of a file or folder; QGIS reads them all. */
const otherFormats: Record<string, string> = {
  '.mdb': 'Esri Personal Geodatabase',
  '.dwg': 'AutoCAD DWG',
  '.dgn': 'MicroStation DGN',
  '.tab': 'MapInfo TAB',
  '.vct': 'VCT',
  '.wp': 'MapGIS',
  '.wl': 'MapGIS',
  '.sqlite': 'SpatiaLite',
  '.parquet': 'GeoParquet',
  '.e00': 'Arc/Info E00',
};

const otherFormat = (path: string): BloomlineError | null => {
  const format = otherFormats[extname(path.replace(/\.zip$/i, '')).toLowerCase()];
  return format === undefined
    ? null
    : new BloomlineError('zones-unreadable', path, say('vector.other-format', { format }));
};

/** The layers of a vector file, for choice. */
export async function listVectorLayers(path: string): Promise<{ layers: VectorLayerInfo[] }> {
  return { layers: (await openVector(path)).layers };
}

/** Polygons of one layer as zones; features that are none are listed under problems. */
export async function readZones(path: string, options: ReadZonesOptions = {}): Promise<ZoneFile> {
  const source = await openVector(path);
  const layer = chooseLayer(path, source, options.layer);
  const nameField = chooseNameField(path, layer, options.nameField);
  const names = namesOf(layer, nameField);
  const zones: Zone[] = [];
  const about = (message: string) => ({ zone: basename(path), message });
  const chosen = options.crs === undefined ? null : chosenCrs(path, options.crs);
  const crs = chosen ?? layer.definition;
  const problems = layer.notes.map(about);
  if (chosen)
    problems.push(
      about(
        inEnglish('zones.crs-chosen', { name: chosen.name, said: layer.crs ?? inEnglish('scene.not-known') }),
      ),
    );
  if (options.swapAxes) problems.push(about(inEnglish('zones.axes-swapped')));
  layer.items.forEach((item, i) => {
    if (item.other !== null) {
      problems.push({ zone: names[i], message: inEnglish('vector.no-polygon', { found: item.other }) });
      return;
    }
    if (item.note) problems.push({ zone: names[i], message: item.note });
    const geometry = options.swapAxes ? swapped(item.polygons) : item.polygons;
    zones.push({ name: names[i], geometry, attributes: item.attributes });
  });
  if (crs) refuseImpossible(path, zones, crs);
  for (const zone of zones) {
    const { geometry, note } = evenOdd(zone.geometry);
    zone.geometry = geometry;
    if (note) problems.push({ zone: zone.name, message: note });
  }
  if (zones.length === 0) {
    const found =
      layer.items.length === 0
        ? say('vector.no-features')
        : say('vector.features-are-none', { count: layer.items.length, found: layer.items[0].other ?? '' });
    throw new BloomlineError(
      'zones-empty',
      path,
      say('vector.layer-without-polygon', { layer: layer.name, why: found }),
    );
  }
  const { name, encoding } = layer;
  return { zones, crs, subject: path, files: [path], layer: name, nameField, encoding, problems };
}

function chosenCrs(path: string, code: number): Crs {
  const crs = crsFromEpsg(code);
  if (crs) return crs;
  throw new BloomlineError('bad-input', path, say('vector.crs-unknown', { name: `EPSG:${code}` }));
}

const swapped = (polygons: MultiPolygon): MultiPolygon =>
  polygons.map(polygon => polygon.map(ring => ring.map(([x, y]) => [y, x])));

/** Refuses the file where a zone lies at no place on earth; the sentence names it and what it looks like. */
function refuseImpossible(path: string, zones: readonly Zone[], crs: Crs): void {
  const found = zones.flatMap(({ name, geometry }) => {
    const place = impossiblePlace(geometry, crs);
    return place ? [{ name, ...place }] : [];
  });
  if (found.length === 0) return;
  const [{ name, at, why }] = found;
  const [x, y] = at.map(value => Number(value.toPrecision(10)));
  throw new BloomlineError(
    'zone-invalid',
    path,
    say('zones.impossible', { zone: name, count: found.length, of: zones.length, x, y, crs: crs.name, why }),
  );
}

/** Opens a vector file of any known kind. */
export async function openVector(path: string): Promise<VectorSource> {
  const extension = extname(path).toLowerCase();
  try {
    const info = await stat(path);
    const other = otherFormat(path);
    if (other) throw other;
    if (info.isDirectory() && extension === '.gdb') return await openFileGdb(path);
    if (info.isDirectory()) throw new BloomlineError('zones-unreadable', path, say('vector.is-folder'));
    if (!info.isFile()) throw new BloomlineError('zones-unreadable', path, say('files.no-file'));
    const open = openers[extension] as (typeof openers)[string] | undefined;
    if (!open) {
      throw new BloomlineError(
        'zones-unreadable',
        path,
        say('vector.extension', { extension, known: vectorExtensions.join(' ') }),
      );
    }
    if (info.size === 0) throw new BloomlineError('zones-unreadable', path, say('vector.empty'));
    return await open(path);
  } catch (error) {
    if (error instanceof BloomlineError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new BloomlineError('not-found', path, say('vector.not-found'), { cause: error });
    throw new BloomlineError(
      'zones-unreadable',
      path,
      say('vector.not-readable', { what: (error as Error).message }),
      {
        cause: error,
      },
    );
  }
}

function chooseLayer(path: string, source: VectorSource, asked?: string): VectorLayer {
  const names = source.layers.map(l => l.name);
  if (asked !== undefined) {
    const name = names.find(n => n === asked) ?? names.find(n => n.toLowerCase() === asked.toLowerCase());
    if (name !== undefined) return source.read(name);
    throw new BloomlineError(
      'not-found',
      path,
      say('vector.no-such-layer', { layer: asked, layers: names.join(', ') || 'none' }),
    );
  }
  if (names.length === 0) throw new BloomlineError('zones-empty', path, say('vector.no-layers'));
  // Without a wish: the first layer that holds polygons.
  for (const name of names) {
    const layer = source.read(name);
    if (layer.items.some(item => item.other === null) || names.length === 1) return layer;
  }
  return source.read(names[0]);
}
