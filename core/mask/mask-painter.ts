import type { Window } from '#core/grid/grid.ts';
import type { MaskArea, MaskPlan, MaskShore } from './mask-plan.ts';

/** Rows that share a list of sides. */
const bandRows = 32;

/** Writes the codes of a plan's shore and areas, row by row. Cost: sides near the row, and the pixels painted. */
export class MaskPainter {
  readonly #shore: ShoreRows | null;
  readonly #areas: AreaRows[];

  constructor({ shore, areas }: Pick<MaskPlan, 'shore' | 'areas'>) {
    this.#shore = shore && new ShoreRows(shore);
    this.#areas = areas.map(area => new AreaRows(area));
  }

  get isEmpty(): boolean {
    return !this.#shore && this.#areas.length === 0;
  }

  /** Codes of pixels [col, col + out.length) of a row; pixels that nothing covers stay as they are. */
  paintRow(row: number, col: number, out: Uint8Array): void {
    this.#shore?.paint(row, col, out);
    for (const area of this.#areas) area.paint(row, col, out);
  }

  /** Codes of a window, row-major, 0 where nothing covers a pixel. */
  window({ col, row, width, height }: Window): Uint8Array {
    const out = new Uint8Array(width * height);
    for (let r = 0; r < height; r++) this.paintRow(row + r, col, out.subarray(r * width, (r + 1) * width));
    return out;
  }

  /** Codes at places (−1: outside). */
  places(cols: Int32Array, rows: Int32Array): Uint8Array {
    const out = new Uint8Array(cols.length);
    const byRow = new Map<number, { first: number; last: number }>();
    for (let i = 0; i < cols.length; i++) {
      if (cols[i] < 0 || rows[i] < 0) continue;
      const span = byRow.get(rows[i]);
      if (!span) byRow.set(rows[i], { first: cols[i], last: cols[i] });
      else {
        span.first = Math.min(span.first, cols[i]);
        span.last = Math.max(span.last, cols[i]);
      }
    }
    const painted = new Map<number, { first: number; codes: Uint8Array }>();
    for (const [row, { first, last }] of byRow) {
      const codes = new Uint8Array(last - first + 1);
      this.paintRow(row, first, codes);
      painted.set(row, { first, codes });
    }
    for (let i = 0; i < cols.length; i++) {
      if (cols[i] < 0 || rows[i] < 0) continue;
      const { first, codes } = painted.get(rows[i])!;
      out[i] = codes[cols[i] - first];
    }
    return out;
  }
}

/** Numbers of the sides that may matter for a row, in bands of rows. */
class RowLists {
  readonly #first: number;
  readonly #lists: number[][];

  constructor(count: number, rowsOf: (side: number) => readonly [number, number]) {
    let first = Infinity;
    let last = -Infinity;
    const spans = Array.from({ length: count }, (_, side) => {
      const [from, to] = rowsOf(side).map(row => Math.floor(row / bandRows));
      first = Math.min(first, from);
      last = Math.max(last, to);
      return [from, to];
    });
    this.#first = first;
    this.#lists = Array.from({ length: Math.max(0, last - first + 1) }, () => []);
    spans.forEach(([from, to], side) => {
      for (let band = from; band <= to; band++) this.#lists[band - first].push(side);
    });
  }

  at(row: number): readonly number[] {
    return this.#lists[Math.floor(row / bandRows) - this.#first] ?? [];
  }
}

class AreaRows {
  readonly #area: MaskArea;
  readonly #lists: RowLists;

