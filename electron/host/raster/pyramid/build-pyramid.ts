import { appendFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { statOf } from '#host/formats/archive/paths.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { needsSamplesTogether, type PyramidPlan } from '#host/raster/lanes/pyramid-plan.ts';
import { PyramidFile, type WrittenRow } from './pyramid-file.ts';

export interface BuildOptions {
  /** Rows of tiles at work at once; fewer than the pool's threads leaves some for other tasks. */
  atOnce: number;
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

type Part = Omit<WrittenRow, 'at' | 'sizes' | 'crc'>;

/**
 * Writes the pyramid of a plan to `path`. Worker threads make rows of tiles, level after level, each from the one
 * before. Finished rows are kept in `<path>.part` and `<path>.journal`, so that a build that was stopped goes on
 * where it was. Memory: per thread a row of tiles and a region of about two million pixels, here what threads hand in.
 */
export async function buildPyramid(
  plan: PyramidPlan,
  path: string,
  pool: RasterPool,
  { atOnce, signal, onProgress }: BuildOptions,
): Promise<void> {
  const part = `${path}.part`;
  const journal = `${path}.journal`;
  const head = JSON.stringify(plan);
  const kept = readJournal(journal, part, head);
  const file = new PyramidFile(part, plan, kept !== null);
  try {
    const done = new Set<string>();
    const good = (kept ?? []).filter(row => file.take(row));
    good.forEach(row => done.add(keyOf(row)));
    file.trim();
    writeFileSync(journal, `${[head, ...good.map(row => JSON.stringify(row))].join('\n')}\n`);
    const all = plan.levels.map((_, level) => partsOf(plan, level));
    const total = all.reduce((sum, level) => sum + level.reduce((n, p) => n + pixelsOf(plan, p), 0), 0);
    let pixels = good.reduce((sum, row) => sum + pixelsOf(plan, row), 0);
    for (const [level, parts] of all.entries()) {
      const open = parts.filter(p => !done.has(keyOf(p)));
      await inTurn(open, atOnce, async p => {
        const made = await pool.run(
          'pyramidRow',
          { plan, path: level === 0 ? plan.source : part, ...p },
          { signal },
        );
        appendFileSync(journal, `${JSON.stringify(file.add(p, made))}\n`);
        pixels += pixelsOf(plan, p);
        onProgress?.(pixels, total);
      });
      file.finishLevel(level);
    }
  } finally {
    file.close();
  }
  const source = statOf(plan.source);
  if (source?.bytes !== plan.bytes || source.modifiedMs !== plan.modifiedMs) {
    forgetBuild(path);
    throw new BloomlineError('tiff-damaged', plan.source, say('files.changed-while-read'));
  }
  renameSync(part, path);
  rmSync(journal, { force: true });
}

/** Removes what a stopped build left. */
export function forgetBuild(path: string): void {
  for (const left of [`${path}.part`, `${path}.journal`]) rmSync(left, { force: true });
}

/** Rows of an earlier build with the same plan; null where there is none. A line that was cut off ends the list. */
function readJournal(journal: string, part: string, head: string): WrittenRow[] | null {
  if (!existsSync(journal) || !existsSync(part)) return null;
  const [first, ...lines] = readFileSync(journal, 'utf8').split('\n');
  if (first !== head) return null;
  const rows: WrittenRow[] = [];
  for (const line of lines.filter(Boolean))
    try {
      rows.push(JSON.parse(line) as WrittenRow);
    } catch {
      break;
    }
  return rows;
}

/** The rows of tiles of a level. Bands that lie apart are made apart, so that little memory is needed. */
function partsOf(plan: PyramidPlan, level: number): Part[] {
  const all = Array.from({ length: plan.samples }, (_, i) => i);
  const groups = level === 0 && needsSamplesTogether(plan) ? [all] : all.map(s => [s]);
  const down = Math.ceil(plan.levels[level].height / plan.tileSide);
  return Array.from({ length: down }, (_, row) =>
    groups.map(samples => ({ level, row, samples, withMask: samples[0] === 0 })),
  ).flat();
}

const keyOf = ({ level, row, samples }: Part) => `${level} ${row} ${samples[0]}`;

const pixelsOf = (plan: PyramidPlan, { level, samples }: Part): number =>
  plan.levels[level].width * plan.tileSide * samples.length;

/** Runs over the items, a few at once; the first failure stops it, after those at work have ended. */
async function inTurn<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  let failed = false;
  const lane = async () => {
    while (next < items.length && !failed)
      try {
        await work(items[next++]);
      } catch (error) {
        failed = true;
        throw error;
      }
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.max(1, atOnce) }, lane));
  const bad = ends.find(end => end.status === 'rejected');
  if (bad) throw bad.reason;
}
