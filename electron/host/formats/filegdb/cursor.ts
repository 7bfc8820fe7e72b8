import { inEnglish } from '#core/words/said.ts';

/** Reads little-endian values one after the other. Throws RangeError behind the last byte. */
export class Cursor {
  at: number;
  readonly #view: DataView;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
  }

  get left(): number {
    return this.#bytes.length - this.at;
  }

  skip(count: number): void {
    this.at += count;
  }

  bytes(count: number): Uint8Array {
    const from = this.#take(count);
    return this.#bytes.subarray(from, from + count);
  }

  uint8 = (): number => this.#view.getUint8(this.#take(1));
  uint16 = (): number => this.#view.getUint16(this.#take(2), true);
  int16 = (): number => this.#view.getInt16(this.#take(2), true);
  uint32 = (): number => this.#view.getUint32(this.#take(4), true);
  int32 = (): number => this.#view.getInt32(this.#take(4), true);
  int64 = (): bigint => this.#view.getBigInt64(this.#take(8), true);
  float32 = (): number => this.#view.getFloat32(this.#take(4), true);
  float64 = (): number => this.#view.getFloat64(this.#take(8), true);
  uint64 = (): number => Number(this.#view.getBigUint64(this.#take(8), true));

  /** Of `width` bytes, at most 6. */
  uint(width: number): number {
    let value = 0;
    this.bytes(width).forEach((byte, i) => (value += byte * 2 ** (8 * i)));
    return value;
  }

  utf16(characters: number): string {
    return new TextDecoder('utf-16le').decode(this.bytes(characters * 2));
  }

  /** Seven bits a byte, the lowest first; the eighth says that more follow. */
  varuint(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.uint8();
      value += (byte & 0x7f) * factor;
      if ((byte & 0x80) === 0) return value;
      if (factor > 2 ** 56) throw new RangeError(inEnglish('vector.gdb-number'));
    }
  }

  /** Likewise with a sign in the first byte, which holds six bits. */
  varint(): number {
    const first = this.uint8();
    let value = first & 0x3f;
    if ((first & 0x80) !== 0)
      for (let factor = 64; ; factor *= 128) {
        const byte = this.uint8();
        value += (byte & 0x7f) * factor;
        if ((byte & 0x80) === 0) break;
        if (factor > 2 ** 56) throw new RangeError(inEnglish('vector.gdb-number'));
      }
    return (first & 0x40) !== 0 ? -value : value;
  }

  #take(count: number): number {
    const from = this.at;
    if (count < 0 || from < 0 || from + count > this.#bytes.length)
      throw new RangeError(inEnglish('vector.gdb-short', { at: from }));
    this.at = from + count;
    return from;
  }
}
