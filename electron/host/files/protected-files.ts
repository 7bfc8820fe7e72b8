import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import { isUrl } from '#core/scene/is-url.ts';
import { say } from '#core/words/said.ts';
import { realPath } from './real-path.ts';

/** The file that makes a folder a workspace. */
export const catalogueFile = 'catalogue.gpkg';

/** What a workspace keeps for itself: no product is written there. */
const ownFolders = new Set(['backups', 'cache', 'drafts', 'packages', 'photos']);
const ownFile = /^(catalogue\.gpkg(-wal|-shm|-journal)?|\.bloomline-.*|journal-head\.json|datums\.json)$/i;

const sources = new Set<string>();

/** Scenes of the open workspace, files that a command reads: in this process nothing may be written over them. */
export function keepSources(paths: readonly string[]): void {
  for (const path of paths) if (!isUrl(path)) sources.add(key(path));
}

/** Another workspace has other scenes. */
export const forgetSources = (): void => sources.clear();

/** Throws `not-allowed` for a path that a product must not be written to: a workspace's own file, or a source. */
export function refuseProtected(path: string): void {
  const own = workspaceOf(path);
  if (own !== null)
    throw new BloomlineError('not-allowed', path, say('files.workspace-keeps', { workspace: own }));
  if (sources.has(key(path)) && existsSync(path))
    throw new BloomlineError('not-allowed', path, say('files.is-a-source'));
}

/** The workspace whose own files the path lies among; null for any other place. */
function workspaceOf(path: string): string | null {
  const target = realPath(path);
  for (let above = dirname(target); ; above = dirname(above)) {
    const [first] = relative(above, target).split(sep);
    if (
      (ownFile.test(first) || ownFolders.has(first.toLowerCase())) &&
      existsSync(join(above, catalogueFile))
    )
      return above;
    if (above === dirname(above)) return null;
  }
}

const foldsCase = process.platform === 'win32' || process.platform === 'darwin';
const key = (path: string): string => (foldsCase ? realPath(path).toLowerCase() : realPath(path));
