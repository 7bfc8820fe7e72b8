import type { Samples } from './samples.ts';

/** Decoded blocks within a budget of bytes; the ones used longest ago go first. */
export class BlockCache {
  readonly #budget: number;
  readonly #blocks = new Map<string, Samples>();
  #held = 0;

  constructor(budgetBytes: number) {
    this.#budget = budgetBytes;
  }

  get(key: string): Samples | undefined {
    const block = this.#blocks.get(key);
    if (block) {
      this.#blocks.delete(key);
      this.#blocks.set(key, block);
    }
    return block;
  }

  set(key: string, block: Samples): void {
    const old = this.#blocks.get(key);
    if (old) this.#held -= old.byteLength;
    this.#blocks.delete(key);
    if (block.byteLength > this.#budget) return;
    this.#blocks.set(key, block);
    this.#held += block.byteLength;
    for (const [oldest, value] of this.#blocks) {
      if (this.#held <= this.#budget) break;
      this.#blocks.delete(oldest);
      this.#held -= value.byteLength;
    }
  }

  forget(path: string): void {
    for (const [key, value] of this.#blocks)
      if (key.startsWith(`${path}|`)) {
        this.#blocks.delete(key);
        this.#held -= value.byteLength;
      }
  }
}
