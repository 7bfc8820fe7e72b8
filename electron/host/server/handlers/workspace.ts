import { readdirSync, statSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { isArchiveName } from '#host/formats/archive/archive.ts';
import { rasterName } from '#host/raster/raster-name.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { FileEntry } from '#core/contract/calls.ts';
import { say } from '#core/words/said.ts';
import { catalogueFile } from '#host/files/protected-files.ts';
import { photoExtensions } from '#host/catalogue/photos.ts';
import { fieldExtensions } from '#host/formats/tables/read-field-tables.ts';
import { vectorExtensions } from '#host/formats/read-zones.ts';
import type { Handlers } from '#host/server/context/context.ts';

export const workspaceHandlers: Pick<
  Handlers,
  'workspace.get' | 'workspace.open' | 'files.list' | 'jobs.cancel' | 'journal.list'
> = {
  'workspace.get': (_, { workspace }) => workspace.info(),

  'workspace.open': async ({ path, create }, context) => {
    const known = context.workspace.info().recent.some(r => r.path === path);
    const checked = known ? path : context.roots.check(path);
    // What still runs would be saved in the workspace that it does not belong to.
    context.jobs.cancelAll();
    context.pyramids.leave();
    await context.workspace.change(checked, create ?? false);
    context.roots.allow(checked);
    context.tallies.clear();
    context.send({ type: 'changed', what: 'workspace' });
    return context.workspace.info();
  },

  'files.list': ({ path }, { roots, workspace }) => {
    const folder = roots.check(path ?? workspace.info().path);
    let names: string[];
    try {
      names = readdirSync(folder);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      throw new BloomlineError(
        code === 'EACCES' || code === 'EPERM' ? 'not-allowed' : 'not-found',
        folder,
        say('files.folder-not-readable', { code: String(code) }),
      );
    }
    const parent = dirname(folder);
    let parentAllowed: string | null = null;
    try {
      parentAllowed = parent === folder ? null : roots.check(parent);
    } catch {
      // A root's own parent is not shown.
    }
    return {
      path: folder,
      parent: parentAllowed,
      roots: roots.list(),
      entries: names
        .filter(name => !name.startsWith('.'))
        .flatMap(name => entryOf(folder, name))
        .sort(
          (a, b) =>
            Number(b.kind === 'folder') - Number(a.kind === 'folder') ||
            a.name.localeCompare(b.name, 'zh-CN', { numeric: true }),
        ),
    };
  },

  'jobs.cancel': ({ jobId }, { jobs }) => {
    jobs.cancel(jobId);
    return null;
  },

  'journal.list': ({ limit }, { workspace }) => workspace.catalogue.journal.list({ limit }),
};

function entryOf(folder: string, name: string): FileEntry[] {
  const path = join(folder, name);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return [];
  const extension = extname(name).toLowerCase();
  const kind = stat.isDirectory()
    ? extension === '.gdb'
      ? 'vector'
      : ['.safe', '.sen3'].includes(extension)
        ? 'raster'
        : statSync(join(path, catalogueFile), { throwIfNoEntry: false })?.isFile()
          ? 'workspace'
          : 'folder'
    : rasterName.test(name) || (isArchiveName(name) && extension !== '.zip')
      ? 'raster'
      : (vectorExtensions as readonly string[]).includes(extension)
        ? 'vector'
        : (fieldExtensions as readonly string[]).includes(extension)
          ? 'table'
          : photoExtensions.includes(extension)
            ? 'photo'
            : 'other';
  return [
    { name, path, kind, bytes: stat.isDirectory() ? 0 : stat.size, modified: stat.mtime.toISOString() },
  ];
}
