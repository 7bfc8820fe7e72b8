import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GroundPoint } from '#core/ground/ground-point.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { openCatalogue, type Catalogue } from '#host/catalogue/catalogue.ts';
import { waterPoints } from '#host/catalogue/water-points.ts';
import { commitImport } from './commit-import.ts';
import { readImport } from './read-import.ts';

/** What a table of samples gave. */
export interface FilePoints {
  points: GroundPoint[];
  /** Sentences about rows that stayed out. */
  warnings: string[];
}

/** The sampled places of a table, vector file or tracks, understood as an import would understand them. */
export async function pointsOfFile(path: string, date?: string): Promise<FilePoints> {
  return withImported(path, date, (catalogue, warnings) => ({
    points: waterPoints(catalogue, null),
    warnings,
  }));
}

/**
 * A file of samples in a catalogue of its own that goes when `use` is done. Throws `bad-input` where no row is a
 * sample. `date` holds where the rows have none.
 */
export async function withImported<Result>(
  path: string,
  date: string | undefined,
  use: (catalogue: Catalogue, warnings: string[]) => Result,
): Promise<Result> {
  const passing = mkdtempSync(join(tmpdir(), 'bloomline-'));
  const catalogue = await openCatalogue(passing, { create: true });
  try {
    const read = await readImport(catalogue, path, date === undefined ? null : { adjust: { date } });
    const { accepted, rejected, observations } = read.report;
    if (accepted === 0 || observations === 0) {
      const [first] = rejected;
      throw new BloomlineError(
        'bad-input',
        path,
        first ? say('field.no-sample-row', { row: first.row, why: first.message }) : say('field.no-columns'),
      );
    }
    await commitImport(catalogue, read, { who: 'points' });
    return use(
      catalogue,
      rejected.length > 0
        ? [
            `${path}: ${inEnglish('field.rows-stayed-out', { n: rejected.length, row: rejected[0].row, why: rejected[0].message })}`,
          ]
        : [],
    );
  } finally {
    catalogue.close();
    rmSync(passing, { recursive: true, force: true });
  }
}
