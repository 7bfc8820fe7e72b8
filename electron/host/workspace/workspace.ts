import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { Person } from '#core/review/people.ts';
import type { WorkspaceInfo } from '#core/contract/calls.ts';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { softwareVersion } from '#host/files/software-version.ts';
import { restoreBackup } from '#host/catalogue/store/backups.ts';
import { catalogueFile, openCatalogue, type Catalogue } from '#host/catalogue/catalogue.ts';
import { presentScene } from '#host/catalogue/scenes.ts';

const recentSchema = z.array(z.object({ path: z.string(), name: z.string(), opened: z.string() }));
const maxRecent = 10;

/** Where settings of this user are kept. */
export function userFolder(): string {
  const { BLOOMLINE_HOME, APPDATA, XDG_CONFIG_HOME } = process.env;
  return BLOOMLINE_HOME ?? join(APPDATA ?? XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'Bloomline');
}

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
  /** Who is signed in, until another workspace is opened. */
  #personId: number | null = null;

  private constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  static async open(path: string, create: boolean): Promise<Workspace> {
    const workspace = new Workspace(await openCatalogue(path, { create }));
    remember(workspace.#catalogue.directory);
    return workspace;
  }

  /** Opens another workspace; the present one stays open where that fails. */
  async change(path: string, create: boolean): Promise<void> {
    const next = await openCatalogue(path, { create });
    this.#catalogue.close();
    this.#catalogue = next;
    this.#personId = null;
    remember(next.directory);
  }

  /** Puts a backup in the catalogue's place. The catalogue stays as it was where that fails. */
  async restore(backup: string): Promise<void> {
    const { directory, path } = this.#catalogue;
    this.#catalogue.close();
    // The people of then may be other ones.
    this.#personId = null;
    try {
      await restoreBackup(directory, path, backup);
    } finally {
      this.#catalogue = await openCatalogue(directory);
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
      return process.env.BLOOMLINE_USER || userInfo().username || 'user';
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
  }

  info(): WorkspaceInfo {
    const { directory, readOnly, counts, scenes } = this.#catalogue;
    const all = scenes.list();
    return {
      path: directory,
      name: basename(directory),
      readOnly,
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
  }
}
