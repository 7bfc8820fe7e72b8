import Database from 'better-sqlite3';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { knownMigrations } from '#host/catalogue/store/migrations.ts';
import { fileSystemOf, isUncPath } from '#host/catalogue/store/network-path.ts';
import { loadParameters } from '#host/catalogue/parameters.ts';
import { failure, open, square, temporaryFolder } from './workspace.ts';

const lake = { name: '太湖', geometry: square(120, 31, 0.5), attributes: { area: 2338, note: null } };

describe('opening', () => {
  it('is refused where there is nothing, and made where asked', async () => {
    const folder = join(temporaryFolder(), '工作区');
    expect((await failure(() => open(folder, {}))).code).toBe('not-found');
    const catalogue = await open(folder);
    expect(catalogue.counts()).toEqual({ scenes: 0, zones: 0, sites: 0, observations: 0, assessments: 0 });
    expect(readdirSync(folder).filter(name => name.includes('.part-'))).toEqual([]);
  });

  it('keeps what was written, and leaves the catalogue and where its journal ends', async () => {
    const folder = temporaryFolder();
    const first = await open(folder);
    first.zones.import('li', { set: 'lakes', kind: 'lake', zones: [lake] });
    first.close();
    expect(readdirSync(folder).sort()).toEqual(['catalogue.gpkg', 'journal-head.json']);
    const second = await open(folder, {});
    expect(second.zones.list()).toEqual([{ id: 1, set: 'lakes', kind: 'lake', ...lake }]);
  });

  it('carries the marks of a GeoPackage 1.3', async () => {
    const folder = temporaryFolder();
    (await open(folder)).close();
    const bytes = readFileSync(join(folder, 'catalogue.gpkg'));
    expect(bytes.toString('latin1', 68, 72)).toBe('GPKG');
    expect(bytes.readUInt32BE(60)).toBe(10300);
  });

  it.each([
    ['an empty file', ''],
    ['text', 'not a database at all, just some text'],
  ])('answers catalogue-damaged for %s and leaves it alone', async (_, content) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'catalogue.gpkg'), content);
    expect((await failure(() => open(folder))).code).toBe('catalogue-damaged');
    expect(readFileSync(join(folder, 'catalogue.gpkg'), 'utf8')).toBe(content);
  });

  it('answers catalogue-damaged for a truncated catalogue and for a folder in its place', async () => {
    const folder = temporaryFolder();
    (await open(folder)).close();
    truncateSync(join(folder, 'catalogue.gpkg'), 5000);
    expect((await failure(() => open(folder))).code).toBe('catalogue-damaged');
    const other = temporaryFolder();
    mkdirSync(join(other, 'catalogue.gpkg'));
    expect(await failure(() => open(other))).toMatchObject({
      code: 'catalogue-damaged',
      message: expect.stringContaining('is a folder'),
    });
  });

  it('answers catalogue-damaged for a database of somebody else', async () => {
    const folder = temporaryFolder();
    new Database(join(folder, 'catalogue.gpkg')).exec('CREATE TABLE other (a)').close();
    expect((await failure(() => open(folder))).code).toBe('catalogue-damaged');
  });

  it('answers catalogue-locked while another program writes', async () => {
    const folder = temporaryFolder();
    const catalogue = await open(folder);
    const other = new Database(catalogue.path);
    other.exec('BEGIN IMMEDIATE');
    const started = Date.now();
    expect((await failure(() => catalogue.settings.set('li', 'a', 1))).code).toBe('catalogue-locked');
    expect(Date.now() - started).toBeGreaterThan(2500);
    expect(catalogue.settings.get('a')).toBeNull();
    other.exec('ROLLBACK');
    other.close();
    catalogue.settings.set('li', 'a', 1);
    expect(catalogue.settings.get('a')).toBe(1);
  });

  it('only reads where it is told so', async () => {
    const folder = temporaryFolder();
    const writer = await open(folder);
    writer.zones.import('li', { set: 'lakes', kind: 'lake', zones: [lake] });
    writer.close();
    const catalogue = await open(folder, { readOnly: true });
    expect(catalogue.readOnly).toBe(true);
    expect(catalogue.zones.list()).toHaveLength(1);
    expect((await failure(() => catalogue.zones.remove('li', [1]))).code).toBe('not-allowed');
    expect(() => catalogue.reader.all('DELETE FROM zone RETURNING id')).toThrow(RangeError);
  });
});

