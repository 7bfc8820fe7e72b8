/**
 * Pixels of a grid as runs by row: memory follows what is marked, not the size of the picture. Row `top + i` holds
 * [start, end) pairs of columns after one another, sorted, apart from each other.
 */
export interface Runs {
  top: number;
  rows: Int32Array[];
}

const nothing = new Int32Array(0);

/** The row of a grid; empty outside. */
export const rowOf = ({ top, rows }: Runs, row: number): Int32Array => rows[row - top] ?? nothing;

/** Runs from [row, start, end) triples in any order, which may touch or overlap. */
export function runsOf(triples: Int32Array): Runs {
  const count = triples.length / 3;
  let top = Infinity;
  let bottom = -Infinity;
  for (let i = 0; i < count; i++) {
    top = Math.min(top, triples[3 * i]);
    bottom = Math.max(bottom, triples[3 * i]);
  }
  if (count === 0) return { top: 0, rows: [] };
  const lengths = new Int32Array(bottom - top + 1);
  for (let i = 0; i < count; i++) lengths[triples[3 * i] - top]++;
  const rows = Array.from(lengths, length => new Int32Array(2 * length));
  const filled = new Int32Array(rows.length);
  for (let i = 0; i < count; i++) {
    const row = triples[3 * i] - top;
    rows[row][filled[row]++] = triples[3 * i + 1];
    rows[row][filled[row]++] = triples[3 * i + 2];
  }
  return { top, rows: rows.map(united) };
}

/** Sorted, and joined where they touch. */
function united(pairs: Int32Array): Int32Array {
  const count = pairs.length / 2;
  let sorted = pairs;
  for (let i = 1; i < count; i++)
    if (pairs[2 * i] < pairs[2 * i - 2]) {
      const order = Array.from({ length: count }, (_, n) => n).sort((a, b) => pairs[2 * a] - pairs[2 * b]);
      sorted = new Int32Array(pairs.length);
      order.forEach((from, to) => sorted.set(pairs.subarray(2 * from, 2 * from + 2), 2 * to));
      break;
    }
  let n = 0;
  const out = new Int32Array(pairs.length);
  for (let i = 0; i < count; i++) {
    const [start, end] = [sorted[2 * i], sorted[2 * i + 1]];
    if (n > 0 && start <= out[n - 1]) out[n - 1] = Math.max(out[n - 1], end);
    else {
      out[n++] = start;
      out[n++] = end;
    }
  }
  return out.slice(0, n);
}

/** What lies in both rows. */
function common(a: Int32Array, b: Int32Array): Int32Array {
  const out: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const start = Math.max(a[i], b[j]);
    const end = Math.min(a[i + 1], b[j + 1]);
    if (start < end) out.push(start, end);
    if (a[i + 1] < b[j + 1]) i += 2;
    else j += 2;
  }
  return Int32Array.from(out);
}

/** Half widths of a disc of pixels by row from −radius to radius: pixels at most `radius` away from the middle. */
const disc = (radius: number): { dy: number; half: number }[] =>
  Array.from({ length: 2 * Math.floor(radius) + 1 }, (_, i) => {
    const dy = i - Math.floor(radius);
    return { dy, half: Math.floor(Math.sqrt(radius * radius - dy * dy) + 1e-9) };
  });

/** Closing by a disc (pixels at most `radius` away): gaps narrower than it are filled, nothing is taken away. */
export function closed(mask: Runs, radius: number): Runs {
  if (!(radius > 0) || mask.rows.length === 0) return mask;
  const shape = disc(radius);
  const reach = Math.floor(radius);
  const wide: Runs = { top: mask.top - reach, rows: [] };
  for (let row = wide.top; row < mask.top + mask.rows.length + reach; row++) {
    const pairs: number[] = [];
    for (const { dy, half } of shape) {
      const from = rowOf(mask, row + dy);
      for (let i = 0; i < from.length; i += 2) pairs.push(from[i] - half, from[i + 1] + half);
    }
    wide.rows.push(united(Int32Array.from(pairs)));
  }
  const rows = mask.rows.map((_, i) => {
    let left: Int32Array | null = null;
    for (const { dy, half } of shape) {
      const shrunk: number[] = [];
      const from = rowOf(wide, mask.top + i + dy);
      for (let k = 0; k < from.length; k += 2)
        if (from[k] + half < from[k + 1] - half) shrunk.push(from[k] + half, from[k + 1] - half);
      const narrow = Int32Array.from(shrunk);
      left = left ? common(left, narrow) : narrow;
      if (left.length === 0) break;
    }
    return left ?? nothing;
  });
  return { top: mask.top, rows };
}

