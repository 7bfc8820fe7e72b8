import { compile, instantiate, newMemory, type WasmMemory, type WasmModule } from './instance.ts';

/** Memory that is kept between uses; what one use needs beyond it is given back afterwards. */
const keptBytes = 2 ** 25;
/** Compiled functions may read this far behind an array. */
const padding = 32;
/** Scratch of the compiled functions themselves, at fixed addresses below everything that is taken. */
const reserved = 2 ** 16;

let memory = newMemory(keptBytes);
let top = reserved;
let depth = 0;

type ModuleMaker = () => Uint8Array<ArrayBuffer>;
const made = new WeakMap<ModuleMaker, { module: WasmModule; memory: WasmMemory; exports: unknown }>();

/**
 * The memory of this thread in which its compiled functions work. Arrays are taken from it within `use` and are gone
 * when that returns; what is to be kept must be copied. Uses nest and never wait: nothing may be awaited inside one.
 */
export const scratch = {
  /**
   * Runs `work` with room for `arrays` of together `bytes`. A use inside another one must have been counted in the
   * outer one's room; throws RangeError otherwise.
   */
  use<T>(bytes: number, arrays: number, work: () => T): T {
    const mark = top;
    const end = mark + bytes + arrays * (padding + 15) + padding;
    if (end > memory.buffer.byteLength) {
      if (depth > 0) throw new RangeError(`the scratch memory was not opened for ${bytes} more bytes`);
      memory = newMemory(end);
    }
    depth++;
    try {
      return work();
    } finally {
      depth--;
      top = mark;
      if (depth === 0 && memory.buffer.byteLength > 2 * keptBytes) memory = newMemory(keptBytes);
    }
  },

  /** Bytes of unknown content at a multiple of 16, until the use around this call returns. */
  take(bytes: number): Uint8Array<ArrayBuffer> {
    const at = top;
    if (depth === 0 || at + bytes + padding > memory.buffer.byteLength)
      throw new RangeError(`the scratch memory was not opened for ${bytes} bytes`);
    top = (at + bytes + padding + 15) & ~15;
    return new Uint8Array(memory.buffer, at, bytes);
  },

  /** True where an array lies in the scratch memory; its byteOffset is then its address. */
  holds: (array: ArrayBufferView): boolean => array.buffer === memory.buffer,

  /**
   * The functions that a maker's module exports, compiled when first asked for. They hold only until the next outermost
   * `use`.
   */
  functions<Exports>(maker: ModuleMaker): Exports {
    let found = made.get(maker);
    if (found?.memory !== memory) {
      const module = found?.module ?? compile(maker());
      found = { module, memory, exports: instantiate(module, memory) };
      made.set(maker, found);
    }
    return found.exports as Exports;
  },
};