describe('migrations', () => {
  const later = { version: 900, name: 'later', sql: 'ALTER TABLE site ADD COLUMN elevation REAL;' };

  it('are applied to an existing catalogue after a backup', async () => {
    const folder = temporaryFolder();
    const old = await open(folder);
    old.sites.add('li', { name: 'A', kind: 'section', lon: 119, lat: 32 });
    old.close();
    const catalogue = await open(folder, { migrations: [...knownMigrations(), later] });
    expect(catalogue.sites.list()).toHaveLength(1);
    const [copy] = readdirSync(join(folder, 'backups'));
    const backup = new Database(join(folder, 'backups', copy), { readonly: true });
    expect(backup.prepare('SELECT max(version) FROM catalogue_migration').pluck().get()).toBe(
      knownMigrations().at(-1)!.version,
    );
    expect(backup.prepare('SELECT count(*) FROM site').pluck().get()).toBe(1);
    backup.close();
  });

  it('that fail leave the catalogue as it was', async () => {
    const folder = temporaryFolder();
    (await open(folder)).close();
    const broken = { version: 901, name: 'broken', sql: 'CREATE TABLE half (a); CREATE TABLE half (a);' };
    await expect(open(folder, { migrations: [...knownMigrations(), later, broken] })).rejects.toThrow('half');
    const catalogue = await open(folder, {});
    expect(catalogue.reader.all("SELECT name FROM sqlite_master WHERE name = 'half'")).toEqual([]);
  });

  it('of a newer program are not touched', async () => {
    const folder = temporaryFolder();
    (await open(folder, { create: true, migrations: [...knownMigrations(), later] })).close();
    const before = readFileSync(join(folder, 'catalogue.gpkg'));
    expect((await failure(() => open(folder))).code).toBe('catalogue-newer');
    expect(readFileSync(join(folder, 'catalogue.gpkg')).equals(before)).toBe(true);
  });

  it('are numbered in order, without gaps', () => {
    const versions = knownMigrations().map(m => m.version);
    expect(versions).toEqual(versions.map((_, i) => i + 1));
  });
});

describe('backup', () => {
  it('is a catalogue of its own', async () => {
    const catalogue = await open(temporaryFolder());
    catalogue.sites.add('li', { name: '高邮湖 1', kind: 'water-plot', lon: 119.3, lat: 32.8 });
    const { path: copy } = await catalogue.backup();
    expect(existsSync(copy)).toBe(true);
    const folder = temporaryFolder();
    copyFileSync(copy, join(folder, 'catalogue.gpkg'));
    expect((await open(folder, {})).sites.list()[0].name).toBe('高邮湖 1');
  });
});

describe('network paths', () => {
  const mounts =
    'overlay / overlay rw 0 0\n//server/data /mnt/share cifs rw 0 0\nhost:/a /mnt/my\\040nfs nfs4 rw 0 0\n/dev/sda1 /mnt/share/disk ext4 rw 0 0\n';

  it.each([
    ['/home/a', 'overlay'],
    ['/mnt/share', 'cifs'],
    ['/mnt/share/ws', 'cifs'],
    ['/mnt/shared', 'overlay'],
    ['/mnt/my nfs/ws', 'nfs4'],
    ['/mnt/share/disk/ws', 'ext4'],
  ])('%s is on %s', (path, type) => {
    expect(fileSystemOf(path, mounts)).toBe(type);
  });

  it('of Windows', () => {
    expect(['\\\\server\\a', '\\\\?\\UNC\\server\\a', '//server/a'].map(isUncPath)).toEqual([
      true,
      true,
      true,
    ]);
    expect(['C:\\a', '\\\\?\\C:\\a', '/a'].map(isUncPath)).toEqual([false, false, false]);
  });
});

it('the parameters of resources/ follow their rules', () => {
  const ids = loadParameters().map(p => p.id);
  expect(ids).toEqual(
    expect.arrayContaining(['chlorophyll-a', 'secchi-depth', 'ph', 'vegetation-cover', 'species-count']),
  );
});
