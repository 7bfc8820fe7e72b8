import { refuseInUse } from './assessments.ts';
import { zoneKinds, type CatalogueZone, type Zone, type ZoneKind } from '#core/zones/zone.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { polygonColumn, polygonsOfColumn } from '#host/catalogue/store/geometry-columns.ts';
import type { CatalogueReader, CatalogueWriter, Handle } from '#host/catalogue/store/handles.ts';
import { canonicalJson } from '#host/files/canonical-json.ts';

interface ZoneRow {
  id: number;
  geom: Uint8Array | null;
  zone_set: string;
  kind: string;
  name: string;
  attributes: string | null;
}

export interface ZoneSet {
  set: string;
  kind: ZoneKind;
  /** Longitude and latitude in CGCS2000. */
  zones: Zone[];
  simulated?: boolean;
}

const columns = 'id, geom, zone_set, kind, name, attributes';

/** Adds zones to a set. A zone of the same name in the same set is replaced and keeps its number. */
export function importZones(
  tx: CatalogueWriter,
  { set, kind, zones, simulated = false }: ZoneSet,
): CatalogueZone[] {
  const ids = zones.map(zone => {
    const row = {
      geom: polygonColumn(zone.geometry),
      zone_set: set,
      kind,
      name: zone.name,
      attributes: canonicalJson(zone.attributes),
      simulated: simulated ? 1 : 0,
    };
    const there = tx.get<{ id: number }>(
      'SELECT id FROM zone WHERE zone_set = ? AND name = ?',
      set,
      zone.name,
    );
    if (!there) return tx.insert('zone', row);
    tx.update('zone', there.id, row);
    return there.id;
  });
  return [...new Set(ids)].map(id => getZone(tx, id));
}

export function listZones(reader: CatalogueReader, { kind }: { kind?: ZoneKind } = {}): CatalogueZone[] {
  const where = kind === undefined ? '' : 'WHERE kind = ?';
  return reader
    .all<ZoneRow>(
      `SELECT ${columns} FROM zone ${where} ORDER BY zone_set, id`,
      ...(kind === undefined ? [] : [kind]),
    )
    .map(toZone);
}

export function getZone(reader: CatalogueReader, id: number): CatalogueZone {
  const row = reader.get<ZoneRow>(`SELECT ${columns} FROM zone WHERE id = ?`, id);
  if (!row) throw new BloomlineError('not-found', `zone ${id}`, say('catalogue.no-such-zone', { id }));
  return toZone(row);
}

export function removeZones(tx: CatalogueWriter, ids: number[]): void {
  refuseInUse(tx, 'zone_ids', ids);
  for (const id of new Set(ids)) tx.remove('zone', id);
}

function toZone(row: ZoneRow): CatalogueZone {
  return {
    id: row.id,
    set: row.zone_set,
    kind: zoneKinds.find(kind => kind === row.kind) ?? 'other',
    name: row.name,
    geometry: polygonsOfColumn(row.geom),
    attributes: attributesOf(row.attributes),
  };
}

/** Other programs may have put anything into the column. */
function attributesOf(json: string | null): Zone['attributes'] {
  try {
    const value: unknown = JSON.parse(json ?? '{}');
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Zone['attributes'])
      : {};
  } catch {
    return {};
  }
}

export const zonesOf = ({ reader, write }: Handle) => ({
  list: (filter?: { kind?: ZoneKind }) => listZones(reader, filter),
  get: (id: number) => getZone(reader, id),
  import: (who: string, set: ZoneSet) => write(who, tx => importZones(tx, set)),
  remove: (who: string, ids: number[]) => write(who, tx => removeZones(tx, ids)),
});
