import { asReported, BloomlineError } from '#core/foundation/errors.ts';
import { type Said, say } from '#core/words/said.ts';

/** Runs `work`; an error of SQLite leaves it as one that people can act on. */
export function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asCatalogueError(error, path);
  }
}

export function asCatalogueError(error: unknown, path: string): unknown {
  if (error instanceof BloomlineError || !(error instanceof Error)) return error;
  const code = (error as Error & { code?: string }).code ?? '';
  const made = (kind: ConstructorParameters<typeof BloomlineError>[0], said: Said) =>
    new BloomlineError(kind, path, said, { cause: error });
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return made('catalogue-locked', say('catalogue.locked'));
  }
  if (/^SQLITE_(CORRUPT|NOTADB|FORMAT)/.test(code)) {
    return made('catalogue-damaged', say('catalogue.damaged', { what: error.message }));
  }
  if (code === 'SQLITE_FULL') return made('disk-full', say('catalogue.disk-full'));
  if (/^SQLITE_(READONLY|PERM|AUTH)/.test(code)) return made('not-allowed', say('catalogue.read-only'));
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return made('not-found', say('catalogue.belongs-to-nothing'));
  // What triggers keep, they say in their own words.
  if (code === 'SQLITE_CONSTRAINT_TRIGGER') return made('not-allowed', asReported(error.message));
  if (/^SQLITE_(CANTOPEN|IOERR)/.test(code))
    return made('not-writable', say('catalogue.unreachable', { what: error.message }));
  return error;
}
