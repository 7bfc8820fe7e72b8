import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { doctor } from '#host/catalogue/doctor.ts';
import { listImports } from '#host/exchange/field-import/commit-import.ts';
import { open, temporaryFolder } from '#tests/host/catalogue/workspace.ts';
import { put } from './files.ts';

/** Deterministic, so that a failure comes again. */
function random(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

const tries = 200;
/** Workspaces that are worked on at the same time, and tries before a fresh one keeps the journal short. */
const lanes = 2;
const triesPerWorkspace = 20;

/** Kills imports into a fresh workspace at random moments and looks at what is left. Answers how many were finished. */
async function killImports(path: string, seed: number): Promise<number> {
  const workspace = temporaryFolder();
  (await open(workspace)).close();
  const next = random(seed);
  let finished = 0;
  for (let i = 0; i < triesPerWorkspace; i++) {
    // One process imports again and again, so that the kill hits an import and not the start of a program.
    const child = spawn(
      process.execPath,
      [join('tests', 'fixtures', 'import-forever.ts'), workspace, path, String(i)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const gone = new Promise(resolve => child.once('exit', resolve));
    await new Promise<void>(resolve => child.stdout.once('data', () => resolve()));
    await new Promise(resolve => setTimeout(resolve, next() * 40));
    child.kill('SIGKILL');
    await gone;
    const catalogue = await open(workspace, {});
    const imports = listImports(catalogue.reader);
    // Each import that is listed is there whole; of the others there is nothing.
    const { sites, observations } = catalogue.counts();
    expect(observations).toBe(imports.reduce((sum, entry) => sum + entry.observations, 0));
    expect(sites).toBe(imports.length > 0 ? 40 : 0);
    expect(catalogue.journal.verify()).toMatchObject({ ok: true });
    finished = imports.length;
    catalogue.close();
  }
  expect(await doctor(workspace)).toEqual([]);
  return finished;
}

it(`an import that is killed at any moment leaves a whole catalogue, ${tries} times`, async () => {
  const rows = Array.from({ length: 400 }, (_, i) => `s${i % 40},${119 + (i % 40) / 100},32,2026-01-${String(1 + Math.floor(i / 40)).padStart(2, '0')},${i % 50}`); // prettier-ignore
  const path = put(temporaryFolder(), 'a.csv', `name,lon,lat,date,chl-a\n${rows.join('\n')}\n`);
  const seeds = Array.from({ length: tries / triesPerWorkspace }, (_, i) => 20261121 + i);
  let finished = 0;
  const lane = async () => {
    for (let seed = seeds.pop(); seed !== undefined; seed = seeds.pop())
      finished += await killImports(path, seed);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  // Some were killed before they were done and some after, else the test shows nothing.
  expect(finished).toBeGreaterThan(0);
}, 300_000);
