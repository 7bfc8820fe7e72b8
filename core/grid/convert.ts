import proj4 from 'proj4';
import { datumOf, datumStep, isNoShift } from './datum.ts';
import type { Crs } from './grid.ts';

type Convert = (point: [number, number]) => [number, number];
type Projection = InstanceType<typeof proj4.Proj>;

/** proj4's mark of a system that takes part in no shift of datums. */
const withoutDatum = 5;

/** A projection on its own ellipsoid: whatever shift its definition or its datum's name brings along is not used. */
function projectionOf(definition: string): Projection {
  const projection = new proj4.Proj(definition);
  Object.assign(projection, { nadgrids: undefined });
  Object.assign(projection.datum, { datum_type: withoutDatum, datum_params: undefined, grids: undefined });
  return projection;
}

const between = (from: Projection, to: Projection): Convert => {
  const converter = proj4(from, to);
  return point => converter.forward(point);
};

/**
 * From one system to another. Datums are shifted only by what `datumStep` knows: the definitions' own parameters never
 * are, so that systems of one datum stay on each other.
 */
export function converter(from: Crs, to: Crs): Convert {
  const shifts = datumStep(from, to).kind === 'shift';
  if (!shifts && from.proj4 === to.proj4) return ([x, y]) => [x, y];
  const [source, target] = [projectionOf(from.proj4), projectionOf(to.proj4)];
  if (!shifts) return between(source, target);
  const toDegrees = between(source, lonLatOf(from, false));
  const shift = between(lonLatOf(from, true), lonLatOf(to, true));
  const fromDegrees = between(lonLatOf(to, false), target);
  return point => fromDegrees(shift(toDegrees(point)));
}

/** Longitude and latitude on a system's own ellipsoid: no datum takes part. */
export function toLonLat(crs: Crs): Convert {
  return between(projectionOf(crs.proj4), lonLatOf(crs, false));
}

/** The way back of `toLonLat`. */
export function fromLonLat(crs: Crs): Convert {
  return between(lonLatOf(crs, false), projectionOf(crs.proj4));
}

/** Longitude and latitude of Greenwich on a system's ellipsoid, with or without its shift to WGS 84. */
function lonLatOf(crs: Crs, withShift: boolean): Projection {
  const { shift } = datumOf(crs);
  if (withShift && shift && isNoShift(shift)) return new proj4.Proj('+proj=longlat +datum=WGS84 +no_defs');
  const { a, b } = new proj4.Proj(crs.proj4);
  const plain = `+proj=longlat +a=${a} +b=${b}`;
  return withShift && shift
    ? new proj4.Proj(`${plain} +towgs84=${shift.parameters.join()} +no_defs`)
    : projectionOf(`${plain} +no_defs`);
}
