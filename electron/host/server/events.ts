import type { HostEvent } from '#core/contract/calls.ts';

/** Tells every open window what happened. */
export class Events {
  readonly #listeners = new Set<(event: HostEvent) => void>();

  send(event: HostEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  listen(listener: (event: HostEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
