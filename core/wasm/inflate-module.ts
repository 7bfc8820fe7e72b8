import { assemble } from './code.ts';
import {
  call,
  FunctionBuilder,
  i32,
  load32As64,
  load64,
  load8,
  type Local,
  type Value,
} from './function-builder.ts';
import { buildTable, entryFlags, infoBytes, tableLayout, type Table } from './inflate-tables.ts';
import { copyMatch } from './copy-match.ts';
import { adler32 } from './adler32.ts';

/** Bytes that `inflate` needs for itself. */
export const inflateScratchBytes = tableLayout.bytes;
export { infoBytes as inflateInfo };

/** Index of each function of the module, for calls between them. */
const functions = { buildTable: 0, adler32: 1 };

/** Room for one turn of the fast loop: two literals and the longest match, copied in pieces of sixteen bytes. */
const fastRoom = 2 + 258 + 16;

/**
 * A module with `inflate(at, end, out, outEnd)`: one zlib stream (RFC 1950, 1951) from [at, end) to
 * [out, outEnd), its checksum verified; returns how many bytes were written, −1 where the stream is damaged, ends early
 * or holds more than there is room for. 32 bytes behind `end` may be read; nothing is written past `outEnd`.
 * Every turn takes at least a bit of input, so that time is bounded by it. Memory begins with its inflateScratchBytes, and those
 * with inflateInfo: places known beforehand make the tables' addresses cheap.
 */
export function inflateModule(): Uint8Array<ArrayBuffer> {
  return assemble([buildTable(), adler32(), inflate()]);
}

