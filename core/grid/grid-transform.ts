import { converter } from './convert.ts';
import { crsFromEpsg } from './crs.ts';
import { placedPixel, type RpcPlacement } from './rpc.ts';
import { invert, sameCrs, toMap, type Grid } from './grid.ts';

/** What pixels are taken from: a grid, or a picture without a map place that its polynomials place. */
export interface SourceGrid extends Grid {
  placement?: RpcPlacement;
}

/** Columns and rows of one grid as columns and rows of another; NaN where the projection has no answer. */
export type PixelTransform = (col: number, row: number) => [number, number];

/** From pixels of `target` to pixels of `source`, through both reference systems. Throws RangeError without them. */
export function pixelTransform(
  target: Grid,
  source: SourceGrid,
  heightAt?: (longitude: number, latitude: number) => number,
): PixelTransform {
  if (source.placement) return placedTransform(target, source.placement, heightAt);
  const back = invert(source.affine);
  const same =
    (target.crs === null && source.crs === null) ||
    (target.crs && source.crs && sameCrs(target.crs, source.crs));
  if (same)
    return (col, row) => {
      const [x, y] = toMap(target.affine, col, row);
      return toMap(back, x, y);
    };
  if (!target.crs || !source.crs)
    throw new RangeError('a grid without a reference system fits only its like');
  const convert = converter(target.crs, source.crs);
  return (col, row) => {
    try {
      const [x, y] = convert(toMap(target.affine, col, row) as [number, number]);
      return toMap(back, x, y);
    } catch {
      return [NaN, NaN];
    }
  };
}

/** From pixels of `target` to those of a picture that its polynomials place; NaN where there is no height. */
function placedTransform(
  target: Grid,
  placement: RpcPlacement,
  heightAt: (longitude: number, latitude: number) => number = () => placement.height,
): PixelTransform {
  if (!target.crs) throw new RangeError('a grid without a reference system fits only its like');
  const convert = converter(target.crs, crsFromEpsg(4326)!);
  return (col, row) => {
    try {
      const [longitude, latitude] = convert(toMap(target.affine, col, row) as [number, number]);
      return placedPixel(placement, longitude, latitude, heightAt(longitude, latitude));
    } catch {
      return [NaN, NaN];
    }
  };
}

/**
 * The transform along one row of pixels, from `from` to `to`: exact at both ends, straight between them where the
 * middle errs by at most `tolerance` source pixels, else halved (after GDAL's approximating transformer). Tolerance 0
 * is exact. Writes columns and rows of the pixel positions `from`, `from + 1` … `to`.
 */
export function transformRow(
  transform: PixelTransform,
  from: number,
  to: number,
  row: number,
  tolerance: number,
  cols: Float64Array,
  rows: Float64Array,
): void {
  const count = Math.round(to - from);
  const put = (i: number, [c, r]: [number, number]) => {
    cols[i] = c;
    rows[i] = r;
  };
  if (tolerance <= 0 || count < 4) {
    for (let i = 0; i <= count; i++) put(i, transform(from + i, row));
    return;
  }
  put(0, transform(from, row));
  put(count, transform(to, row));
  const fill = (a: number, b: number) => {
    if (b - a < 2) return;
    const middle = (a + b) >> 1;
    const exact = transform(from + middle, row);
    const t = (middle - a) / (b - a);
    const error = Math.max(
      Math.abs(cols[a] + t * (cols[b] - cols[a]) - exact[0]),
      Math.abs(rows[a] + t * (rows[b] - rows[a]) - exact[1]),
    );
    if (error <= tolerance) {
      for (let i = a + 1; i < b; i++) {
        const u = (i - a) / (b - a);
        cols[i] = cols[a] + u * (cols[b] - cols[a]);
        rows[i] = rows[a] + u * (rows[b] - rows[a]);
      }
      return;
    }
    put(middle, exact); // NaN also comes here
    fill(a, middle);
    fill(middle, b);
  };
  fill(0, count);
}
