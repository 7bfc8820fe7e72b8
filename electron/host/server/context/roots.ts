import { basename, dirname, isAbsolute, relative } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import { isUrl } from '#core/scene/is-url.ts';
import { realPath } from '#host/files/real-path.ts';
import { lockOwner } from '#host/catalogue/store/workspace-lock.ts';
import { say } from '#core/words/said.ts';

/** The folders that the user opened. Every path that comes from the window is checked against them. */
export class Roots {
  readonly #folders = new Map<string, string>();

  allow(path: string, name = basename(path)): void {
    this.#folders.set(realPath(path), name || path);
  }

  list(): { name: string; path: string }[] {
    return [...this.#folders].map(([path, name]) => ({ name, path }));
  }

  /** A path inside of the roots, or an http(s) address: opening it as a scene is the user's own wish. */
  open(path: string): string {
    return isUrl(path) ? path : this.check(path);
  }

  /** The path without links and dots. Throws `not-allowed` where it lies outside of the roots. */
  check(path: string): string {
    if (!isAbsolute(path)) throw new BloomlineError('bad-input', path, say('host.relative-path'));
    const real = realPath(path);
    if (isLiveCatalogue(real)) throw new BloomlineError('not-allowed', path, say('host.live-catalogue'));
    for (const root of this.#folders.keys()) {
      const inside = relative(root, real);
      if (inside === '' || (!inside.startsWith('..') && !isAbsolute(inside))) return real;
    }
    throw new BloomlineError('not-allowed', path, say('host.outside-roots'));
  }
}

/** The open catalogue is read through its connection only: a plain open and close would drop its locks. */
const isLiveCatalogue = (path: string): boolean =>
  /^catalogue\.gpkg(-wal|-shm)?$/i.test(basename(path)) && lockOwner(dirname(path))?.pid === process.pid;
