import Database from 'better-sqlite3';
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { doctor } from '#host/catalogue/doctor.ts';
import { restoreWorkspace } from '#host/catalogue/restore.ts';
import { lastApproval, listEvents, markApprovals } from '#host/catalogue/workspace-events.ts';
import { listBackups } from '#host/catalogue/store/backups.ts';
import { folderAt, secondPlaceKey } from '#host/catalogue/store/second-place.ts';
import { lockOwner, takeLock } from '#host/catalogue/store/workspace-lock.ts';
import { writeAtomically } from '#host/files/atomic-file.ts';
import { keepSources } from '#host/files/protected-files.ts';
import { looksLikeSqlite } from '#host/formats/geopackage/open-sqlite.ts';
import { failure, open, temporaryFolder } from './workspace.ts';

const site = (name: string) => ({ name, kind: 'section', lon: 110, lat: 31 });

/** Locks that this process holds on a file. */
function locksOn(path: string): number {
  const { ino } = statSync(path);
  return readFileSync('/proc/locks', 'utf8')
    .split('\n')
    .filter(line => line.includes(` ${process.pid} `) && line.includes(`:${ino} `)).length;
}

describe('reading by others', () => {
  it.skipIf(process.platform !== 'linux')('never drops the locks of an open catalogue', async () => {
    const catalogue = await open(temporaryFolder());
    catalogue.sites.add('li', site('S1'));
    expect(locksOn(catalogue.path)).toBe(1);
    await doctor(catalogue.directory);
    expect(looksLikeSqlite(catalogue.path)).toBe('database');
    (await open(catalogue.directory, { readOnly: true })).close();
    (await open(catalogue.directory, {})).close();
    expect(locksOn(catalogue.path)).toBe(1);
    // What this test would find: a plain open and close of the same file.
    closeSync(openSync(catalogue.path, 'r'));
    expect(locksOn(catalogue.path)).toBe(0);
  });
});

describe('a catalogue whose files were changed under it', () => {
  it.skipIf(process.platform === 'win32').each(['catalogue.gpkg', 'catalogue.gpkg-wal'])(
    'saves nothing more, says so, and keeps what was saved (%s)',
    async file => {
      const folder = temporaryFolder();
      const catalogue = await open(folder);
      catalogue.sites.add('li', site('S1'));
      catalogue.sites.add('li', site('S2'));
      renameSync(join(folder, file), join(folder, `${file}.moved`));
      const error = await failure(() => catalogue.sites.add('li', site('S3')));
      expect(error.code).toBe('catalogue-replaced');
      expect((await failure(() => catalogue.sites.add('li', site('S4')))).message).toBe(error.message);
    },
  );

  it.skipIf(process.platform === 'win32')('leaves a whole copy of what was saved', async () => {
    const folder = temporaryFolder();
    const catalogue = await open(folder);
    catalogue.sites.add('li', site('S1'));
    await catalogue.backup();
    catalogue.sites.add('li', site('S2'));
    const before = new Set(listBackups(folder).map(b => b.name));
    copyFileSync(catalogue.path, join(folder, 'other.gpkg'));
    renameSync(join(folder, 'other.gpkg'), catalogue.path);
    await failure(() => catalogue.sites.add('li', site('S3')));
    const [rescued] = listBackups(folder).filter(b => !before.has(b.name));
    const db = new Database(rescued.path, { readonly: true });
    expect(db.prepare('SELECT name FROM site ORDER BY id').pluck().all()).toEqual(['S1', 'S2']);
    db.close();
  });

  it('is not made again as a ghost where its folder went away', async () => {
    const folder = join(temporaryFolder(), 'w');
    const catalogue = await open(folder);
    catalogue.sites.add('li', site('S1'));
    catalogue.close();
    rmSync(folder, { recursive: true });
    const again = await failure(() => open(folder, {}));
    expect(again.code).toBe('not-found');
    expect(existsSync(folder)).toBe(false);
  });

  it('tells when the journal lost lines that another program took out', async () => {
    const catalogue = await open(temporaryFolder());
    catalogue.sites.add('li', site('S1'));
    catalogue.sites.add('li', site('S2'));
    const other = new Database(catalogue.path);
    other.exec('DROP TRIGGER IF EXISTS journal_no_delete');
    for (const { name } of other
      .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'")
      .all() as { name: string }[])
      other.exec(`DROP TRIGGER "${name}"`);
    other.exec('DELETE FROM journal WHERE id = (SELECT max(id) FROM journal)');
    other.close();
    expect((await failure(() => catalogue.sites.add('li', site('S3')))).code).toBe('catalogue-replaced');
  });
});