  constructor(area: MaskArea) {
    const { sides } = area;
    this.#area = area;
    this.#lists = new RowLists(sides.length / 4, n => {
      const [y0, y1] = [sides[n * 4 + 1], sides[n * 4 + 3]];
      return [Math.min(y0, y1), Math.max(y0, y1)];
    });
  }

  paint(row: number, col: number, out: Uint8Array): void {
    const { sides, code } = this.#area;
    const y = row + 0.5;
    const crossings: { x: number; way: number }[] = [];
    for (const n of this.#lists.at(row)) {
      const y0 = sides[n * 4 + 1];
      const y1 = sides[n * 4 + 3];
      if (y0 <= y === y1 <= y) continue;
      const x0 = sides[n * 4];
      const x = x0 + ((y - y0) / (y1 - y0)) * (sides[n * 4 + 2] - x0);
      crossings.push({ x, way: y1 > y0 ? 1 : -1 });
    }
    crossings.sort((a, b) => a.x - b.x);
    let winding = 0;
    for (let i = 0; i + 1 < crossings.length; i++) {
      winding += crossings[i].way;
      if (winding !== 0) fill(out, col, crossings[i].x, crossings[i + 1].x, code);
    }
  }
}

class ShoreRows {
  readonly #shore: MaskShore;
  readonly #lists: RowLists;

  constructor(shore: MaskShore) {
    const { sides, metric, distanceM } = shore;
    this.#shore = shore;
    this.#lists = new RowLists(sides.length / 4, n => {
      const [y0, y1] = [sides[n * 4 + 1], sides[n * 4 + 3]];
      const reach = distanceM / metric[n * 3 + 2];
      return [Math.min(y0, y1) - reach - 1, Math.max(y0, y1) + reach + 1];
    });
  }

  paint(row: number, col: number, out: Uint8Array): void {
    const { sides, metric, distanceM, code } = this.#shore;
    for (const n of this.#lists.at(row)) {
      const [a, b, c] = [metric[n * 3], metric[n * 3 + 1], metric[n * 3 + 2]];
      // Metres from the side's start; the row's centres lie on a level line of them.
      const dc = sides[n * 4 + 2] - sides[n * 4];
      const dr = sides[n * 4 + 3] - sides[n * 4 + 1];
      const span = reachOfRow(a * dc + b * dr, c * dr, c * (row + 0.5 - sides[n * 4 + 1]), distanceM);
      if (!span) continue;
      const shift = b * (row + 0.5 - sides[n * 4 + 1]);
      const from = sides[n * 4] + (span[0] - shift) / a;
      fill(out, col, from, sides[n * 4] + (span[1] - shift) / a, code, true);
    }
  }
}

/** Where the line at height y is nearer than d to the stretch from (0, 0) to (bx, by); null where nowhere. */
function reachOfRow(bx: number, by: number, y: number, d: number): [number, number] | null {
  let low = Infinity;
  let high = -Infinity;
  const see = (from: number, to: number) => {
    low = Math.min(low, from);
    high = Math.max(high, to);
  };
  if (Math.abs(y) < d) {
    const half = Math.sqrt(d * d - y * y);
    see(-half, half);
  }
  if (Math.abs(y - by) < d) {
    const half = Math.sqrt(d * d - (y - by) ** 2);
    see(bx - half, bx + half);
  }
  const length = Math.hypot(bx, by);
  if (length > 0) {
    const [ux, uy] = [bx / length, by / length];
    let from = -Infinity;
    let to = Infinity;
    /** Keeps x with low ≤ k·x + m ≤ high. */
    const within = (k: number, m: number, least: number, most: number) => {
      if (Math.abs(k) < 1e-15) {
        if (m < least || m > most) to = -Infinity;
        return;
      }
      const [p, q] = [(least - m) / k, (most - m) / k];
      from = Math.max(from, Math.min(p, q));
      to = Math.min(to, Math.max(p, q));
    };
    within(-uy, ux * y, -d, d);
    within(ux, uy * y, 0, length);
    if (from < to) see(from, to);
  }
  return low < high ? [low, high] : null;
}

/** Gives the code to pixels whose centre lies in [from, to), or in (from, to) where both ends are `open`. */
function fill(out: Uint8Array, col: number, from: number, to: number, code: number, open = false): void {
  const first = open ? Math.floor(from - 0.5) + 1 : Math.ceil(from - 0.5);
  const end = Math.ceil(to - 0.5);
  if (end > col && first < col + out.length) out.fill(code, Math.max(0, first - col), Math.max(0, end - col));
}
