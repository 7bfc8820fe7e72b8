import type Database from 'better-sqlite3';
import { boxOfBlob } from './geopackage-geometry.ts';

/**
 * The functions that R-tree triggers of any GeoPackage call (clause 3.1.3, annex F.3). Other programs bring their
 * own.
 */
export function registerGeometryFunctions(db: Database.Database): void {
  const options = { deterministic: true };
  const side = (index: 0 | 1 | 2 | 3) => (blob: unknown) => box(blob)?.[index] ?? null;
  db.function('ST_MinX', options, side(0));
  db.function('ST_MinY', options, side(1));
  db.function('ST_MaxX', options, side(2));
  db.function('ST_MaxY', options, side(3));
  db.function('ST_IsEmpty', options, (blob: unknown) => (blob === null ? null : box(blob) === null ? 1 : 0));
}

function box(blob: unknown): [number, number, number, number] | null {
  if (!(blob instanceof Uint8Array)) return null;
  try {
    return boxOfBlob(blob);
  } catch {
    return null;
  }
}
