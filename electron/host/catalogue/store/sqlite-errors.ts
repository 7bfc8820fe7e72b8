import { BloomlineError } from '#core/foundation/errors.ts';

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
  const made = (kind: ConstructorParameters<typeof BloomlineError>[0], message: string) =>
    new BloomlineError(kind, path, message, { cause: error });
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return made(
      'catalogue-locked',
      'another program is writing to the catalogue; close it there or try again',
    );
  }
  if (/^SQLITE_(CORRUPT|NOTADB|FORMAT)/.test(code)) {
    return made(
      'catalogue-damaged',
      `the catalogue is damaged (${error.message}); restore it from the folder backups`,
    );
  }
  if (code === 'SQLITE_FULL')
    return made('disk-full', 'there is no room left for the catalogue; nothing was changed');
  if (/^SQLITE_(READONLY|PERM|AUTH)/.test(code))
    return made('not-allowed', 'the catalogue can only be read here');
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY')
    return made(
      'not-found',
      'what this belongs to is not there any more; nothing was changed, look at the list again',
    );
  // What triggers keep, they say in their own words.
  if (code === 'SQLITE_CONSTRAINT_TRIGGER') return made('not-allowed', error.message);
  if (/^SQLITE_(CANTOPEN|IOERR)/.test(code))
    return made('not-writable', `the catalogue cannot be reached (${error.message})`);
  return error;
}