/** Runs of rows as lists, and the component that each belongs to, counted from 0 in the order of rows. */
export interface Components {
  count: number;
  row: Int32Array;
  start: Int32Array;
  end: Int32Array;
  component: Int32Array;
}

/** Components connected over pixel sides. */
export function componentsOf(mask: Runs): Components {
  const total = mask.rows.reduce((sum, row) => sum + row.length / 2, 0);
  const row = new Int32Array(total);
  const start = new Int32Array(total);
  const end = new Int32Array(total);
  const parent = Int32Array.from({ length: total }, (_, i) => i);
  const rootOf = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]];
    return i;
  };
  let n = 0;
  let above = 0;
  for (const [i, pairs] of mask.rows.entries()) {
    const first = n;
    for (let k = 0; k < pairs.length; k += 2, n++) {
      row[n] = mask.top + i;
      start[n] = pairs[k];
      end[n] = pairs[k + 1];
    }
    for (let a = above, b = first; a < first && b < n;) {
      if (start[a] < end[b] && start[b] < end[a]) {
        const [x, y] = [rootOf(a), rootOf(b)];
        parent[Math.max(x, y)] = Math.min(x, y);
      }
      if (end[a] < end[b]) a++;
      else b++;
    }
    above = first;
  }
  const component = new Int32Array(total);
  let count = 0;
  for (let i = 0; i < total; i++) component[i] = rootOf(i) === i ? count++ : component[rootOf(i)];
  return { count, row, start, end, component };
}

/**
 * Fills holes (background that no way over pixel sides leads out of) of an area up to `limit`, by the measure of a
 * run.
 */
export function filled(
  mask: Runs,
  limit: number,
  measure: (row: number, start: number, end: number) => number,
): Runs {
  if (!(limit > 0) || mask.rows.length === 0) return mask;
  let left = Infinity;
  let right = -Infinity;
  for (const row of mask.rows)
    if (row.length > 0) {
      left = Math.min(left, row[0]);
      right = Math.max(right, row[row.length - 1]);
    }
  const frame = Int32Array.of(left - 1, right + 1);
  const outside = mask.rows.map(row => {
    const gaps: number[] = [];
    let from = frame[0];
    for (let i = 0; i < row.length; i += 2) {
      if (row[i] > from) gaps.push(from, row[i]);
      from = row[i + 1];
    }
    gaps.push(from, frame[1]);
    return Int32Array.from(gaps);
  });
  const gaps = componentsOf({ top: mask.top - 1, rows: [frame, ...outside, frame] });
  const size = new Float64Array(gaps.count);
  for (let i = 0; i < gaps.row.length; i++)
    if (gaps.component[i] !== 0) size[gaps.component[i]] += measure(gaps.row[i], gaps.start[i], gaps.end[i]);
  const triples: number[] = [];
  for (let i = 0; i < gaps.row.length; i++)
    if (gaps.component[i] !== 0 && size[gaps.component[i]] <= limit)
      triples.push(gaps.row[i], gaps.start[i], gaps.end[i]);
  if (triples.length === 0) return mask;
  mask.rows.forEach((row, i) => {
    for (let k = 0; k < row.length; k += 2) triples.push(mask.top + i, row[k], row[k + 1]);
  });
  return runsOf(Int32Array.from(triples));
}