describe('one writing host', () => {
  it('is who made the lock; the next one is told who that is', () => {
    const folder = temporaryFolder();
    const first = takeLock(folder);
    if (!('lock' in first)) throw new Error('not taken');
    expect(takeLock(folder)).toMatchObject({ owner: { pid: process.pid, machine: hostname() } });
    expect(first.lock.held()).toBe(true);
    first.lock.release();
    expect(lockOwner(folder)).toBeNull();
    expect('lock' in takeLock(folder)).toBe(true);
  });

  const owner = { id: 'x', machine: hostname(), pid: process.pid, processStart: '1', user: 'li', since: '' };
  it.each([
    ['of a process that is gone', { ...owner, pid: 2 ** 22 + 1 }],
    ['of a number of a process that was given again', { ...owner, processStart: '1' }],
    ['that was half written', null],
  ])('takes over a lock %s', (_, left) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, '.bloomline-lock'), left ? JSON.stringify(left) : '{"id":');
    const minuteAgo = new Date(Date.now() - 120_000);
    utimesSync(join(folder, '.bloomline-lock'), minuteAgo, minuteAgo);
    expect('lock' in takeLock(folder)).toBe(true);
  });

  it('believes another machine as long as it renews its lock', () => {
    const folder = temporaryFolder();
    const file = join(folder, '.bloomline-lock');
    writeFileSync(file, JSON.stringify({ ...owner, machine: 'pc-of-wang' }));
    expect(takeLock(folder)).toMatchObject({ owner: { machine: 'pc-of-wang' } });
    const longAgo = new Date(Date.now() - 120_000);
    utimesSync(file, longAgo, longAgo);
    expect('lock' in takeLock(folder)).toBe(true);
  });

  it('stops writing once another machine has taken over', async () => {
    const folder = temporaryFolder();
    (await open(folder)).close();
    const taken = takeLock(folder);
    if (!('lock' in taken)) throw new Error('not taken');
    const catalogue = await open(folder, { mayWrite: () => taken.lock.held() });
    catalogue.sites.add('li', site('S1'));
    writeFileSync(join(folder, '.bloomline-lock'), JSON.stringify({ ...owner, machine: 'pc-of-wang' }));
    expect((await failure(() => catalogue.sites.add('li', site('S2')))).code).toBe('not-allowed');
    // A command line on this machine does not write either while another machine does.
    const second = await open(folder, {});
    expect((await failure(() => second.sites.add('li', site('S2')))).code).toBe('not-allowed');
  });

  it('waits for another writer without holding up its own reads', async () => {
    const catalogue = await open(temporaryFolder(), { create: true, patienceMs: 0 });
    const other = new Database(catalogue.path);
    other.exec('BEGIN IMMEDIATE');
    const waiting = catalogue.writable();
    expect(catalogue.sites.list()).toEqual([]);
    other.exec('ROLLBACK');
    other.close();
    await waiting;
    catalogue.sites.add('li', site('S1'));
  });
});

