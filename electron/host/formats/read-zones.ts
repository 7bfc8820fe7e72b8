import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { Zone } from '#core/zones/zone.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { openGeoJson } from '#host/formats/geojson/read-geojson.ts';
import { openGeoPackage } from '#host/formats/geopackage/read-geopackage.ts';
import { openKml, openKmz } from '#host/formats/kml/read-kml.ts';
import { openShapefile, openZippedShapefiles } from '#host/formats/shapefile/read-shapefile.ts';
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
}

/** Extensions of the files that zones are read from. */
export const vectorExtensions = ['.geojson', '.json', '.shp', '.zip', '.gpkg', '.kml', '.kmz'] as const;

const openers: Record<(typeof vectorExtensions)[number], (path: string) => Promise<VectorSource>> = {
  '.geojson': openGeoJson,
  '.json': openGeoJson,
  '.shp': openShapefile,
  '.zip': openZippedShapefiles,
  '.gpkg': openGeoPackage,
  '.kml': openKml,
  '.kmz': openKmz,
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
  const problems = layer.notes.map(message => ({ zone: basename(path), message }));
  layer.items.forEach((item, i) => {
    if (item.other !== null)
      problems.push({ zone: names[i], message: inEnglish('vector.no-polygon', { found: item.other }) });
    else zones.push({ name: names[i], geometry: item.polygons, attributes: item.attributes });
  });
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
  const { definition: crs, name, encoding } = layer;
  return { zones, crs, subject: path, files: [path], layer: name, nameField, encoding, problems };
}

/** Opens a vector file of any known kind. */
export async function openVector(path: string): Promise<VectorSource> {
  const extension = extname(path).toLowerCase();
  try {
    const info = await stat(path);
    if (info.isDirectory()) throw new BloomlineError('zones-unreadable', path, say('vector.is-folder'));
    const open = openers[extension as keyof typeof openers];
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
