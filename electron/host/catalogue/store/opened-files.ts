import { statSync } from 'node:fs';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { isNetworkPath } from './network-path.ts';

/**
 * The files of an open catalogue, as they were when it was opened. SQLite writes to what it has open, also after
 * another program has put something else under the name or removed the log: such a write would be acknowledged and
 * lost. So they are looked at before each write and before its commit.
 */
export class OpenedFiles {
  readonly #path: string;
  readonly #marks: { file: string; mark: string }[];

  /** `db` must have read once, so that its log is there. */
  constructor(path: string) {
    this.#path = path;
    const inode = !isNetworkPath(path);
    this.#marks = [path, ...(inode ? [`${path}-wal`] : [])].flatMap(file => {
      const mark = markOf(file, inode);
      return mark === null ? [] : [{ file, mark }];
    });
  }

  /** Throws `catalogue-replaced` where a file is gone or another one. */
  check(): void {
    for (const { file, mark } of this.#marks) {
      const now = markOf(file, mark !== 'there');
      if (now !== mark)
        throw new BloomlineError(
          'catalogue-replaced',
          this.#path,
          now === null ? say('catalogue.file-gone', { file }) : say('catalogue.file-replaced', { file }),
        );
    }
  }
}

/** A share may number its files anew: there only being there counts. */
function markOf(file: string, inode: boolean): string | null {
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
  if (!stat) return null;
  return inode ? `${stat.dev}:${stat.ino}` : 'there';
}
