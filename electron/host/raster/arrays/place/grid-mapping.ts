import { crsFromEpsg, crsFromWkt } from '#core/grid/crs.ts';
import type { Crs } from '#core/grid/grid.ts';
import { numberIn, textIn, type Attributes } from '#host/raster/arrays/array-file.ts';

/** WKT's names of the projections of CF, and of their parameters where those differ. */
const projections: Record<string, { wkt: string; parameters: Record<string, string> }> = {
  transverse_mercator: {
    wkt: 'Transverse_Mercator',
    parameters: {
      latitude_of_projection_origin: 'latitude_of_origin',
      longitude_of_central_meridian: 'central_meridian',
      scale_factor_at_central_meridian: 'scale_factor',
    },
  },
  sinusoidal: {
    wkt: 'Sinusoidal',
    parameters: {
      longitude_of_central_meridian: 'longitude_of_center',
      longitude_of_projection_origin: 'longitude_of_center',
    },
  },
  albers_conical_equal_area: {
    wkt: 'Albers_Conic_Equal_Area',
    parameters: {
      latitude_of_projection_origin: 'latitude_of_center',
      longitude_of_central_meridian: 'longitude_of_center',
    },
  },
  lambert_azimuthal_equal_area: {
    wkt: 'Lambert_Azimuthal_Equal_Area',
    parameters: {
      latitude_of_projection_origin: 'latitude_of_center',
      longitude_of_projection_origin: 'longitude_of_center',
    },
  },
  lambert_conformal_conic: {
    wkt: 'Lambert_Conformal_Conic_2SP',
    parameters: {
      latitude_of_projection_origin: 'latitude_of_origin',
      longitude_of_central_meridian: 'central_meridian',
    },
  },
};

/** A system out of the attributes of a grid mapping; null where it is none that can be computed. */
export function crsOfMapping(attributes: Attributes): Crs | null {
  const name = textIn(attributes, 'grid_mapping_name') ?? '';
  const axis = numberIn(attributes, 'semi_major_axis', 'earth_radius');
  const flattening = numberIn(attributes, 'inverse_flattening');
  const minor = numberIn(attributes, 'semi_minor_axis');
  if (name === 'latitude_longitude') return crsFromEpsg(4326);
  const known = projections[name];
  if (!known) return null;
  const a = axis ?? 6378137;
  const inverse =
    flattening ?? (minor !== null ? (minor === a ? 0 : a / (a - minor)) : axis === null ? 298.257223563 : 0);
  const isWgs84 = a === 6378137 && Math.abs(inverse - 298.257223563) < 1e-6;
  const datum = isWgs84 ? 'WGS_1984' : 'Not specified';
  const parameters = Object.entries(known.parameters).flatMap(([cf, wkt]) => {
    const value = numberIn(attributes, cf);
    return value === null ? [] : [[wkt, value] as const];
  });
  const parallels = attributes.standard_parallel;
  if (Array.isArray(parallels) && name !== 'sinusoidal')
    parallels.forEach((p: number, i) => parameters.push([`standard_parallel_${i + 1}`, p]));
  for (const end of ['easting', 'northing'] as const)
    parameters.push([`false_${end}`, numberIn(attributes, `false_${end}`) ?? 0]);
  return crsFromWkt(
    `PROJCS["${name}",GEOGCS["${datum}",DATUM["${datum}",SPHEROID["${datum}",${a},${inverse}]],PRIMEM["Greenwich",0],` +
      `UNIT["degree",0.0174532925199433]],PROJECTION["${known.wkt}"],` +
      `${parameters.map(([wkt, value]) => `PARAMETER["${wkt}",${value}]`).join(',')},UNIT["metre",1]]`,
  );
}
