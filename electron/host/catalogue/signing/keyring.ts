import type { KeyPair } from './key-pairs.ts';

/** Keys that are open in this process: of who signed in, and the workspace's own while an administrator sits there. */
export class Keyring {
  readonly #keys = new Map<number, { key: KeyPair; root: KeyPair | null }>();

  open(personId: number, key: KeyPair, root: KeyPair | null): void {
    this.#keys.set(personId, { key, root });
  }

  /** Whoever got up leaves nothing open. */
  keepOnly(personId: number | null): void {
    for (const id of this.#keys.keys()) if (id !== personId) this.#keys.delete(id);
  }

  keyOf(personId: number): KeyPair | null {
    return this.#keys.get(personId)?.key ?? null;
  }

  get root(): KeyPair | null {
    return [...this.#keys.values()].find(k => k.root)?.root ?? null;
  }
}
