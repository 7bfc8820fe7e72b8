import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { doctor } from '#host/catalogue/doctor.ts';
import { listImports } from '#host/exchange/field-import/commit-import.ts';
import { open, temporaryFolder } from '#tests/host/catalogue/workspace.ts';
import { put } from './files.ts';

/** A step of the importing process: a row, a commit or the end of an import (see the fixture), and how many of it. */
interface Moment {
  step: 'r' | 'c' | 'd';
  count: number;
}

/** Rows of the first import, with its sites and its parameter, and of each after it. */
const firstRows = 1 + 1 + 40 + 400;
const laterRows = 1 + 400;

/**
 * Kills by their place among the steps: all over the rows of three imports, at their commits (where the kill falls into
 * SQLite's own work) and behind them.
 */
const rowMoments = Array.from({ length: 60 }, (_, i): Moment => ({ step: 'r', count: 1 + Math.floor((i * (firstRows + 2 * laterRows)) / 60) })); // prettier-ignore
const moments = rowMoments.flatMap((moment, i): Moment[] =>
  i % 3 === 0
    ? [moment, { step: 'c', count: 1 + ((i / 3) % 3) }, { step: 'd', count: 1 + ((i / 3) % 3) }]
    : [moment],
);
/** Workspaces that are worked on at the same time, and kills before a fresh one keeps the journal short. */
const lanes = 2;
const killsPerWorkspace = 20;

/**
 * Starts a process that imports again and again, kills it at `moment`, and answers how many imports it said were
 * done.
 */
async function killAt({ step, count }: Moment, args: string[]): Promise<number> {
  const child = spawn(process.execPath, [join('tests', 'fixtures', 'import-forever.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let heard = '';
  child.stdout.on('data', (data: Buffer) => {
    heard += data.toString();
    if (heard.split(step).length > count) child.kill('SIGKILL');
  });
  const [, signal] = await new Promise<[number | null, string | null]>(resolve =>
    child.once('close', (...how) => resolve(how)),
  );
  expect(signal).toBe('SIGKILL');
  return heard.split('d').length - 1;
}

/** Kills imports into a fresh workspace, and looks after each at what is left. */
async function killImports(path: string, at: readonly Moment[]): Promise<void> {
  const workspace = temporaryFolder();
  (await open(workspace)).close();
  let before = 0;
  for (const [i, moment] of at.entries()) {
    const done = await killAt(moment, [workspace, path, String(i)]);
    const catalogue = await open(workspace, {});
    const imports = listImports(catalogue.reader);
    // What was said to be done stays; beyond it there is at most the one that was being committed.
    expect([before + done, before + done + 1]).toContain(imports.length);
    before = imports.length;
    // Each import that is listed is there whole; of the others there is nothing.
    const { sites, observations } = catalogue.counts();
    expect(observations).toBe(imports.length * 400);
    expect(sites).toBe(imports.length > 0 ? 40 : 0);
    expect(catalogue.journal.verify()).toMatchObject({ ok: true });
    catalogue.close();
  }
  expect(await doctor(workspace)).toEqual([]);
}

it(`an import that is killed at any of its steps leaves a whole catalogue, ${moments.length} times`, async () => {
  const rows = Array.from({ length: 400 }, (_, i) => `s${i % 40},${119 + (i % 40) / 100},32,2026-01-${String(1 + Math.floor(i / 40)).padStart(2, '0')},${i % 50}`); // prettier-ignore
  const path = put(temporaryFolder(), 'a.csv', `name,lon,lat,date,chl-a\n${rows.join('\n')}\n`);
  // Dealt out, so that a workspace sees kills of every kind.
  const count = moments.length / killsPerWorkspace;
  const dealt = Array.from({ length: count }, (_, k) => moments.filter((_m, i) => i % count === k));
  const lane = async () => {
    for (let own = dealt.pop(); own; own = dealt.pop()) await killImports(path, own);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}, 300_000);