function inflate() {
  const f = new FunctionBuilder('inflate', ['i32', 'i32', 'i32', 'i32'], 'i32');
  const [at, end, out, outEnd] = f.parameters;
  const start = f.local('i32');
  /**
   * Bits not yet used, from bit 2 on (what lies below means nothing), so that an index of entries of four bytes is an `and`
   * away. The low six bits of `held` say how many; higher ones mean nothing. Behind those are more of the stream's.
   */
  const bits = f.local('i64');
  const held = f.local('i64');
  const entry = f.local('i64');
  const length = f.local('i32');
  const distance = f.local('i32');
  const last = f.local('i32');
  const kind = f.local('i32');
  const count = f.local('i32');
  const n = f.local('i32');
  const symbol = f.local('i32');
  const from = f.local('i32');
  const lengths = [f.local('i32'), f.local('i32')];

  const fail = () => f.return(-1);
  /** At least 48 bits are held then, 62 are there: the longest length and distance take 48, the next index 11. */
  const refill = () => {
    f.set(bits, bits.or(load64(at).shl(held.add(2))));
    f.set(at, at.add(i32(55).sub(held.wrap()).shr(3).and(7)));
    f.set(held, held.and(7).or(48));
  };
  const drop = (n: Value | number) => {
    f.set(bits, bits.shr(n));
    f.set(held, held.sub(n));
  };
  const take = (local: Local, n: number) => {
    f.set(
      local,
      bits
        .wrap()
        .shr(2)
        .and(2 ** n - 1),
    );
    drop(n);
  };
  /** The entry of the bits at hand. */
  const peek = (table: Table) => {
    const index = bits.wrap().and((2 ** table.bits - 1) * 4);
    f.set(entry, load32As64(index, table.at));
  };
  const lookUp = (table: Table) => {
    peek(table);
    drop(entry);
  };
  /** The entry that a pointer to a second table leads to. */
  const lookUpSecond = (table: Table) => {
    const index = bits.wrap().and((2 ** (15 - table.bits) - 1) * 4);
    f.set(entry, load32As64(entry.shr(16).shl(2).wrap().add(index), table.at));
    drop(entry);
  };
  const has = (flag: keyof typeof entryFlags) => entry.wrap().and(entryFlags[flag]);
  /** The number that base and extra bits of an entry make; `before` are the bits from before it was dropped. */
  const extra = (before: Value) =>
    entry
      .shr(16)
      .wrap()
      .add(before.and(i32(4).extend().shl(entry).sub(1)).shr(entry.shr(8).and(31)).wrap());
  const before = f.local('i64');
  const ranOut = () => at.sub(held.wrap().and(63).shr(3)).gt(end);

  const readHeader = () => {
    f.if(end.sub(at).lt(6), fail);
    const both = () => load8(at).shl(8).or(load8(at, 1));
    f.if(load8(at).and(15).ne(8).or(both().rem(31)).or(load8(at, 1).and(32)), fail);
    f.set(at, at.add(2));
  };

  const readStored = () => {
    // Whole bytes that are held go back.
    f.set(at, at.sub(held.wrap().and(63).shr(3)));
    f.set(bits, 0);
    f.set(held, 0);
    f.if(at.add(4).gt(end), fail);
    f.set(length, load8(at).or(load8(at, 1).shl(8)));
    f.if(length.xor(load8(at, 2).or(load8(at, 3).shl(8))).ne(0xffff), fail);
    f.set(at, at.add(4));
    f.if(end.sub(at).lt(length).or(outEnd.sub(out).lt(length)), fail);
    f.copy(out, at, length);
    f.set(out, out.add(length));
    f.set(at, at.add(length));
  };

  const codeLengths = () => i32(tableLayout.codeLengths);
  const build = (table: Table, first: Value, symbols: Value | number, mayBeOpen: 0 | 1) =>
    f.if(
      call(functions.buildTable, 'i32', first, symbols, table.at, table.info, table.bits, mayBeOpen).eqz(),
      fail,
    );

  const fixedLengths = () => {
    f.fill(codeLengths(), 8, 144);
    f.fill(codeLengths().add(144), 9, 112);
    f.fill(codeLengths().add(256), 7, 24);
    f.fill(codeLengths().add(280), 8, 8);
    f.fill(codeLengths().add(288), 5, 32);
    f.set(lengths[0], 288);
    f.set(lengths[1], 32);
  };

  const dynamicLengths = () => {
    take(lengths[0], 5);
    f.set(lengths[0], lengths[0].add(257));
    take(lengths[1], 5);
    f.set(lengths[1], lengths[1].add(1));
    take(count, 4);
    f.set(count, count.add(4));
    f.if(lengths[0].gt(286).or(lengths[1].gt(30)), fail);
    f.fill(codeLengths(), 0, 19);
    f.set(n, 0);
    f.while(n.lt(count), () => {
      refill();
      f.store(8, codeLengths().add(load8(n, tableLayout.order)), bits.wrap().shr(2).and(7));
      drop(3);
      f.set(n, n.add(1));
    });
    build(tableLayout.code, codeLengths(), 19, 0);
    f.set(n, 0);
    f.set(count, lengths[0].add(lengths[1]));
    f.set(symbol, 0);
    f.while(n.lt(count), again => {
      refill();
      f.if(ranOut(), fail);
      lookUp(tableLayout.code);
      f.set(kind, entry.shr(16).wrap());
      f.if(kind.lt(16), () => {
        f.set(symbol, kind);
        f.store(8, codeLengths().add(n), symbol);
        f.set(n, n.add(1));
        f.jump(again);
      });
      f.if(
        kind.eq(16),
        () => {
          f.if(n.eqz(), fail);
          take(length, 2);
          f.set(length, length.add(3));
        },
        () => {
          f.set(symbol, 0);
          f.if(
            kind.eq(17),
            () => {
              take(length, 3);
              f.set(length, length.add(3));
            },
            () => {
              take(length, 7);
              f.set(length, length.add(11));
            },
          );
        },
      );
      f.if(n.add(length).gt(count), fail);
      f.fill(codeLengths().add(n), symbol, length);
      f.set(n, n.add(length));
    });
    // Without an end of block it would never end.
    f.if(load8(codeLengths(), 256).eqz(), fail);
  };

  const emit = () => {
    f.store(8, out, entry.shr(16).wrap());
    f.set(out, out.add(1));
  };
  const readDistance = () => {
    f.set(before, bits);
    lookUp(tableLayout.distance);
    f.if(has('pointer'), () => {
      f.set(before, bits);
      lookUpSecond(tableLayout.distance);
    });
    f.set(distance, extra(before));
    f.if(distance.sub(1).ge(out.sub(start)), fail);
    f.set(from, out.sub(distance));
  };

  readHeader();
  f.set(start, out);
  f.loop(nextBlock => {
    refill();
    take(last, 1);
    take(kind, 2);
    f.block(blockDone => {
      f.if(kind.eqz(), () => {
        readStored();
        f.jump(blockDone);
      });
      f.if(kind.eq(3), fail);
      f.if(kind.eq(1), fixedLengths, dynamicLengths);
      build(tableLayout.literal, codeLengths(), lengths[0], 0);
      build(tableLayout.distance, codeLengths().add(lengths[0]), lengths[1], 1);

      // Fast: room for whatever one turn writes. The next symbol's entry is looked up before the bits are filled up, so that
      // the two overlap.
      refill();
      peek(tableLayout.literal);
      f.while(out.add(fastRoom).le(outEnd).and(at.lt(end)), again => {
        f.if(has('literal'), () => {
          emit();
          drop(entry);
          peek(tableLayout.literal);
          f.if(has('literal'), () => {
            emit();
            drop(entry);
            peek(tableLayout.literal);
            refill();
            f.jump(again);
          });
          refill();
        });
        f.set(before, bits);
        drop(entry);
        f.if(entry.wrap().and(entryFlags.pointer | entryFlags.endOfBlock), () => {
          f.if(has('pointer'), () => {
            f.set(before, bits);
            lookUpSecond(tableLayout.literal);
            f.if(has('literal'), () => {
              emit();
              peek(tableLayout.literal);
              refill();
              f.jump(again);
            });
          });
          f.jumpIf(blockDone, has('endOfBlock'));
        });
        f.set(length, extra(before));
        readDistance();
        peek(tableLayout.literal);
        refill();
        copyMatch(f, { out, from, distance, length }, i32(tableLayout.repeats));
        f.set(out, out.add(length));
      });

      // Careful: the last bytes, one at a time.
      f.loop(again => {
        refill();
        f.if(ranOut(), fail);
        f.set(before, bits);
        lookUp(tableLayout.literal);
        f.if(has('pointer'), () => {
          f.set(before, bits);
          lookUpSecond(tableLayout.literal);
        });
        f.jumpIf(blockDone, has('endOfBlock'));
        f.if(out.eq(outEnd), fail);
        f.if(has('literal'), () => {
          emit();
          f.jump(again);
        });
        f.set(length, extra(before));
        refill();
        readDistance();
        f.if(outEnd.sub(out).lt(length), fail);
        f.set(length, out.add(length));
        f.loop(more => {
          f.store(8, out, load8(from));
          f.set(out, out.add(1));
          f.set(from, from.add(1));
          f.jumpIf(more, out.lt(length));
        });
        f.jump(again);
      });
    });
    f.if(ranOut(), fail);
    f.jumpIf(nextBlock, last.eqz());
  });
  f.set(at, at.sub(held.wrap().and(63).shr(3)));
  f.if(at.add(4).gt(end), fail);
  const stored = load8(at).shl(24).or(load8(at, 1).shl(16)).or(load8(at, 2).shl(8)).or(load8(at, 3));
  f.if(stored.ne(call(functions.adler32, 'i32', start, out)), fail);
  f.return(out.sub(start));
  return f.end();
}
