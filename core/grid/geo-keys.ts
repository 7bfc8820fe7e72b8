import { datumRows, toProj4, type GeoKeys } from '#epsg-parameters';
import { computable, crsFromEpsg, crsFromWkt, withoutShift } from './crs.ts';
import { datumOfCode, datumOfName, datumOfSystem, unknownDatum, type Datum } from './datum.ts';
import type { Affine, Crs } from './grid.ts';
import { withCode } from './same-numbers.ts';

/** The GeoTIFF keys of one image: numbers and texts by key number. */
export type GeoKeyValues = Map<number, number | number[] | string>;

const userDefined = 32767;
const key = {
  modelType: 1024,
  rasterType: 1025,
  citation: 1026,
  geographicType: 2048,
  geogCitation: 2049,
  geodeticDatum: 2050,
  projectedType: 3072,
  projectedCitation: 3073,
  coordTrans: 3075,
  linearUnits: 3076,
  linearUnitSize: 3077,
} as const;

/** Metres per unit, by EPSG code. */
const unitMetres: Record<number, number> = {
  9001: 1,
  9002: 0.3048,
  9003: 1200 / 3937,
  9036: 1000,
};

/** A code's definition whose coordinates are in another unit is no longer that code. */
function inUnitOfKeys(crs: Crs, unit: number): Crs {
  const metres = unitMetres[unit];
  if (crs.kind !== 'projected' || metres === undefined) return crs;
  const declared = /\+to_meter=([\d.eE+-]+)/.exec(crs.proj4);
  const own = declared
    ? Number(declared[1])
    : /\+units=us-ft\b/.test(crs.proj4)
      ? 1200 / 3937
      : /\+units=ft\b/.test(crs.proj4)
        ? 0.3048
        : 1;
  if (Math.abs(own - metres) < 1e-6 * metres) return crs;
  const plain = crs.proj4.replace(/\s*\+(to_meter|units)=\S+/g, '');
  return {
    epsg: null,
    name: `${crs.name} in units of ${metres} m`,
    proj4: `${plain} +to_meter=${metres}`,
    kind: 'projected',
    datum: crs.datum,
  };
}

/** GeoTIFF 1.1 key numbers and the names that the conversion library takes. */
const names: Record<number, string> = {
  1024: 'GTModelTypeGeoKey',
  2048: 'GeographicTypeGeoKey',
  2050: 'GeogGeodeticDatumGeoKey',
  2051: 'GeogPrimeMeridianGeoKey',
  2052: 'GeogLinearUnitsGeoKey',
  2053: 'GeogLinearUnitSizeGeoKey',
  2054: 'GeogAngularUnitsGeoKey',
  2055: 'GeogAngularUnitSizeGeoKey',
  2056: 'GeogEllipsoidGeoKey',
  2057: 'GeogSemiMajorAxisGeoKey',
  2058: 'GeogSemiMinorAxisGeoKey',
  2059: 'GeogInvFlatteningGeoKey',
  2060: 'GeogAzimuthUnitsGeoKey',
  2061: 'GeogPrimeMeridianLongGeoKey',
  2062: 'GeogTOWGS84GeoKey',
  3072: 'ProjectedCSTypeGeoKey',
  3074: 'ProjectionGeoKey',
  3075: 'ProjCoordTransGeoKey',
  3076: 'ProjLinearUnitsGeoKey',
  3077: 'ProjLinearUnitSizeGeoKey',
  3078: 'ProjStdParallel1GeoKey',
  3079: 'ProjStdParallel2GeoKey',
  3080: 'ProjNatOriginLongGeoKey',
  3081: 'ProjNatOriginLatGeoKey',
  3082: 'ProjFalseEastingGeoKey',
  3083: 'ProjFalseNorthingGeoKey',
  3084: 'ProjFalseOriginLongGeoKey',
  3085: 'ProjFalseOriginLatGeoKey',
  3086: 'ProjFalseOriginEastingGeoKey',
  3087: 'ProjFalseOriginNorthingGeoKey',
  3088: 'ProjCenterLongGeoKey',
  3089: 'ProjCenterLatGeoKey',
  3090: 'ProjCenterEastingGeoKey',
  3091: 'ProjCenterNorthingGeoKey',
  3092: 'ProjScaleAtNatOriginGeoKey',
  3093: 'ProjScaleAtCenterGeoKey',
  3094: 'ProjAzimuthAngleGeoKey',
  3095: 'ProjStraightVertPoleLongGeoKey',
};