describe('a restore', () => {
  it('is a line of the journal, and numbers of approvals go on', async () => {
    const folder = temporaryFolder();
    const catalogue = await open(folder);
    catalogue.sites.add('li', site('S1'));
    await catalogue.backup();
    const backup = listBackups(folder)[0].name;
    catalogue.sites.add('li', site('S2'));
    catalogue.write('li', tx => markApprovals(tx, { 2026: 7 }));
    const lost = catalogue.journal.list({ limit: 1 })[0];
    catalogue.close();
    await restoreWorkspace(folder, backup, 'wang');
    const restored = await open(folder, {});
    expect(restored.sites.list().map(s => s.name)).toEqual(['S1']);
    expect(listEvents(restored.reader)).toMatchObject([
      { who: 'wang', kind: 'restored', details: { backup, remembered: { id: lost.id, hash: lost.hash } } },
    ]);
    expect(
      restored.journal.list({ limit: 5 }).some(l => l.table === 'workspace_event' && l.who === 'wang'),
    ).toBe(true);
    expect(lastApproval(restored.reader, 2026)).toBe(7);
    expect(await doctor(folder)).toEqual([]);
  });

  it('is refused while a window has the workspace open', async () => {
    const folder = temporaryFolder();
    const catalogue = await open(folder);
    catalogue.sites.add('li', site('S1'));
    await catalogue.backup();
    const taken = takeLock(folder);
    const error = await failure(() => restoreWorkspace(folder, listBackups(folder)[0].name, 'wang'));
    expect(error.code).toBe('catalogue-locked');
    if ('lock' in taken) taken.lock.release();
  });
});

describe('what is remembered outside the catalogue', () => {
  it('tells of an older copy that was put in its place by hand', async () => {
    const folder = temporaryFolder();
    const catalogue = await open(folder);
    catalogue.sites.add('li', site('S1'));
    const { path } = await catalogue.backup();
    catalogue.sites.add('li', site('S2'));
    catalogue.close();
    copyFileSync(path, catalogue.path);
    expect((await doctor(folder)).map(f => f.severity)).toContain('error');
    const again = await open(folder, {});
    expect(listEvents(again.reader)).toMatchObject([
      { kind: 'lines-lost', details: { remembered: { id: 2 }, found: { id: 1 } } },
    ]);
    expect((await doctor(folder)).map(f => f.severity)).toEqual(['warning']);
  });

  it('lies at a second place with every copy, and a record that was rebuilt does not fit it', async () => {
    const folder = temporaryFolder();
    const place = temporaryFolder();
    const catalogue = await open(folder);
    catalogue.settings.set('li', secondPlaceKey, place);
    catalogue.sites.add('li', site('S1'));
    const made = await catalogue.backup();
    expect(made.secondPlace).toBe('copied');
    const there = folderAt(place, folder);
    expect(existsSync(join(there, listBackups(folder)[0].name))).toBe(true);
    expect(await doctor(folder)).toEqual([]);
    const anchors = join(there, 'journal-anchors.jsonl');
    writeFileSync(anchors, readFileSync(anchors, 'utf8').replace(/"hash":"./, '"hash":"!'));
    expect((await doctor(folder)).map(f => f.severity)).toEqual(['error']);
    rmSync(place, { recursive: true });
    const failed = await catalogue.backup();
    expect(failed.secondPlace).toMatchObject({ code: 'not-writable', subject: place });
    expect((await doctor(folder)).map(f => f.severity)).toEqual(['warning']);
  });
});

describe('products', () => {
  it('never land on what a workspace keeps for itself, nor on a source', async () => {
    const folder = temporaryFolder();
    (await open(folder)).close();
    const write = (path: string) => writeAtomically(path, part => writeFileSync(part, 'x'));
    for (const name of [
      'catalogue.gpkg',
      'CATALOGUE.gpkg-wal',
      'backups/a.gpkg',
      'photos/a.jpg',
      'journal-head.json',
    ])
      expect((await failure(() => write(join(folder, name)))).code).toBe('not-allowed');
    const scene = join(folder, 'scene.tif');
    writeFileSync(scene, 'scene');
    keepSources([scene]);
    expect((await failure(() => write(scene))).code).toBe('not-allowed');
    expect(readFileSync(scene, 'utf8')).toBe('scene');
    mkdirSync(join(folder, 'exports'));
    await write(join(folder, 'exports', 'catalogue.gpkg'));
    await write(join(folder, 'map.pdf'));
  });
});
