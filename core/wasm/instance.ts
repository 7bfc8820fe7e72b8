/** The part of WebAssembly that is used here; Node and browsers have it, the ES library types do not. */
declare const WebAssembly: {
  Memory: new (descriptor: { initial: number }) => WasmMemory;
  Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  Instance: new (module: object, imports: object) => { exports: Record<string, unknown> };
};

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

const pageBytes = 65536;

export function newMemory(bytes: number): WasmMemory {
  return new WebAssembly.Memory({ initial: Math.ceil(bytes / pageBytes) });
}

/** Makes a memory hold at least `bytes`. Views of its buffer from before are then empty. */
export function ensureBytes(memory: WasmMemory, bytes: number): void {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / pageBytes);
  if (missing > 0) memory.grow(missing);
}

/** The exports of a module over the memory. */
export function instantiate<Exports>(bytes: Uint8Array<ArrayBuffer>, memory: WasmMemory): Exports {
  return new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } }).exports as Exports;
}
