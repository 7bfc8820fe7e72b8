import { crsFromEpsg, crsFromWkt } from '#core/grid/crs.ts';
import type { Crs } from '#core/grid/grid.ts';
import { inEnglish } from '#core/words/said.ts';

/** CRS of the text of a .prj file, with a note for people where there is none. */
export function crsOfPrj(prj: string | null): { crs: Crs | null; note: string | null } {
  if (prj === null || !prj.trim()) return { crs: null, note: inEnglish('vector.no-prj') };
  const crs = crsFromWkt(prj);
  const projection = /PROJECTION\s*\[\s*"([^"]*)"/i.exec(prj)?.[1];
  if (crs) return { crs, note: null };
  return {
    crs,
    note: projection
      ? inEnglish('vector.prj-projection', { projection })
      : inEnglish('vector.prj-unreadable'),
  };
}

/** CRS of the "crs" member of a GeoJSON of 2008; without one it is WGS 84 (RFC 7946). */
export function crsOfGeoJson(member: unknown): { crs: Crs | null; note: string | null } {
  if (member === undefined) return { crs: crsFromEpsg(4326), note: null };
  const name = nameOf(member);
  if (name === null) return { crs: null, note: inEnglish('vector.crs-undefined') };
  if (/(^|:)(CRS84|CRS:84)$/i.test(name)) return { crs: crsFromEpsg(4326), note: null };
  const code = /(?:EPSG\D*?|^)(?:[\d.]*:)?(\d{4,6})$/i.exec(name);
  const crs = code ? crsFromEpsg(Number(code[1])) : crsFromWkt(name);
  return { crs, note: crs ? null : inEnglish('vector.crs-unknown', { name: name.slice(0, 80) }) };
}

function nameOf(member: unknown): string | null {
  if (typeof member === 'string') return member;
  if (typeof member !== 'object' || member === null) return null;
  const { properties } = member as { properties?: { name?: unknown; code?: unknown } };
  if (typeof properties?.name === 'string') return properties.name;
  return properties?.code === undefined ? null : `EPSG:${String(properties.code)}`;
}

/** CRS of a row of gpkg_spatial_ref_sys. */
export function crsOfSrsRow(
  row: { organization: string; organization_coordsys_id: number; definition: string } | undefined,
): Crs | null {
  if (!row) return null;
  const code = /^epsg$/i.test(row.organization) ? row.organization_coordsys_id : 0;
  return (code > 0 ? crsFromEpsg(code) : null) ?? crsFromWkt(row.definition ?? '');
}
