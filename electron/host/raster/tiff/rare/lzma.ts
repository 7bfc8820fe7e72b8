import { inEnglish } from '#core/words/said.ts';
/**
 * LZMA decoder state for LZMA2 chunks (the format of the XZ project, after its public specification): probabilities are
 * 11-bit, the range coder reads bytes from `input`, output goes to one growing place in `output`, which is also the
 * dictionary.
 */
export class Lzma {
  readonly #output: Uint8Array;
  #out = 0;
  #start = 0;
  #input: Uint8Array = new Uint8Array(0);
  #at = 0;
  #range = 0;
  #code = 0;
  #lc = 3;
  #lp = 0;
  #pb = 2;
  #state = 0;
  #reps = [0, 0, 0, 0];
  #isMatch = probabilities(12 << 4);
  #isRep = probabilities(12);
  #isRep0 = probabilities(12);
  #isRep1 = probabilities(12);
  #isRep2 = probabilities(12);
  #isRep0Long = probabilities(12 << 4);
  #slots = probabilities(4 << 6);
  #special = probabilities(128);
  #align = probabilities(16);
  #lengths = new LengthCoder();
  #repLengths = new LengthCoder();
  #literals = probabilities(0x300 << 4);

  constructor(output: Uint8Array) {
    this.#output = output;
  }

  get written(): number {
    return this.#out;
  }

  /** Matches reach no further back than here. */
  resetDictionary(): void {
    this.#start = this.#out;
  }

