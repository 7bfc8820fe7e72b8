import { inEnglish } from '#core/words/said.ts';
import { blackRuns, codeBits, whiteRuns } from './ccitt-codes.ts';

/** Modified Huffman rows at whole bytes or words (TIFF 2, 32771), Group 3 (3), Group 4 (4). */
export type CcittKind = 'rows-at-bytes' | 'rows-at-words' | 'group-3' | 'group-3-two-dimensional' | 'group-4';

/**
 * Bilevel rows of `width` pixels into `output`, one bit each, 1 black, rows at whole bytes. Returns how many bytes were
 * written: fewer where the data end early. Throws RangeError for a code that does not exist.
 */
export function decodeCcitt(input: Uint8Array, output: Uint8Array, width: number, kind: CcittKind): number {
  const bits = new Bits(input);
  const perRow = (width + 7) >> 3;
  const rows = Math.floor(output.length / perRow);
  let above: number[] = [];
  for (let row = 0; row < rows; row++) {
    let isFlat = kind !== 'group-4';
    if (kind.startsWith('group-3')) {
      while (bits.skipEndOfLine()) if (kind === 'group-3-two-dimensional') isFlat = bits.take(1) === 1;
    }
    if (bits.isAtEnd) return row * perRow;
    const changes = isFlat ? flatRow(bits, width) : rowAfter(bits, width, above);
    if (!changes) return row * perRow;
    paint(changes, width, output, row * perRow);
    if (kind === 'rows-at-bytes') bits.align(8);
    else if (kind === 'rows-at-words') bits.align(16);
    above = changes;
  }
  return rows * perRow;
}

/** Columns where the colour changes, from white: black begins at even places of the list. */
function flatRow(bits: Bits, width: number): number[] {
  const changes: number[] = [];
  let at = 0;
  for (let black = false; at < width; black = !black) {
    at += bits.run(black);
    changes.push(Math.min(at, width));
  }
  return changes;
}

/** A row told by its differences from the one above; null at the end of the page. */
function rowAfter(bits: Bits, width: number, above: readonly number[]): number[] | null {
  const changes: number[] = [];
  const changeAbove = (i: number) => above[i] ?? width;
  let at = -1;
  let black = false;
  let hint = 0;
  while (at < width) {
    // The first change above to the right of here that goes to the other colour.
    let i = Math.max(0, hint - 2);
    if ((i & 1) !== Number(black)) i++;
    while (changeAbove(i) <= at && changeAbove(i) < width) i += 2;
    hint = i;
    const mode = bits.mode();
    if (mode === 'end') return null;
    if (mode === 'pass') at = changeAbove(i + 1);
    else if (mode === 'horizontal') {
      const first = Math.max(0, at) + bits.run(black);
      at = first + bits.run(!black);
      changes.push(Math.min(first, width), Math.min(at, width));
    } else {
      const next = changeAbove(i) + mode;
      if (next < Math.max(0, at)) throw new RangeError(inEnglish('tiff.ccitt-change'));
      at = Math.min(next, width);
      changes.push(at);
      black = !black;
    }
  }
  return changes;
}

function paint(changes: readonly number[], width: number, output: Uint8Array, start: number): void {
  for (let i = 0; i < changes.length; i += 2) {
    const end = changes[i + 1] ?? width;
    for (let x = changes[i]; x < end; x++) output[start + (x >> 3)] |= 128 >> (x & 7);
  }
}

class Bits {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length * 8;
  }

  /** The next `count` bits (at most 16); zeros behind the end. */
  #peek(count: number): number {
    const byte = this.#at >> 3;
    const three =
      ((this.#bytes[byte] ?? 0) << 16) | ((this.#bytes[byte + 1] ?? 0) << 8) | (this.#bytes[byte + 2] ?? 0);
    return (three >> (24 - (this.#at & 7) - count)) & ((1 << count) - 1);
  }

  take(count: number): number {
    const value = this.#peek(count);
    this.#at += count;
    return value;
  }

  align(to: 8 | 16): void {
    this.#at = Math.ceil(this.#at / to) * to;
  }

  /** At least eleven zeros and a one. */
  skipEndOfLine(): boolean {
    if (this.#peek(11) !== 0 || this.isAtEnd) return false;
    while (!this.isAtEnd && this.#peek(1) === 0) this.#at++;
    this.#at++;
    return true;
  }

  run(black: boolean): number {
    const codes = black ? blackRuns : whiteRuns;
    let run = 0;
    for (;;) {
      const code = codes[this.#peek(codeBits)];
      if (code === 0) throw new RangeError(inEnglish('tiff.ccitt-run', { at: this.#at }));
      this.#at += code & 15;
      run += code >> 4;
      if (code >> 4 < 64) return run;
    }
  }

  /** A number is a vertical mode: how far the change moved. */
  mode(): 'pass' | 'horizontal' | 'end' | number {
    if (this.take(1)) return 0;
    const two = this.#peek(2);
    if (two !== 0) {
      this.#at += 2;
      return two === 3 ? 1 : two === 2 ? -1 : 'horizontal';
    }
    this.#at += 2;
    if (this.take(1)) return 'pass';
    const next = this.#peek(2);
    if (next === 3 || next === 2) {
      this.#at += 2;
      return next === 3 ? 2 : -2;
    }
    if (next === 1) {
      this.#at += 2;
      return this.take(1) ? 3 : -3;
    }
    if (this.isAtEnd || this.#peek(8) <= 1) return 'end';
    throw new RangeError(inEnglish('tiff.ccitt-mode', { at: this.#at }));
  }
}
