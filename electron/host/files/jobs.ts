import type { Progress } from './progress.ts';

/** Running calls by the id that the caller gave them. */
export class Jobs {
  readonly #running = new Map<string, AbortController>();

  /** Runs `work` with a signal that `cancel(jobId)` aborts. Without an id it cannot be cancelled. */
  async run<T>(
    jobId: string | null,
    onProgress: Progress['onProgress'],
    work: (progress: Progress) => Promise<T>,
  ): Promise<T> {
    if (jobId === null) return work({});
    const controller = new AbortController();
    this.#running.set(jobId, controller);
    try {
      return await work({ signal: controller.signal, onProgress });
    } finally {
      this.#running.delete(jobId);
    }
  }

  cancel(jobId: string): void {
    this.#running.get(jobId)?.abort();
  }

  cancelAll(): void {
    for (const controller of this.#running.values()) controller.abort();
  }
}