  /** Throws RangeError for a value that the format does not have. */
  setProperties(byte: number): void {
    if (byte >= 225) throw new RangeError(inEnglish('tiff.lzma-properties', { byte }));
    this.#lc = byte % 9;
    this.#lp = Math.floor(byte / 9) % 5;
    this.#pb = Math.floor(byte / 45);
    if (this.#lc + this.#lp > 4) throw new RangeError(inEnglish('tiff.lzma2-properties'));
    this.resetState();
  }

  resetState(): void {
    this.#state = 0;
    this.#reps = [0, 0, 0, 0];
    for (const p of [
      this.#isMatch,
      this.#isRep,
      this.#isRep0,
      this.#isRep1,
      this.#isRep2,
      this.#isRep0Long,
      this.#slots,
      this.#special,
      this.#align,
      this.#literals,
    ])
      p.fill(1024);
    this.#lengths.reset();
    this.#repLengths.reset();
  }

  copy(bytes: Uint8Array): void {
    const part = bytes.subarray(0, this.#output.length - this.#out);
    this.#output.set(part, this.#out);
    this.#out += part.length;
  }

  /** Decodes one chunk to `size` bytes, or to the end of the output. Throws RangeError for damaged data. */
  decode(input: Uint8Array, size: number): void {
    this.#input = input;
    this.#range = 0xffffffff;
    this.#code = ((input[1] << 24) | (input[2] << 16) | (input[3] << 8) | input[4]) >>> 0;
    this.#at = 5;
    const end = Math.min(this.#output.length, this.#out + size);
    while (this.#out < end) {
      const position = (this.#out - this.#start) & ((1 << this.#pb) - 1);
      if (this.#bit(this.#isMatch, (this.#state << 4) + position) === 0) this.#literal();
      else {
        const length = this.#match(position);
        this.#repeat(length, end);
      }
      if (this.#at > input.length + 5) throw new RangeError(inEnglish('tiff.ends-early'));
    }
  }

  #match(position: number): number {
    const reps = this.#reps;
    if (this.#bit(this.#isRep, this.#state) === 0) {
      const length = this.#length(this.#lengths, position);
      this.#state = this.#state < 7 ? 7 : 10;
      reps[3] = reps[2];
      reps[2] = reps[1];
      reps[1] = reps[0];
      reps[0] = this.#distance(length);
      return length;
    }
    if (this.#bit(this.#isRep0, this.#state) === 0) {
      if (this.#bit(this.#isRep0Long, (this.#state << 4) + position) === 0) {
        this.#state = this.#state < 7 ? 9 : 11;
        return 1;
      }
    } else {
      let distance: number;
      if (this.#bit(this.#isRep1, this.#state) === 0) distance = reps[1];
      else {
        if (this.#bit(this.#isRep2, this.#state) === 0) distance = reps[2];
        else {
          distance = reps[3];
          reps[3] = reps[2];
        }
        reps[2] = reps[1];
      }
      reps[1] = reps[0];
      reps[0] = distance;
    }
    const length = this.#length(this.#repLengths, position);
    this.#state = this.#state < 7 ? 8 : 11;
    return length;
  }

  #repeat(length: number, end: number): void {
    const output = this.#output;
    let from = this.#out - this.#reps[0] - 1;
    if (from < this.#start) throw new RangeError(inEnglish('tiff.before-start'));
    const stop = Math.min(end, this.#out + length);
    while (this.#out < stop) output[this.#out++] = output[from++];
  }

  #literal(): void {
    const output = this.#output;
    const before = this.#out > this.#start ? output[this.#out - 1] : 0;
    const place = (this.#out - this.#start) & ((1 << this.#lp) - 1);
    const base = 0x300 * ((place << this.#lc) + (before >> (8 - this.#lc)));
    let symbol = 1;
    if (this.#state >= 7) {
      let match = output[this.#out - this.#reps[0] - 1] ?? 0;
      while (symbol < 0x100) {
        const bit = (match >> 7) & 1;
        match <<= 1;
        const found = this.#bit(this.#literals, base + ((1 + bit) << 8) + symbol);
        symbol = (symbol << 1) | found;
        if (bit !== found) break;
      }
    }
    while (symbol < 0x100) symbol = (symbol << 1) | this.#bit(this.#literals, base + symbol);
    output[this.#out++] = symbol;
    this.#state = this.#state < 4 ? 0 : this.#state < 10 ? this.#state - 3 : this.#state - 6;
  }

  #length(coder: LengthCoder, position: number): number {
    if (this.#bit(coder.choice, 0) === 0) return 2 + this.#tree(coder.low, position << 3, 3);
    if (this.#bit(coder.choice, 1) === 0) return 10 + this.#tree(coder.mid, position << 3, 3);
    return 18 + this.#tree(coder.high, 0, 8);
  }

  #distance(length: number): number {
    const slot = this.#tree(this.#slots, Math.min(length - 2, 3) << 6, 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    let distance = (2 | (slot & 1)) * 2 ** bits;
    if (slot < 14) return distance + this.#reverseTree(this.#special, distance - slot, bits);
    let direct = 0;
    for (let i = bits - 4; i > 0; i--) {
      this.#range >>>= 1;
      this.#code = (this.#code - this.#range) | 0;
      const sign = this.#code >> 31;
      this.#code = (this.#code + (this.#range & sign)) >>> 0;
      this.#normalise();
      direct = direct * 2 + sign + 1;
    }
    distance += direct * 16;
    return distance + this.#reverseTree(this.#align, 0, 4);
  }

  #tree(p: Uint16Array, base: number, bits: number): number {
    let symbol = 1;
    for (let i = 0; i < bits; i++) symbol = (symbol << 1) | this.#bit(p, base + symbol);
    return symbol - (1 << bits);
  }

  #reverseTree(p: Uint16Array, base: number, bits: number): number {
    let node = 1;
    let symbol = 0;
    for (let i = 0; i < bits; i++) {
      const bit = this.#bit(p, base + node);
      node = (node << 1) | bit;
      symbol |= bit << i;
    }
    return symbol;
  }

  #bit(p: Uint16Array, i: number): number {
    const probability = p[i];
    const bound = (this.#range >>> 11) * probability;
    if (this.#code < bound) {
      this.#range = bound;
      p[i] = probability + ((2048 - probability) >> 5);
      this.#normalise();
      return 0;
    }
    this.#range = (this.#range - bound) >>> 0;
    this.#code = (this.#code - bound) >>> 0;
    p[i] = probability - (probability >> 5);
    this.#normalise();
    return 1;
  }

  #normalise(): void {
    if (this.#range < 0x1000000) {
      this.#range = (this.#range << 8) >>> 0;
      this.#code = ((this.#code << 8) | (this.#input[this.#at++] ?? 0)) >>> 0;
    }
  }
}

class LengthCoder {
  readonly choice = probabilities(2);
  readonly low = probabilities(16 << 3);
  readonly mid = probabilities(16 << 3);
  readonly high = probabilities(256);

  reset(): void {
    for (const p of [this.choice, this.low, this.mid, this.high]) p.fill(1024);
  }
}

function probabilities(count: number): Uint16Array {
  // One more group than the trees need: their node 0 is never used.
  return new Uint16Array(count + 8).fill(1024);
}
