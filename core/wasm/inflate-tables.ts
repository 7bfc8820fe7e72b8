import { fillRepeats, repeatBytes } from './copy-match.ts';
import { FunctionBuilder, i32, load32, load8, type Local, type Value } from './function-builder.ts';
import type { WasmFunction } from './code.ts';

/**
 * Decoding tables of Deflate at the beginning of memory. An entry says what the bits at hand mean: bits 0–5 how many of them to drop
 * (code and extra bits), 8–12 the code's own length plus
 * two, 16–31 a literal, a symbol, the base of a length or distance, or where
 * the second table for longer codes begins; and the flags below.
 */
export interface Table {
  /** Address. */
  at: number;
  /** Address of what each symbol means. */
  info: number;
  /** Bits that the first lookup takes. */
  bits: number;
}

export const entryFlags = { literal: 1 << 6, pointer: 1 << 7, endOfBlock: 1 << 13 } as const;

const literalBits = 11;
const distanceBits = 9;
const codeBits = 7;
/** A second table is as large as the longest code (15 bits) asks; each belongs to at least two symbols. */
const entries = (bits: number, symbols: number) =>
  2 ** bits + (bits < 15 ? (symbols / 2) * 2 ** (15 - bits) : 0);

function layout() {
  let end = 0;
  const take = (bytes: number) => {
    const at = end;
    end += (bytes + 15) & ~15;
    return at;
  };
  const info = { literal: take(288 * 4), distance: take(32 * 4), code: take(19 * 4) };
  const order = take(19);
  const repeats = take(repeatBytes);
  const infoEnd = end;
  const codeLengths = take(320 + 140);
  const counts = take(16 * 4);
  const starts = take(16 * 4);
  const table = (bits: number, symbols: number, at: number): Table => ({
    at: take(entries(bits, symbols) * 4),
    info: at,
    bits,
  });
  return {
    order,
    repeats,
    infoEnd,
    codeLengths,
    counts,
    starts,
    literal: table(literalBits, 288, info.literal),
    distance: table(distanceBits, 32, info.distance),
    code: { ...table(codeBits, 0, info.code), bits: codeBits },
    get bytes() {
      return end;
    },
  };
}
export const tableLayout = layout();

/** What memory begins with: the meaning of every symbol (RFC 1951, 3.2.5), the order of code
 * lengths, and the repeats of near matches. */
export function infoBytes(): Uint8Array {
  const bytes = new Uint8Array(tableLayout.infoEnd);
  const words = (at: number, count: number) => new Uint32Array(bytes.buffer, at, count);
  const literal = words(tableLayout.literal.info, 288);
  for (let i = 0; i < 256; i++) literal[i] = entryFlags.literal | (i << 16);
  // 286 and 287 mean nothing: a stream with them ends there, short.
  for (const symbol of [256, 286, 287]) literal[symbol] = entryFlags.endOfBlock;
  const lengthExtra = (i: number) => (i < 8 || i === 28 ? 0 : (i >> 2) - 1);
  for (let i = 0, base = 3; i < 29; i++) {
    literal[257 + i] = ((i === 28 ? 258 : base) << 16) | lengthExtra(i);
    base += 1 << lengthExtra(i);
  }
  const distance = words(tableLayout.distance.info, 32);
  for (let i = 0, base = 1; i < 30; i++) {
    const extra = i < 4 ? 0 : (i >> 1) - 1;
    distance[i] = (base << 16) | extra;
    base += 1 << extra;
  }
  words(tableLayout.code.info, 19).forEach((_, symbol, info) => (info[symbol] = symbol << 16));
  bytes.set([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15], tableLayout.order);
  fillRepeats(bytes.subarray(tableLayout.repeats));
  return bytes;
}

/**
 * `buildTable(lengths, symbols, table, info, bits, mayBeOpen)`: the table of a canonical Huffman code whose lengths
 * lie at `lengths`. Returns 0 where they make no complete code. With `mayBeOpen` one code or none may stand alone; what it
 * leaves open has the entry 0.
 */
