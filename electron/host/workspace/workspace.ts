import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { Person } from '#core/review/people.ts';
import type { WorkspaceInfo } from '#core/contract/calls.ts';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { catalogueFile, forgetSources, keepSources } from '#host/files/protected-files.ts';
import { softwareVersion } from '#host/files/software-version.ts';
import { asWriteError } from '#host/files/atomic-file.ts';
import { userFolder } from '#host/files/user-folder.ts';
import { restoreCatalogue } from '#host/catalogue/restore.ts';
import { takeLock, type LockOwner, type WorkspaceLock } from '#host/catalogue/store/workspace-lock.ts';
import { openCatalogue, type Catalogue, type OpenOptions } from '#host/catalogue/catalogue.ts';
import { presentScene } from '#host/catalogue/scenes.ts';

const recentSchema = z.array(z.object({ path: z.string(), name: z.string(), opened: z.string() }));
const maxRecent = 10;

const recentFile = () => join(userFolder(), 'recent.json');

/** Workspaces opened before, the newest first. */
export function recentWorkspaces(): WorkspaceInfo['recent'] {
  try {
    return recentSchema.parse(JSON.parse(readFileSync(recentFile(), 'utf8')));
  } catch {
    return []; // none yet, or not readable: the list is a convenience
  }
}

/** The workspace opened last, of those that are still there. */
export const lastWorkspace = (): string | undefined =>
  recentWorkspaces().find(r => existsSync(join(r.path, catalogueFile)))?.path;

function remember(path: string): void {
  const recent = [
    { path, name: basename(path), opened: new Date().toISOString() },
    ...recentWorkspaces().filter(r => r.path !== path),
  ];
  try {
    mkdirSync(dirname(recentFile()), { recursive: true });
    writeFileSync(recentFile(), JSON.stringify(recent.slice(0, maxRecent), null, 1));
  } catch {
    // A read-only home folder must not keep anyone from working.
  }
}

/** The open workspace: a folder with a catalogue. One at a time. */
export class Workspace {
  #catalogue: Catalogue;
  #lock: WorkspaceLock | null;
  /** Who has it open for writing, where that is somebody else. */
  #writer: LockOwner | null;
  /** Who is signed in, until another workspace is opened. */
  #personId: number | null = null;

  private constructor({ catalogue, lock, writer }: Opened) {
    [this.#catalogue, this.#lock, this.#writer] = [catalogue, lock, writer];
    this.#keepScenes();
  }

  /** No product takes the place of a scene that the catalogue knows. */
  #keepScenes(): void {
    forgetSources();
    keepSources(this.#catalogue.scenes.list().flatMap(scene => scene.files.map(f => f.file)));
  }

  static async open(path: string, create: boolean): Promise<Workspace> {
    const workspace = new Workspace(await openAlone(path, create));
    remember(workspace.#catalogue.directory);
    return workspace;
  }

  /** Opens another workspace; the present one stays open where that fails. */
  async change(path: string, create: boolean): Promise<void> {
    const same = isSameFolder(path, this.#catalogue.directory) ? this.#lock : null;
    const next = same
      ? { catalogue: await openCatalogue(path, hostOptions(same)), lock: same, writer: null }
      : await openAlone(path, create);
    this.#catalogue.close();
    if (!same) this.#lock?.release();
    [this.#catalogue, this.#lock, this.#writer] = [next.catalogue, next.lock, next.writer];
    const { catalogue: opened } = next;
    this.#personId = null;
    this.#keepScenes();
    remember(opened.directory);
  }

  /** Puts a backup in the catalogue's place. The catalogue stays as it was where that fails. */
  async restore(backup: string): Promise<void> {
    const { directory } = this.#catalogue;
    const { who } = this;
    const options = hostOptions(this.#lock);
    this.#catalogue.close();
    // The people of then may be other ones.
    this.#personId = null;
    try {
      this.#catalogue = await restoreCatalogue(directory, backup, who, options);
    } catch (error) {
      this.#catalogue = await openCatalogue(directory, options);
      throw error;
    }
  }

  get catalogue(): Catalogue {
    return this.#catalogue;
  }

  /**
   * Who is written into the journal: the person that is signed in, or the user of the computer where no people are
   * set up.
   */
  get who(): string {
    const { person } = this;
    if (person) return person.name;
    if (this.hasPeople) return 'unknown';
    try {
      return userInfo().username || 'user';
    } catch {
      return 'user';
    }
  }

  get hasPeople(): boolean {
    return this.#catalogue.people.list().length > 0;
  }

  /** As the catalogue has them now: a role that was taken away counts at once. */
  get person(): Person | null {
    const person = this.#catalogue.people.list().find(p => p.id === this.#personId);
    return person?.active ? person : null;
  }

  /** Null signs out. */
  sitDown(person: Person | null): void {
    this.#personId = person?.id ?? null;
    this.#catalogue.people.seat(this.#personId);
  }

  info(): WorkspaceInfo {
    const { directory, readOnly, counts, scenes } = this.#catalogue;
    const all = scenes.list();
    return {
      path: directory,
      name: basename(directory),
      readOnly,
      writer: this.#writer && {
        user: this.#writer.user,
        machine: this.#writer.machine,
        since: this.#writer.since,
      },
      simulated: all.length > 0 && all.every(s => s.simulated),
      counts: counts(),
      recent: recentWorkspaces(),
      version: softwareVersion(),
    };
  }

  /** A scene with its files where they were. Throws `not-found` naming the missing one. */
  scene(id: number): CatalogueScene {
    return presentScene(this.#catalogue, id);
  }

  scenes(): CatalogueScene[] {
    return this.#catalogue.scenes.list();
  }

  close(): void {
    this.#catalogue.close();
    this.#lock?.release();
  }
}

interface Opened {
  catalogue: Catalogue;
  lock: WorkspaceLock | null;
  writer: LockOwner | null;
}

/** One window writes; another one, here or on another machine, opens the workspace for reading. */
async function openAlone(path: string, create: boolean): Promise<Opened> {
  const taken = existsSync(join(path, catalogueFile)) ? lockIfWritable(path) : null;
  if (taken && 'owner' in taken)
    return { catalogue: await openCatalogue(path, { readOnly: true }), lock: null, writer: taken.owner };
  let lock = taken?.lock ?? null;
  try {
    const catalogue = await openCatalogue(path, { create, ...hostOptions(lock) });
    // A new workspace: its folder is there only now.
    if (!lock && !catalogue.readOnly) {
      const made = takeLock(path);
      if ('lock' in made) lock = made.lock;
    }
    return { catalogue, lock, writer: null };
  } catch (error) {
    lock?.release();
    throw error;
  }
}

function lockIfWritable(path: string): ReturnType<typeof takeLock> | null {
  try {
    return takeLock(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return null; // read-only for everybody here
    throw asWriteError(error, path);
  }
}

/** A host answers others while it waits: it does not stand still for a foreign write lock. */
const hostOptions = (lock: WorkspaceLock | null): OpenOptions => ({
  patienceMs: 20,
  ...(lock && { mayWrite: () => lock.held() }),
});

const isSameFolder = (a: string, b: string): boolean => {
  try {
    return realpathSync(a) === realpathSync(b);
  } catch {
    return false;
  }
};
