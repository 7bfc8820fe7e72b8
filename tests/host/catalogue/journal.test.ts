import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { doctor } from '#host/catalogue/doctor.ts';
import { canonicalJson } from '#host/files/canonical-json.ts';
import { open, square, temporaryFolder } from './workspace.ts';

async function threeLines(): Promise<string> {
  const folder = temporaryFolder();
  const catalogue = await open(folder);
  for (const name of ['a', 'b', 'c']) catalogue.sites.add('li', { name, kind: 'section', lon: 119, lat: 32 });
  catalogue.close();
  return folder;
}

function tamper(folder: string, sql: string): void {
  const db = new Database(join(folder, 'catalogue.gpkg'));
  db.exec(`DROP TRIGGER journal_is_append_only_update; DROP TRIGGER journal_is_append_only_delete; ${sql}`);
  db.close();
}

describe('journal', () => {
  it('chains each line to the one before', async () => {
    const catalogue = await open(await threeLines(), {});
    const [third, second] = catalogue.journal.list();
    const line = {
      id: third.id,
      time: third.time,
      who: 'li',
      action: 'insert',
      table: 'site',
      row: 3,
      before: null,
      after: canonicalJson(third.after),
    };
    const sorted = JSON.stringify(
      Object.fromEntries(Object.entries(line).sort(([a], [b]) => (a < b ? -1 : 1))),
    );
    expect(third.hash).toBe(createHash('sha256').update(second.hash + sorted).digest('hex')); // prettier-ignore
    expect(catalogue.journal.verify()).toEqual({ ok: true, lines: 3 });
  });

  it('cannot be changed by accident', async () => {
    const folder = await threeLines();
    const db = new Database(join(folder, 'catalogue.gpkg'));
    expect(() => db.exec("UPDATE journal SET who = 'x'")).toThrow('append-only');
    expect(() => db.exec('DELETE FROM journal')).toThrow('append-only');
    db.close();
  });

  it.each([
    ['a changed byte', 'UPDATE journal SET after = replace(after, \'"b"\', \'"B"\') WHERE id = 2', 2],
    ['another person', "UPDATE journal SET who = 'wang' WHERE id = 1", 1],
    ['a line taken out', 'DELETE FROM journal WHERE id = 2', 2],
    ['the last line taken out', 'DELETE FROM journal WHERE id = 3', 3],
    ['all lines taken out', 'DELETE FROM journal', 1],
    ['a new hash for a changed line', 'UPDATE journal SET hash = lower(hex(zeroblob(32))) WHERE id = 3', 3],
  ])('shows %s', async (_, sql, line) => {
    const folder = await threeLines();
    tamper(folder, sql);
    const catalogue = await open(folder, {});
    expect(catalogue.journal.verify()).toMatchObject({ ok: false, line });
  });

  it('keeps a removed polygon entirely and names an added one by its hash', async () => {
    const catalogue = await open(temporaryFolder());
    catalogue.zones.import('li', {
      set: 's',
      kind: 'lake',
      zones: [{ name: 'a', geometry: square(0, 0, 1), attributes: {} }],
    });
    const blob = catalogue.reader.get<{ geom: Buffer }>('SELECT geom FROM zone')!.geom;
    catalogue.zones.remove('li', [1]);
    const [removed, added] = catalogue.journal.list();
    const sha256 = createHash('sha256').update(blob).digest('hex');
    expect(added.after).toMatchObject({ name: 'a', geom: { sha256, bytes: blob.length } });
    expect(removed.before).toMatchObject({ name: 'a', geom: { sha256, base64: blob.toString('base64') } });
  });
});

describe('doctor', () => {
  it('finds nothing in a sound catalogue', async () => {
    expect(await doctor(await threeLines())).toEqual([]);
  });

  it.each([
    ['a broken chain', "UPDATE journal SET who = 'x' WHERE id = 2", 'line 2 of the journal'],
    [
      'a row missing from the index',
      'DELETE FROM rtree_site_geom WHERE id = 1',
      '1 row of site is not in its spatial index',
    ],
    ['a lost trigger', 'DROP TRIGGER rtree_zone_geom_update1', 'lacks its triggers update1'],
    [
      'a dangling observation',
      "PRAGMA foreign_keys = OFF; INSERT INTO observation (site_id, time, parameter, value, unit) VALUES (77, '2026', 'ph', 7, '')",
      'row 1 of observation refers',
    ],
    ['a lost table', 'PRAGMA foreign_keys = OFF; DROP TABLE patch', 'patch'],
  ])('finds %s', async (_, sql, message) => {
    const folder = await threeLines();
    tamper(folder, sql);
    expect((await doctor(folder)).map(f => f.message).join('\n')).toContain(message);
  });

  it('says what stands there instead', async () => {
    const folder = temporaryFolder();
    expect((await doctor(folder))[0].message).toContain('no catalogue');
    writeFileSync(join(folder, 'catalogue.gpkg'), 'text');
    expect((await doctor(folder))[0].message).toContain('is not a database');
    const other = temporaryFolder();
    mkdirSync(join(other, 'catalogue.gpkg'));
    expect((await doctor(other))[0].message).toContain('is a folder');
  });
});
