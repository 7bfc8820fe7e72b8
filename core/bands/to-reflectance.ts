import type { Radiometry } from '#core/scene/scene.ts';
import { reasonCode, type Validity } from './validity.ts';

/**
 * DN → physical value (`valueOfDn`) as float64, row-major. Pixels equal to nodata, and NaN, are marked in
 * `validity` and become 0. `nodata` is compared as stored, before scaling; NaN as nodata means NaN pixels.
 */
export function toReflectance(
  dn: ArrayLike<number>,
  radiometry: Radiometry,
  nodata: number | null,
  validity: Validity,
): Float64Array {
  const { scale, offset, sphericalAlbedo = 0 } = radiometry;
  const values = new Float64Array(dn.length);
  const declared = nodata === null || Number.isNaN(nodata) ? Number.POSITIVE_INFINITY : nodata;
  const plain = scale === 1 && offset === 0;
  for (let i = 0; i < values.length; i++) {
    const value = dn[i];
    if (value === declared || value !== value) validity[i] ||= reasonCode.nodata;
    else values[i] = plain ? value : value * scale + offset;
  }
  if (sphericalAlbedo !== 0)
    for (let i = 0; i < values.length; i++) values[i] /= 1 + sphericalAlbedo * values[i];
  return values;
}
