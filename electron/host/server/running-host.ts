import { randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { userFileOf } from '#host/files/user-folder.ts';

const fileSchema = z.object({ origin: z.string(), secret: z.string() });

/** By what a second start of the same user on the same machine finds the window that is open already. */
export class HostNote {
  readonly #file: string;
  readonly #secret = randomBytes(32).toString('base64url');

  constructor(workspace: string, origin: string) {
    this.#file = userFileOf(workspace, 'hosts');
    try {
      mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 });
      writeFileSync(this.#file, JSON.stringify({ origin, secret: this.#secret }), { mode: 0o600 });
    } catch {
      // A read-only home folder must not keep anyone from working.
    }
  }

  knows(secret: string | undefined): boolean {
    const [a, b] = [Buffer.from(secret ?? ''), Buffer.from(this.#secret)];
    return a.length === b.length && timingSafeEqual(a, b);
  }

  remove(): void {
    rmSync(this.#file, { force: true });
  }
}

/** A fresh address of the host that has the workspace open on this machine; null where none answers. */
export async function joinRunningHost(workspace: string): Promise<{ url: string; origin: string } | null> {
  try {
    const note = fileSchema.parse(JSON.parse(readFileSync(userFileOf(workspace, 'hosts'), 'utf8')));
    const { hostname, protocol } = new URL(note.origin);
    if (hostname !== '127.0.0.1' || protocol !== 'http:') return null;
    const response = await fetch(`${note.origin}/join`, {
      method: 'POST',
      headers: { 'x-join': note.secret },
      signal: AbortSignal.timeout(2000),
    });
    if (!response.ok) return null;
    const { token } = z.object({ token: z.string() }).parse(await response.json());
    return { url: `${note.origin}/?token=${token}`, origin: note.origin };
  } catch {
    return null; // none, or one that ended without taking its note away
  }
}
