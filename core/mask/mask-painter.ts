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

  /** False where no pixel of the window can get a code. */
  touches(window: Window): boolean {
    return (this.#shore?.touches(window) ?? false) || this.#areas.some(area => area.touches(window));
  }

  /** Codes of pixels [col, col + out.length) of a row; pixels that nothing covers stay as they are. */
  paintRow(row: number, col: number, out: Uint8Array): void {
    this.#shore?.paint(row, col, out);
    for (const area of this.#areas) area.paint(row, col, out);
  }

  /** Codes of a window, row-major, 0 where nothing covers a pixel. */
  window(window: Window): Uint8Array {
    const { col, row, width, height } = window;
    const out = new Uint8Array(width * height);
    const rows = Array.from({ length: height }, (_, r) => out.subarray(r * width, (r + 1) * width));
    this.#shore?.paintWindow(window, rows);
    for (const area of this.#areas)
      if (area.touches(window)) rows.forEach((codes, r) => area.paint(row + r, col, codes));
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
  readonly #box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];

  constructor(area: MaskArea) {
    const { sides } = area;
    this.#area = area;
    this.#lists = new RowLists(sides.length / 4, n => {
      const [y0, y1] = [sides[n * 4 + 1], sides[n * 4 + 3]];
      return [Math.min(y0, y1), Math.max(y0, y1)];
    });
    for (let i = 0; i < sides.length; i += 2) {
      this.#box[0] = Math.min(this.#box[0], sides[i]);
      this.#box[1] = Math.min(this.#box[1], sides[i + 1]);
      this.#box[2] = Math.max(this.#box[2], sides[i]);
      this.#box[3] = Math.max(this.#box[3], sides[i + 1]);
    }
  }

  touches({ col, row, width, height }: Window): boolean {
    const [minCol, minRow, maxCol, maxRow] = this.#box;
    return minCol < col + width && maxCol > col && minRow < row + height && maxRow > row;
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
  /** Columns that a side reaches, first and end, and rows; four numbers a side. */
  readonly #reach: Float64Array;
  /** The window in which a side was painted last. */
  readonly #painted: Uint32Array;
  #turn = 0;

  constructor(shore: MaskShore) {
    const { sides, metric, distanceM } = shore;
    const count = sides.length / 4;
    this.#shore = shore;
    this.#reach = new Float64Array(sides.length);
    this.#painted = new Uint32Array(count);
    for (let n = 0; n < count; n++) {
      const [x0, y0, x1, y1] = sides.subarray(n * 4, n * 4 + 4);
      const [a, b, c] = metric.subarray(n * 3, n * 3 + 3);
      const rows = distanceM / c + 1;
      const cols = (distanceM + Math.abs(b) * rows) / a + 1;
      this.#reach.set(
        [Math.min(x0, x1) - cols, Math.max(x0, x1) + cols, Math.min(y0, y1) - rows, Math.max(y0, y1) + rows],
        n * 4,
      );
    }
    this.#lists = new RowLists(count, n => [this.#reach[n * 4 + 2], this.#reach[n * 4 + 3]]);
  }

  paint(row: number, col: number, out: Uint8Array): void {
    for (const n of this.#lists.at(row))
      if (this.#reach[n * 4] < col + out.length && this.#reach[n * 4 + 1] > col)
        this.#paintSide(n, row, col, out);
  }

  touches({ col, row, width, height }: Window): boolean {
    for (let band = row - (((row % bandRows) + bandRows) % bandRows); band < row + height; band += bandRows)
      if (this.#lists.at(band).some(n => this.#reach[n * 4] < col + width && this.#reach[n * 4 + 1] > col))
        return true;
    return false;
  }

  /** Each side once, over the rows that it reaches: most sides of a large lake are far from a window. */
  paintWindow({ col, row, width, height }: Window, rows: readonly Uint8Array[]): void {
    this.#turn++;
    for (let band = row - (((row % bandRows) + bandRows) % bandRows); band < row + height; band += bandRows)
      for (const n of this.#lists.at(band)) {
        if (this.#painted[n] === this.#turn) continue;
        this.#painted[n] = this.#turn;
        const [left, right, top, bottom] = this.#reach.subarray(n * 4, n * 4 + 4);
        if (left >= col + width || right <= col) continue;
        const last = Math.min(row + height - 1, Math.ceil(bottom));
        for (let r = Math.max(row, Math.floor(top)); r <= last; r++)
          this.#paintSide(n, r, col, rows[r - row]);
      }
  }

  #paintSide(n: number, row: number, col: number, out: Uint8Array): void {
    const { sides, metric, distanceM, code } = this.#shore;
    const a = metric[n * 3];
    const b = metric[n * 3 + 1];
    const c = metric[n * 3 + 2];
    // Metres from the side's start; the row's centres lie on a level line of them.
    const dc = sides[n * 4 + 2] - sides[n * 4];
    const dr = sides[n * 4 + 3] - sides[n * 4 + 1];
    const down = row + 0.5 - sides[n * 4 + 1];
    if (!reachOfRow(a * dc + b * dr, c * dr, c * down, distanceM)) return;
    const from = sides[n * 4] + (span.low - b * down) / a;
    fill(out, col, from, sides[n * 4] + (span.high - b * down) / a, code, true);
  }
}

/** What `reachOfRow` found: no array for each of millions of rows. */
const span = { low: 0, high: 0 };

/** Finds where the line at height y is nearer than d to the stretch from (0, 0) to (bx, by); false where nowhere. */
function reachOfRow(bx: number, by: number, y: number, d: number): boolean {
  let low = Infinity;
  let high = -Infinity;
  if (Math.abs(y) < d) {
    const half = Math.sqrt(d * d - y * y);
    low = -half;
    high = half;
  }
  if (Math.abs(y - by) < d) {
    const half = Math.sqrt(d * d - (y - by) * (y - by));
    low = Math.min(low, bx - half);
    high = Math.max(high, bx + half);
  }
  const length = Math.hypot(bx, by);
  if (length > 0) {
    const ux = bx / length;
    const uy = by / length;
    let from = -Infinity;
    let to = Infinity;
    // Beside the stretch: −d < −uy·x + ux·y < d.
    if (Math.abs(uy) > 1e-15) {
      const middle = (ux * y) / uy;
      const half = d / Math.abs(uy);
      from = middle - half;
      to = middle + half;
    } else if (Math.abs(ux * y) >= d) to = -Infinity;
    // Between its ends: 0 ≤ ux·x + uy·y ≤ length.
    if (Math.abs(ux) > 1e-15) {
      const one = (-uy * y) / ux;
      const other = (length - uy * y) / ux;
      from = Math.max(from, Math.min(one, other));
      to = Math.min(to, Math.max(one, other));
    } else if (uy * y < 0 || uy * y > length) to = -Infinity;
    if (from < to) {
      low = Math.min(low, from);
      high = Math.max(high, to);
    }
  }
  span.low = low;
  span.high = high;
  return low < high;
}

/** Gives the code to pixels whose centre lies in [from, to), or in (from, to) where both ends are `open`. */
function fill(out: Uint8Array, col: number, from: number, to: number, code: number, open = false): void {
  const first = open ? Math.floor(from - 0.5) + 1 : Math.ceil(from - 0.5);
  const end = Math.ceil(to - 0.5);
  if (end > col && first < col + out.length) out.fill(code, Math.max(0, first - col), Math.max(0, end - col));
}
