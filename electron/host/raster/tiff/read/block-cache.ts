/** Anything that takes memory. */
interface Held {
  readonly byteLength: number;
}

/** Decoded blocks within a budget of bytes; the ones used longest ago go first. */
export class BlockCache {
  readonly budgetBytes: number;
  readonly #held = new Map<string, Held>();
  #bytes = 0;

  constructor(budgetBytes: number) {
    this.budgetBytes = budgetBytes;
  }

  get<T extends Held>(key: string): T | undefined {
    const found = this.#held.get(key);
    if (found) {
      this.#held.delete(key);
      this.#held.set(key, found);
    }
    return found as T | undefined;
  }

  set(key: string, value: Held): void {
    this.#drop(key);
    if (value.byteLength > this.budgetBytes) return;
    this.#held.set(key, value);
    this.#bytes += value.byteLength;
    for (const oldest of this.#held.keys()) {
      if (this.#bytes <= this.budgetBytes) break;
      this.#drop(oldest);
    }
  }

  /** Drops what belongs to a file that is closed. */
  forget(prefix: string): void {
    for (const key of this.#held.keys()) if (key.startsWith(prefix)) this.#drop(key);
  }

  #drop(key: string): void {
    const value = this.#held.get(key);
    if (!value) return;
    this.#held.delete(key);
    this.#bytes -= value.byteLength;
  }
}