/** Unpacks GeoKeyDirectory with its double and text parameters; keys that point outside are left out. */
export function readGeoKeys(
  directory: readonly number[],
  doubles: readonly number[],
  ascii: string,
): GeoKeyValues {
  const keys: GeoKeyValues = new Map();
  for (let i = 0; i < Math.min(directory[3] ?? 0, 1000); i++) {
    const [id, location, count, value] = directory.slice(4 + i * 4, 8 + i * 4);
    if (value === undefined) break;
    if (location === 0) keys.set(id, value);
    else if (location === 34736 && value + count <= doubles.length)
      keys.set(id, count === 1 ? doubles[value] : doubles.slice(value, value + count));
    else if (location === 34737) keys.set(id, ascii.slice(value, value + count).replace(/[|\0]+$/, ''));
  }
  return keys;
}

/** True where a tie point names a pixel's centre instead of its corner. */
export function pixelIsPoint(keys: GeoKeyValues): boolean {
  return keys.get(key.rasterType) === 2;
}

const textOf = (keys: GeoKeyValues, id: number): string => {
  const value = keys.get(id);
  return typeof value === 'string' ? value : '';
};
const citationsOf = (keys: GeoKeyValues): string[] =>
  [key.projectedCitation, key.citation, key.geogCitation].map(id => textOf(keys, id)).filter(Boolean);

/**
 * The projection that keys or citations name, in the file's own words; null where nothing says that the coordinates
 * are projected. ArcGIS writes "ESRI PE String = PROJCS[…" or "PCS Name = …", Imagine "Projection Name = …".
 */
