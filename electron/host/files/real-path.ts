import { realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** Links and dots resolved as far as the path exists; what is still to be written keeps its name. */
export function realPath(path: string): string {
  const absolute = resolve(path);
  try {
    return realpathSync(absolute);
  } catch {
    const parent = dirname(absolute);
    return parent === absolute ? absolute : join(realPath(parent), basename(absolute));
  }
}
