import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';

const ownerSchema = z.object({
  id: z.string(),
  machine: z.string(),
  pid: z.number().int(),
  /** When the process began, as the system tells it; empty where it does not. A number of a process is given again. */
  processStart: z.string(),
  user: z.string(),
  since: z.string(),
});
/** Who has a workspace open for writing. */
export type LockOwner = z.infer<typeof ownerSchema>;

export interface WorkspaceLock {
  /** False once somebody else took it over: this machine slept, or was cut off from the share, for too long. */
  held(): boolean;
  release(): void;
}

const beatMs = 10_000;
/** Six beats missed: a machine that crashed or went away. */
const staleMs = 60_000;

const fileOf = (directory: string): string => join(directory, '.bloomline-lock');

/**
 * The one writing host of a workspace. A file made only where there is none, which works on shares too; its owner
 * renews its time. One whose process is gone, or that was not renewed for a minute from another machine, is stale and
 * taken over. Answers the owner where the workspace is open elsewhere.
 */
export function takeLock(directory: string): { lock: WorkspaceLock } | { owner: LockOwner } {
  const me: LockOwner = {
    id: randomUUID(),
    machine: hostname(),
    pid: process.pid,
    processStart: startOf(process.pid),
    user: userName(),
    since: new Date().toISOString(),
  };
  const file = fileOf(directory);
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(file, JSON.stringify(me), { flag: 'wx', mode: 0o644 });
      return { lock: renewed(file, me.id) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = lockOwner(directory);
    if (owner) return { owner };
    // Somebody may be writing it this moment; stale, or half written by somebody who died: it goes, and the next
    // round makes it anew or finds a faster one.
    if (attempt < 3 && !isReadable(file)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 30);
    else rmSync(file, { force: true });
    if (attempt > 8) throw new BloomlineError('not-writable', file, say('catalogue.lock-stuck'));
  }
}

/** Who has the workspace open for writing now; null for nobody, or a lock that nobody stands behind any more. */
export function lockOwner(directory: string): LockOwner | null {
  const file = fileOf(directory);
  const owner = readOwner(file);
  return owner && isAlive(owner, file) ? owner : null;
}

function readOwner(file: string): LockOwner | null {
  try {
    return ownerSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null; // none, or half written
  }
}

const isReadable = (file: string): boolean => !existsSync(file) || readOwner(file) !== null;

export const isThisMachine = (owner: LockOwner): boolean => owner.machine === hostname();

function isAlive(owner: LockOwner, file: string): boolean {
  if (!isThisMachine(owner)) return ageOf(file) < staleMs;
  if (!isRunning(owner.pid)) return false;
  const start = startOf(owner.pid);
  return start === '' || owner.processStart === '' ? ageOf(file) < staleMs : start === owner.processStart;
}

/** By the clock of the machine that keeps the file: both times come from there. */
function ageOf(file: string): number {
  const probe = `${file}-${process.pid}`;
  try {
    writeFileSync(probe, '');
    return statSync(probe).mtimeMs - statSync(file).mtimeMs;
  } catch {
    return 0; // a folder that cannot be written to is none that this program would write in
  } finally {
    rmSync(probe, { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Field 22 of /proc/<pid>/stat; the name in parentheses may hold spaces. */
function startOf(pid: number): string {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'user';
  }
}

/** The same bytes over themselves: the time is the one of the machine that keeps the file. */
function touch(file: string): void {
  const bytes = readFileSync(file);
  const handle = openSync(file, 'r+');
  try {
    writeSync(handle, bytes, 0, bytes.length, 0);
  } finally {
    closeSync(handle);
  }
}

function renewed(file: string, id: string): WorkspaceLock {
  const isOurs = (): boolean => {
    try {
      return (JSON.parse(readFileSync(file, 'utf8')) as { id?: string }).id === id;
    } catch {
      return false;
    }
  };
  const beat = setInterval(() => {
    try {
      if (isOurs()) touch(file);
    } catch {
      // the share is away; the next write finds out
    }
  }, beatMs);
  beat.unref();
  return {
    held: isOurs,
    release: () => {
      clearInterval(beat);
      if (isOurs()) rmSync(file, { force: true });
    },
  };
}
