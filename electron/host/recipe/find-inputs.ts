import { arrayPath, splitArrayPath } from '#host/files/array-path.ts';
import { isArchiveName } from '#host/formats/archive/archive.ts';
import { entriesIn, isFolder, statOf } from '#host/formats/archive/paths.ts';
import { basename, join } from 'node:path';
import type { RecipeInput } from '#core/recipe/recipe.ts';
import { isUrl } from '#core/scene/is-url.ts';
import { recipeInput } from './recipe.ts';
import { throwIfCancelled, type Progress } from '#host/files/progress.ts';

/** An input of a recipe, and where it is now. */
export interface FoundInput {
  recorded: RecipeInput;
  /** Null where it is nowhere. */
  path: string | null;
  /** True where its bytes are the ones of then; null where only samples were kept. */
  same: boolean;
}

const maxDepth = 6;

/**
 * Looks for the inputs: where they were, then by name in `folders` and the folders in them. A file of the same name
 * with other bytes is taken only where no better one is found.
 */
export async function findInputs(
  inputs: readonly RecipeInput[],
  folders: readonly string[],
  progress: Progress = {},
): Promise<FoundInput[]> {
  const byName = listFiles(folders, archivesOf(inputs));
  const found: FoundInput[] = [];
  for (const recorded of inputs) {
    throwIfCancelled(progress.signal);
    // Of an array the file is looked for.
    const array = splitArrayPath(recorded.path);
    const name = basename((array?.file ?? recorded.path).replaceAll('\\', '/'));
    const named = (byName.get(name) ?? []).map(file => (array ? arrayPath(file, array.array) : file));
    const places = isUrl(recorded.path)
      ? [recorded.path]
      : [...(statOf(recorded.path) ? [recorded.path] : []), ...named];
    let best: FoundInput = { recorded, path: null, same: false };
    for (const path of places) {
      const now = await recipeInput(path, recorded.sha256 === null ? 0 : Infinity, progress);
      const same =
        recorded.sha256 === null ? now.fingerprint === recorded.fingerprint : now.sha256 === recorded.sha256;
      if (same) {
        best = { recorded, path, same };
        break;
      }
      best = best.path === null ? { recorded, path, same } : best;
    }
    found.push(best);
  }
  return found;
}

/** Names of the archives that inputs lay in: only those are opened. */
const archivesOf = (inputs: readonly RecipeInput[]): Set<string> =>
  new Set(inputs.flatMap(({ path }) => path.split(/[\\/]/).slice(0, -1).filter(isArchiveName)));

function listFiles(folders: readonly string[], archives: ReadonlySet<string>): Map<string, string[]> {
  const byName = new Map<string, string[]>();
  const walk = (folder: string, depth: number) => {
    if (depth > maxDepth || !isFolder(folder)) return;
    for (const entry of entriesIn(folder)) {
      const path = join(folder, entry.name);
      if (entry.isFolder && (!isArchiveName(entry.name) || archives.has(entry.name))) walk(path, depth + 1);
      else byName.set(entry.name, [...(byName.get(entry.name) ?? []), path]);
    }
  };
  for (const folder of new Set(folders)) walk(folder, 0);
  return byName;
}
