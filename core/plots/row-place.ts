import gcoord from 'gcoord';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { projector } from '#core/zones/project.ts';
import { inEnglish } from '#core/words/said.ts';
import { readAngle, readPlace } from './coordinates.ts';
import type { FieldCell, FieldGeometry } from './field-table.ts';
import type { ImportMapping } from './mapping.ts';
import { RowProblem, type ImportRow, type RowCells } from './row-cells.ts';

const mostAngles = 10_000;

/** Finds the place of a row, in CGCS2000. */
export class RowPlace {
  readonly #cells: RowCells;
  readonly #angles = new Map<string, number | null>();
  readonly #toCatalogue: ((x: number, y: number) => [number, number]) | null;
  /** TWD97 has a zone of its own for the outlying islands. */
  readonly #islands: ((x: number, y: number) => [number, number]) | null;

  constructor(cells: RowCells) {
    this.#cells = cells;
    this.#toCatalogue = toCatalogue(cells.mapping.crs ?? cells.table.epsg);
    this.#islands = cells.mapping.crs === 3826 ? toCatalogue(3825) : null;
  }

  /** Longitude and latitude; null for a row without a place. Throws RowProblem for one that is none. */
  placeOf(row: ImportRow): [number, number] | null {
    const point = this.#pair(row) ?? (row.shape ? middleOf(row.shape) : null);
    if (!point) return null;
    if (!this.#toCatalogue)
      throw new RowProblem(this.#cells.column('x'), 'crs-missing', inEnglish('row.crs-missing'));
    const [lon, lat] = this.#onIsland(row, point) ?? this.#toCatalogue(point[0], point[1]);
    if (!Number.isFinite(lon) || !Number.isFinite(lat) || Math.abs(lon) > 180 || Math.abs(lat) > 90)
      throw new RowProblem(
        this.#cells.column('lon') ?? this.#cells.column('x'),
        'place-invalid',
        inEnglish('row.not-of-crs', { x: point[0], y: point[1] }),
        { x: point[0], y: point[1] },
      );
    return [lon, lat];
  }

  /** The place of metres that count from the outlying islands' own meridian; null for all others. */
  #onIsland(row: ImportRow, [x, y]: readonly [number, number]): [number, number] | null {
    if (!this.#islands) return null;
    const county = outlyingCounties.find(([name]) =>
      row.cells.some(cell => typeof cell === 'string' && name.test(cell)),
    );
    if (!county) return null;
    const place = this.#islands(x, y);
    return place[0] >= county[1] && place[0] <= county[2] ? place : null;
  }

  /** Many rows lie at the same few places. */
  #angle(cell: FieldCell): number | null {
    if (typeof cell !== 'string') return readAngle(cell);
    let angle = this.#angles.get(cell);
    if (angle === undefined) {
      if (this.#angles.size >= mostAngles) this.#angles.clear();
      this.#angles.set(cell, (angle = readAngle(cell)));
    }
    return angle;
  }

  #pair(row: ImportRow): [number, number] | null {
    const text = this.#cells.text(row, 'place');
    if (text) {
      // ODK writes latitude, longitude, altitude and accuracy.
      const odk = /^(-?\d+\.\d+) (-?\d+\.\d+) -?[\d.]+ [\d.]+$/.exec(text);
      if (odk) return [Number(odk[2]), Number(odk[1])];
      // POINT (x y), POINT Z (x y z)
      const wkt = /^(?:SRID=\d+;\s*)?POINT\s*(?:ZM?|M)?\s*\(\s*(\S+)\s+(\S+)(?:\s+\S+)*\s*\)$/i.exec(text);
      if (wkt && [wkt[1], wkt[2]].every(n => Number.isFinite(Number(n))))
        return [Number(wkt[1]), Number(wkt[2])];
      const found = readPlace(text, null);
      if ('problem' in found)
        throw new RowProblem(
          this.#cells.column('place'),
          'place-invalid',
          inEnglish('row.no-place', { text }),
          {
            x: text,
            y: '',
          },
        );
      return [found.lon, found.lat];
    }
    for (const [first, second] of [
      ['lon', 'lat'],
      ['x', 'y'],
    ] as const) {
      const [a, b] = [this.#cells.cell(row, first), this.#cells.cell(row, second)];
      if (a === null || b === null || a === '' || b === '') continue;
      const [x, y] = [this.#angle(a), this.#angle(b)];
      if (x === null || y === null)
        throw new RowProblem(
          this.#cells.column(x === null ? first : second),
          'place-invalid',
          inEnglish('row.no-place', { text: `${String(a)}, ${String(b)}` }),
          {
            x: String(a),
            y: String(b),
          },
        );
      if (first === 'lon' && (Math.abs(x) > 180 || Math.abs(y) > 90))
        throw new RowProblem(
          this.#cells.column(first),
          'place-invalid',
          inEnglish('row.no-longitude', { x, y }),
          { x, y },
        );
      return [x, y];
    }
    return null;
  }

  /** A shape of the file in CGCS2000. */
  projected<T extends number[][][] | number[][][][]>(shape: T): T {
    const walk = (part: unknown): unknown =>
      Array.isArray(part) && typeof part[0] === 'number'
        ? this.#toCatalogue!(part[0], part[1] as number)
        : (part as unknown[]).map(walk);
    return walk(shape) as T;
  }
}

/** Outlying counties of Taiwan and their longitudes: some of their TWD97 metres count from 119° E (EPSG:3825). */
const outlyingCounties: [RegExp, number, number][] = [
  [/澎湖/, 119.2, 119.8],
  [/金[門门]/, 118.1, 118.6],
  [/[連连]江|[馬马]祖/, 119.8, 120.6],
];

function middleOf(shape: FieldGeometry): [number, number] | null {
  if (shape.type === 'point') return [shape.point[0], shape.point[1]];
  const ring = shape.type === 'polygon' ? shape.polygons[0]?.[0]?.slice(0, -1) : shape.lines[0];
  if (!ring?.length) return null;
  if (shape.type === 'line') return [ring[0][0], ring[0][1]];
  return [
    ring.reduce((sum, p) => sum + p[0], 0) / ring.length,
    ring.reduce((sum, p) => sum + p[1], 0) / ring.length,
  ];
}

/** From the coordinates of a file to CGCS2000; null where its system is not known. */
function toCatalogue(crs: ImportMapping['crs']): ((x: number, y: number) => [number, number]) | null {
  if (crs === null) return null;
  if (crs === 'gcj02' || crs === 'bd09') {
    const from = crs === 'gcj02' ? gcoord.GCJ02 : gcoord.BD09;
    return (x, y) => gcoord.transform([x, y], from, gcoord.WGS84) as [number, number];
  }
  const found = crsFromEpsg(crs);
  return found ? projector(found, cgcs2000) : null;
}
