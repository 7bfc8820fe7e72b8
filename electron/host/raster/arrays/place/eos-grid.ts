import { crsFromEpsg, crsFromWkt } from '#core/grid/crs.ts';
import { wgs84Datum } from '#core/grid/datum.ts';
import type { Crs, Grid } from '#core/grid/grid.ts';
import { inEnglish } from '#core/words/said.ts';
import { textIn, type Attributes } from '#host/raster/arrays/array-file.ts';

/** A grid of HDF-EOS, as the text StructMetadata describes it. */
export interface EosGrid {
  name: string;
  grid: Grid;
}

/** The text in its parts: `StructMetadata.0`, `.1` … follow each other. */
function structureOf(attributes: Attributes): string {
  let text = '';
  for (let i = 0; ; i++) {
    const part = textIn(attributes, `StructMetadata.${i}`);
    if (part === null) return text;
    text += part;
  }
}

/** The grids of a file of HDF-EOS2 or HDF-EOS5; none where it has no such text. */
export function eosGrids(attributes: Attributes): EosGrid[] {
  const grids = structureOf(attributes).matchAll(/GROUP=GRID_\d+\s([\s\S]*?)END_GROUP=GRID_\d+\s/g);
  return [...grids].flatMap(([, text]) => gridOf(text) ?? []);
}

function gridOf(text: string): EosGrid | null {
  const value = (name: string) => new RegExp(`\\b${name}\\s*=\\s*([^\\r\\n]+)`).exec(text)?.[1].trim() ?? '';
  const numbers = (name: string) => value(name).replace(/[()]/g, '').split(',').map(Number);
  const name = value('GridName').replace(/"/g, '');
  const [width, height] = [Number(value('XDim')), Number(value('YDim'))];
  const [left, top] = numbers('UpperLeftPointMtrs');
  const [right, bottom] = numbers('LowerRightMtrs');
  const projection = value('Projection').replace(/^(HE5_)?GCTP_/, '');
  const system = systems[projection];
  const degrees = projection === 'GEO' ? degreesOf : (n: number) => n;
  const [x0, y0, x1, y1] = [degrees(left), degrees(top), degrees(right), degrees(bottom)];
  if (!name || !(width > 0) || !(height > 0) || ![x0, y0, x1, y1].every(Number.isFinite)) return null;
  if (x1 === x0 || y1 === y0) return null;
  const crs = system?.(numbers('ProjParams'), Number(value('ZoneCode'))) ?? null;
  return {
    name,
    grid: {
      width,
      height,
      affine: [x0, (x1 - x0) / width, 0, y0, 0, (y1 - y0) / height],
      crs,
      ...(crs ? {} : { crsProblem: inEnglish('scene.projection-unknown', { projection }) }),
    },
  };
}

/** The systems that the grids of surface products come in, by the names of the General Cartographic Package. */
const systems: Record<string, (parameters: number[], zone: number) => Crs | null> = {
  GEO: () => crsFromEpsg(4326),
  UTM: (_, zone) => crsFromEpsg(zone > 0 ? 32600 + zone : 32700 - zone),
  SNSOID: ([radius, , , , meridian = 0, , east = 0, north = 0]) =>
    radius > 0 ? sinusoidal(radius, degreesOf(meridian), east, north) : null,
};

/** Latitudes on the sphere are those of WGS 84, as the producers use them: no shift is made. */
function sinusoidal(radius: number, meridian: number, east: number, north: number): Crs | null {
  const crs = crsFromWkt(
    `PROJCS["Sinusoidal, sphere of ${radius} m",GEOGCS["Sphere",DATUM["Sphere",SPHEROID["Sphere",${radius},0]],` +
      `PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Sinusoidal"],` +
      `PARAMETER["longitude_of_center",${meridian}],PARAMETER["false_easting",${east}],` +
      `PARAMETER["false_northing",${north}],UNIT["metre",1]]`,
  );
  return crs && { ...crs, datum: wgs84Datum };
}

/** Degrees, minutes and seconds packed as DDDMMMSSS.SS. */
function degreesOf(packed: number): number {
  const size = Math.abs(packed);
  const degrees = Math.floor(size / 1e6);
  const minutes = Math.floor((size - degrees * 1e6) / 1e3);
  const seconds = size - degrees * 1e6 - minutes * 1e3;
  return Math.sign(packed) * (degrees + minutes / 60 + seconds / 3600);
}