export function projectionNamed(keys: GeoKeyValues): string | null {
  const citations = citationsOf(keys);
  for (const form of [
    /PROJCS\["([^"]*)".*?PROJECTION\["([^"]*)"/is,
    /Projection Name = (?!Geographic)([^\n\r$|]+)/i,
    /PCS Name = ([^\n\r|]+)/i,
  ]) {
    const found = citations.map(text => form.exec(text)).find(Boolean);
    if (found) return found.slice(1).join(', ').trim();
  }
  const code = [key.projectedType, 3074, key.coordTrans].find(id => {
    const value = Number(keys.get(id));
    return value > 0 && value !== userDefined;
  });
  if (code !== undefined || keys.get(key.modelType) === 1)
    return [citations[0]?.trim(), code && `${names[code]} ${String(keys.get(code))}`]
      .filter(Boolean)
      .join(', ');
  return null;
}

/** Datums by the codes of their longitudes and latitudes. */
const datumNames: Record<number, string> = { 4269: 'NAD83', 4277: 'OSGB36', 4326: 'WGS84' };

/**
 * The CRS of the keys, or null where they define none that can be computed with: coordinates that are projected are
 * never taken for those of the geographic base.
 */
export function crsOfGeoKeys(keys: GeoKeyValues): Crs | null {
  const number = (id: number) => (typeof keys.get(id) === 'number' ? (keys.get(id) as number) : 0);
  const projected = number(key.projectedType);
  const geographic = number(key.geographicType);
  const isProjected = number(key.modelType) !== 2 && projectionNamed(keys) !== null;

  const code = projected > 0 ? projected : isProjected ? 0 : geographic;
  if (code > 0 && code !== userDefined) {
    const known = crsFromEpsg(code);
    if (known) {
      // Codes without a name in the tables take the file's own words.
      const words = textOf(keys, key.projectedCitation) || textOf(keys, key.citation);
      const named = known.name.startsWith('EPSG:') && words && !/^ESRI PE/.test(words);
      return inUnitOfKeys(named ? { ...known, name: nameOf(words) } : known, number(key.linearUnits));
    }
  }
  const citations = citationsOf(keys);
  for (const text of citations) {
    const esri = /(?:ESRI PE String = |^)((?:PROJCS|GEOGCS)\[.*)$/s.exec(text);
    const crs = esri && crsFromWkt(esri[1].replace(/\|+$/, ''));
    if (crs && (crs.kind === 'projected' || !isProjected)) return withCode(crs, esri[1]);
  }
  if (!isProjected && projected === 0 && geographic === 0 && number(key.modelType) === 0) return null;
  if (isProjected && !keys.has(key.coordTrans) && !keys.has(3074)) return null;
  const complete = isProjected ? new Map([...keys, [key.modelType, 1] as const]) : keys;
  const crs = userDefinedCrs(complete, citations[0] ?? '');
  return crs && withCode(crs, datumNames[geographic] ?? '');
}

function userDefinedCrs(keys: GeoKeyValues, citation: string): Crs | null {
  const named: Record<string, unknown> = {};
  for (const [id, value] of keys) if (names[id]) named[names[id]] = value;
  // The library refuses keys that say both; a projected model builds on its geographic base.
  try {
    const result = toProj4(named as unknown as GeoKeys);
    if (
      result.errors.CRSNotSupported ||
      result.errors.coordinateTransformationNotSupported ||
      result.errors.conversionNotSupported
    )
      return obliqueMercator(keys, withoutShift(result.proj4), citation);
    const unit = result.coordinatesConversionParameters.x;
    const definition =
      withoutShift(result.proj4.replace(/\+axis=\w+ /, '')) +
      (!result.isGCS && unit !== 1 ? ` +to_meter=${unit}` : '');
    return computable({
      epsg: null,
      name: nameOf(citation),
      proj4: definition.trim(),
      kind: result.isGCS ? 'geographic' : 'projected',
      datum: datumOfKeys(keys),
    });
  } catch {
    return null;
  }
}

const nameOf = (citation: string) =>
  (/(?:Projection|PCS) Name = ([^\n\r$|]+)/i.exec(citation)?.[1] ?? citation.split('|')[0]).trim() ||
  'user-defined';

/**
 * Hotine's oblique Mercator with its origin at the projection centre (GeoTIFF 9815), which the library does not know.
 */
function obliqueMercator(keys: GeoKeyValues, base: string, citation: string): Crs | null {
  if (keys.get(key.coordTrans) !== 9815) return null;
  const value = (id: number, fallback: number) =>
    typeof keys.get(id) === 'number' ? (keys.get(id) as number) : fallback;
  const unit = unitMetres[value(key.linearUnits, 9001)] ?? value(key.linearUnitSize, 1);
  const datum = (base.match(/\+(ellps|datum|a|b|rf|towgs84|pm)=\S+/g) ?? []).join(' ');
  const ellipsoid = datum || `+a=${value(2057, 6378137)} +rf=${value(2059, 298.257223563)}`;
  const alpha = value(3094, 0);
  return computable({
    epsg: null,
    name: nameOf(citation),
    proj4:
      `+proj=omerc +lat_0=${value(3089, 0)} +lonc=${value(3088, 0)} +alpha=${alpha} +gamma=${value(3096, alpha)}` +
      ` +k=${value(3093, 1)} +x_0=${value(3090, value(3082, 0)) * unit} +y_0=${value(3091, value(3083, 0)) * unit}` +
      ` ${ellipsoid} +to_meter=${unit} +no_defs`,
    kind: 'projected',
    datum: datumOfKeys(keys),
  });
}

/** The datum of user-defined keys: by code, else by the names in the citations, as GDAL and Esri write them. */
function datumOfKeys(keys: GeoKeyValues): Datum {
  const rows = datumRows();
  const code = (id: number) => (typeof keys.get(id) === 'number' ? (keys.get(id) as number) : 0);
  const byCode = datumOfSystem(rows, code(key.geographicType)) ?? datumOfCode(rows, code(key.geodeticDatum));
  if (byCode) return byCode;
  const citations = [key.geogCitation, key.citation, key.projectedCitation]
    .map(id => keys.get(id))
    .filter(text => typeof text === 'string');
  const words = citations.flatMap(text => text.split('|').map(part => part.split('=').at(-1)!.trim()));
  for (const word of words) {
    const datum = datumOfName(rows, word);
    if (datum) return datum;
  }
  return unknownDatum(words[0] ?? '');
}

export interface Placement {
  affine: Affine;
  /** Which tag gave it. */
  source: 'ModelTransformation' | 'ModelPixelScale' | 'world file' | 'none';
  /** Number of ground control points where the file has those instead of an affine. */
  gcps: number;
}

/**
 * Where the pixels lie, from ModelTransformation, or one tie point and a pixel scale. PixelIsPoint moves by half a
 * pixel.
 */
export function placementOf(
  transformation: readonly number[],
  tiepoints: readonly number[],
  scale: readonly number[],
  isPoint: boolean,
): Placement {
  const shift = (a: Affine): Affine =>
    isPoint ? [a[0] - 0.5 * (a[1] + a[2]), a[1], a[2], a[3] - 0.5 * (a[4] + a[5]), a[4], a[5]] : a;
  if (scale.length >= 2 && tiepoints.length >= 6 && scale[0] !== 0) {
    const [col, row, , x, y] = tiepoints;
    return {
      affine: shift([x - col * scale[0], scale[0], 0, y + row * scale[1], 0, -scale[1]]),
      source: 'ModelPixelScale',
      gcps: 0,
    };
  }
  if (transformation.length >= 16) {
    const m = transformation;
    return { affine: shift([m[3], m[0], m[1], m[7], m[4], m[5]]), source: 'ModelTransformation', gcps: 0 };
  }
  return { affine: [0, 1, 0, 0, 0, 1], source: 'none', gcps: Math.floor(tiepoints.length / 6) };
}
