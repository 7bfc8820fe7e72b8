import { crsFromEpsg, crsFromWkt } from '#core/grid/crs.ts';
import type { Affine, Crs, Grid } from '#core/grid/grid.ts';
import { inEnglish } from '#core/words/said.ts';
import { listIn, type EnviHeader } from './envi-header.ts';

/** The grid that `map info` and `coordinate system string` describe, and whether they place it at all. */
export function enviGrid({ width, height, fields }: EnviHeader): { grid: Grid; placed: boolean } {
  const parts = listIn(fields['map info']);
  const affine = affineOf(parts);
  const text = fields['coordinate system string'];
  const named = (text ? crsFromWkt(text) : null) ?? crsOfMapInfo(parts);
  const projection = parts[0] ?? '';
  const problem = affine && !named ? inEnglish('scene.projection-unknown', { projection }) : null;
  return {
    placed: affine !== null,
    grid: {
      width,
      height,
      affine: affine ?? [0, 1, 0, 0, 0, 1],
      crs: affine ? named : null,
      ...(problem ? { crsProblem: problem } : {}),
    },
  };
}

/**
 * Name, reference pixel (the first one's upper left corner is 1, 1), its place, sizes of pixels, and perhaps a rotation
 * in degrees, counter-clockwise.
 */
function affineOf(parts: readonly string[]): Affine | null {
  const [col, row, x, y, dx, dy] = parts.slice(1, 7).map(Number);
  if (![col, row, x, y, dx, dy].every(Number.isFinite) || !(dx > 0) || !(dy > 0)) return null;
  const turned = Number(parts.map(part => /^rotation\s*=\s*(.+)$/i.exec(part)?.[1]).find(Boolean) ?? 0);
  const angle = (turned * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [a, b, d, e] = [cos * dx, sin * dy, sin * dx, -cos * dy];
  return [x - (col - 1) * a - (row - 1) * b, a, b, y - (col - 1) * d - (row - 1) * e, d, e];
}

/** WGS 84 and CGCS2000 by UTM zone, or degrees; other systems come with their text. */
function crsOfMapInfo(parts: readonly string[]): Crs | null {
  const [name = ''] = parts;
  const isWgs84 = parts.some(part => /WGS[- _]?84/i.test(part));
  const isCgcs2000 = parts.some(part => /CGCS[- _]?2000|China_?2000/i.test(part));
  if (/^geographic/i.test(name)) return isCgcs2000 ? crsFromEpsg(4490) : isWgs84 ? crsFromEpsg(4326) : null;
  if (!/^UTM$/i.test(name) || !isWgs84) return null;
  const zone = Number(parts[7]);
  return crsFromEpsg((/^south$/i.test(parts[8] ?? '') ? 32700 : 32600) + zone);
}