export function buildTable(): WasmFunction {
  const f = new FunctionBuilder('buildTable', ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'], 'i32');
  const [lengths, symbols, table, info, bits, mayBeOpen] = f.parameters;
  const n = f.local('i32');
  const length = f.local('i32');
  const code = f.local('i32');
  const entry = f.local('i32');
  const size = f.local('i32');
  const secondSize = f.local('i32');
  const nextSecond = f.local('i32');
  const pointer = f.local('i32');
  const open = f.local('i32');
  const used = f.local('i32');

  const counter = (i: Value) => i.shl(2);
  const count = (i: Value) => load32(counter(i), tableLayout.counts);
  const increment = (i: Value, at: number) => f.store(32, counter(i), load32(counter(i), at).add(1), at);
  /** Sets every `step`-th entry of a table of `size` entries from `first` on. */
  const fillFrom = (at: Value, first: Local, size: Local, step: Local) =>
    f.while(first.lt(size), () => {
      f.store(32, at.add(first.shl(2)), entry);
      f.set(first, first.add(step));
    });

  f.set(size, i32(1).shl(bits));
  f.set(secondSize, i32(1 << 15).shr(bits));
  f.fill(i32(tableLayout.counts), 0, 64);
  f.while(n.lt(symbols), () => {
    increment(load8(lengths.add(n)), tableLayout.counts);
    f.set(n, n.add(1));
  });
  // Kraft's sum, and the first code of every length.
  f.set(open, 1 << 15);
  f.set(n, 1);
  f.while(n.lt(16), () => {
    f.set(code, code.shl(1));
    f.store(32, counter(n), code, tableLayout.starts);
    f.set(code, code.add(count(n)));
    f.set(used, used.add(count(n)));
    f.set(open, open.sub(count(n).shl(i32(15).sub(n))));
    f.if(open.gt(1 << 15), () => f.return(0));
    f.set(n, n.add(1));
  });
  f.if(open.ne(0).and(mayBeOpen.eqz().or(used.gt(1))), () => f.return(0));
  f.fill(table, 0, size.shl(2));
  f.set(nextSecond, size);
  f.set(n, 0);
  f.while(n.lt(symbols), again => {
    f.set(length, load8(lengths.add(n)));
    f.set(entry, load32(info.add(n.shl(2))));
    f.set(n, n.add(1));
    f.jumpIf(again, length.eqz());
    f.set(code, load32(counter(length), tableLayout.starts));
    increment(length, tableLayout.starts);
    reverse(f, code, length);
    f.if(
      length.le(bits),
      () => {
        f.set(entry, entry.add(length).add(length.add(2).shl(8)));
        f.set(length, i32(1).shl(length));
        fillFrom(table, code, size, length);
      },
      () => {
        f.set(pointer, table.add(code.and(size.sub(1)).shl(2)));
        f.if(load32(pointer).eqz(), () => {
          f.store(32, pointer, nextSecond.shl(16).or(bits).or(entryFlags.pointer));
          f.set(nextSecond, nextSecond.add(secondSize));
        });
        f.set(length, length.sub(bits));
        f.set(entry, entry.add(length).add(length.add(2).shl(8)));
        f.set(length, i32(1).shl(length));
        f.set(code, code.shr(bits));
        fillFrom(table.add(load32(pointer).shr(16).shl(2)), code, secondSize, length);
      },
    );
  });
  f.return(1);
  return f.end();
}

/** `code` of `length` bits, its bits the other way round: they come least significant first. */
function reverse(f: FunctionBuilder, code: Local, length: Value): void {
  const swap = (by: number, mask: number) => f.set(code, code.shr(by).and(mask).or(code.and(mask).shl(by)));
  swap(1, 0x5555);
  swap(2, 0x3333);
  swap(4, 0x0f0f);
  swap(8, 0x00ff);
  f.set(code, code.shr(i32(16).sub(length)));
}
