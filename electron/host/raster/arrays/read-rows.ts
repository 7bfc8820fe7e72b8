import { countOf, type Bytes, type StoredArray } from './array-file.ts';
import { copyBox, numberTypes, takeNumbers, type NumberType } from './numbers.ts';

/** An array that lies in a file as it is, or each of its rows (indices of the first dimension) does. */
export interface Rows {
  type: NumberType;
  little: boolean;
  shape: readonly number[];
  offset: number;
  /** Bytes from the start of one row to that of the next. */
  step: number;
}

/** Reads of each row what lies between the first and the last number of a box. */
export function readRows(bytes: Bytes, { type, little, shape, offset, step }: Rows): StoredArray['read'] {
  const size = numberTypes[type].bytes;
  const inner = shape.slice(2);
  const line = countOf(inner);
  return (start, count) => {
    const out = numberTypes[type].make(countOf(count));
    if (out.length === 0) return out;
    const [low, lines] = shape.length > 1 ? [start[1], count[1]] : [0, 1];
    for (let row = start[0]; row < start[0] + count[0]; row++) {
      const at = offset + row * step + low * line * size;
      const values = takeNumbers(bytes.read(at, lines * line * size), type, little);
      copyBox(
        {
          values,
          start: shape.length > 1 ? [row, low, ...inner.map(() => 0)] : [row],
          shape: shape.length > 1 ? [1, lines, ...inner] : [1],
        },
        { values: out, start, shape: count },
      );
    }
    return out;
  };
}
