import { createHash } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { openCatalogue } from '#host/catalogue/catalogue.ts';
import { fingerprintOf, fromPin, newKeyPair, signJson } from '#host/catalogue/signing/key-pairs.ts';
import { signed } from '#host/catalogue/signing/statements.ts';
import { canonicalJson } from '#host/files/canonical-json.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import {
  behind,
  editLine,
  errorsOf,
  pins,
  rebuildChain,
  result,
  signedWorkspace,
  warningsOf,
} from './signed-workspace.ts';

const folder = temporaryFolder();
process.env.BLOOMLINE_HOME = join(folder, 'home');
const honest = join(folder, 'honest');
const place = join(folder, 'workspace');

beforeAll(() => signedWorkspace(honest));

/** The honest workspace once more, with somebody's hand in its file. */
function cheat(work: (db: Database.Database) => void): Promise<string[]> {
  rmSync(place, { recursive: true, force: true });
  cpSync(honest, place, { recursive: true });
  behind(place, work);
  return told();
}
/** Without what only says that triggers are gone. */
const told = async () => (await errorsOf(place)).filter(message => !message.includes('trigger'));
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const forgedResult = canonicalJson({ ...result, threshold: 0.9 });

describe('attacks on the catalogue, each found and named', () => {
  it('none: the honest workspace has nothing to tell', async () => {
    expect(await cheat(() => undefined)).toEqual([]);
    expect(await warningsOf(honest)).toEqual([]);
  });

  it('1 · an edited result', async () => {
    const errors = await cheat(db =>
      db.prepare('UPDATE assessment SET result = ? WHERE id = 1').run(forgedResult),
    );
    expect(errors.join('\n')).toMatch(/BL-\d+-0001: the result was changed after the approval/);
    expect(errors).toContain(
      'row 1 of assessment: result is not what the journal has; it was changed past the program',
    );
  });

  it('2 · an edited result with approval, journal and the whole chain made to fit', async () => {
    const errors = await cheat(db => {
      db.prepare('UPDATE assessment SET result = ? WHERE id = 1').run(forgedResult);
      db.prepare('UPDATE approval SET content_sha256 = ? WHERE id = 1').run(sha256(forgedResult));
      const kept = forgedResult.length <= 2000 ? forgedResult : { sha256: sha256(forgedResult), bytes: Buffer.byteLength(forgedResult) }; // prettier-ignore
      editLine(db, "table_name = 'assessment' AND row_id = 1 AND action = 'insert'", after => ({
        ...after,
        result: kept,
      }));
      editLine(db, "table_name = 'approval'", after => ({ ...after, content_sha256: sha256(forgedResult) }));
      rebuildChain(db);
    });
    expect(errors.join('\n')).toMatch(/number, reviewer or date are not those of the signature \(王审/);
    expect(errors.join('\n')).toMatch(/line \d+ of the journal is not the one that 王审 signed over/);
  });

  it('3 · a swapped PIN: the row is named, and signing in with it opens nothing', async () => {
    const salt = Buffer.alloc(16, 7);
    const hash = await fromPin('stolen-pin-1', salt);
    const errors = await cheat(db =>
      db.prepare('UPDATE person_secret SET salt = ?, hash = ? WHERE person_id = 3').run(salt, hash),
    );
    expect(errors).toEqual(['the record of the PIN of 王审 was replaced by somebody else']);
    const catalogue = await openCatalogue(place);
    await expect(catalogue.people.signIn(3, 'stolen-pin-1')).rejects.toThrow(/somebody replaced it/);
    expect(() => catalogue.reviews.approve('王审', 2)).toThrow();
    catalogue.close();
  });

  it('4 · a copied key: the analyst’s under the reviewer’s name', async () => {
    const errors = await cheat(db => {
      const { public_key } = db.prepare('SELECT * FROM person_key WHERE person_id = 2').get() as {
        public_key: string;
      };
      db.prepare('UPDATE person_key SET public_key = ? WHERE person_id = 3').run(public_key);
    });
    expect(errors).toContain('王审 and 李析 have the same key: it was copied');
    expect(errors.join('\n')).toContain(
      'is not certified by this workspace: copied from elsewhere, or changed',
    );
  });

  it('5 · a key of one’s own under the reviewer’s name, with everything signed again', async () => {
    const own = newKeyPair();
    const errors = await cheat(db => {
      db.prepare('UPDATE person_key SET public_key = ?, fingerprint = ? WHERE person_id = 3').run(
        own.publicKey,
        own.fingerprint,
      );
      const row = db.prepare("SELECT * FROM signature WHERE step = 'approve'").get() as never;
      const again = { ...(row as Parameters<typeof signed>[0]), key: fingerprintOf(own.publicKey) };
      db.prepare("UPDATE signature SET key = ?, signature = ? WHERE step = 'approve'").run(
        own.fingerprint,
        signJson(own, signed(again)),
      );
    });
    expect(errors).toContain(
      `the key ${own.fingerprint} of 王审 is not certified by this workspace: copied from elsewhere, or changed`,
    );
  });

  it('6 · another workspace key, and all people certified anew', async () => {
    const root = newKeyPair();
    const errors = await cheat(db =>
      db
        .prepare('UPDATE workspace_key SET public_key = ?, fingerprint = ?')
        .run(root.publicKey, root.fingerprint),
    );
    expect(errors.join('\n')).toMatch(
      new RegExp(
        `the workspace’s key is ${root.fingerprint}, remembered outside is [0-9a-f]{32}: it was replaced`,
      ),
    );
  });

  it('7 · a forged signature under a draft', async () => {
    const errors = await cheat(db => {
      db.exec(`INSERT INTO signature (assessment_id, step, person_id, who, key, time, content_sha256, head_id, head_hash, why, number, signature)
        SELECT 2, step, person_id, who, key, time, content_sha256, head_id, head_hash, why, number, signature FROM signature WHERE step = 'approve'`);
    });
    expect(errors.join('\n')).toMatch(/assessment 2: the signature “approve” of 王审 does not hold \(forged/);
    expect(errors.join('\n')).toMatch(
      /row 3 of signature is not in the journal; it was added past the program/,
    );
  });

  it('8 · an approval slipped in without a signature, with its lines and the chain', async () => {
    const errors = await cheat(db => {
      const content = db.prepare('SELECT result FROM assessment WHERE id = 2').pluck().get() as string;
      const row = { assessment_id: 2, number: 'BL-2026-0002', year: 2026, sequence: 2, date: '2026-12-01', prepared_by: '李析', reviewed_by: '王审', issued_by: '陈签', content_sha256: sha256(content) }; // prettier-ignore
      db.prepare("UPDATE assessment SET state = 'approved' WHERE id = 2").run();
      db.prepare(`INSERT INTO approval (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row).map(k => `@${k}`).join(', ')})`).run(row); // prettier-ignore
      const add = db.prepare("INSERT INTO journal (time, who, action, table_name, row_id, before, after, hash) VALUES (?, '王审', ?, ?, 2, ?, ?, '')"); // prettier-ignore
      const time = new Date().toISOString();
      add.run(time, 'update', 'assessment', canonicalJson({ state: 'draft' }), canonicalJson({ state: 'approved' })); // prettier-ignore
      add.run(time, 'insert', 'approval', null, canonicalJson(row));
      rebuildChain(db);
    });
    expect(errors).toContain('BL-2026-0002: approved since there are keys, but without a signature of 王审');
  });

  it('9 · a backdated approval', async () => {
    const errors = await cheat(db => {
      db.prepare("UPDATE approval SET date = '2026-06-30'").run();
      editLine(db, "table_name = 'approval'", after => ({ ...after, date: '2026-06-30' }));
      rebuildChain(db);
    });
    expect(errors.join('\n')).toMatch(
      /number, reviewer or date are not those of the signature.*entered late or backdated/,
    );
  });

  it('10 · the last lines of the journal cut off, with what they told of', async () => {
    const errors = await cheat(db => {
      const last = db.prepare('SELECT max(id) FROM journal').pluck().get() as number;
      db.prepare('DELETE FROM journal WHERE id > ?').run(last - 2);
      db.prepare("UPDATE sqlite_sequence SET seq = ? WHERE name = 'journal'").run(last - 2);
    });
    expect(errors.join('\n')).toMatch(/row 1 of approval is not in the journal/);
  });

  it('11 · a step of the review taken out, or another name put under it', async () => {
    const gone = await cheat(db => db.exec("DELETE FROM review_step WHERE action = 'submit'"));
    expect(gone).toEqual([
      'row 1 of review_step is gone and the journal does not tell of it; it was taken out past the program',
    ]);
    const renamed = await cheat(db =>
      db.exec("UPDATE review_step SET who = '赵管' WHERE action = 'approve'"),
    );
    expect(renamed).toEqual([
      'row 2 of review_step: who is not what the journal has; it was changed past the program',
    ]);
  });

  it('12 · the clock set back: told, and a step of the review needs a reason', async () => {
    rmSync(place, { recursive: true, force: true });
    cpSync(honest, place, { recursive: true });
    const catalogue = await openCatalogue(place);
    await catalogue.people.signIn(2, pins.analyst);
    catalogue.reviews.step('李析', 2, 'submit');
    await catalogue.people.signIn(3, pins.reviewer);
    const past = new Date('2026-06-30T08:00:00Z');
    expect(() => catalogue.reviews.approve('王审', 2, { now: past })).toThrow(/set it, or say why/);
    catalogue.close();
    behind(place, db => {
      const last = db.prepare('SELECT max(id) FROM journal').pluck().get() as number;
      db.prepare("UPDATE journal SET time = '2026-06-30T08:00:00.000Z' WHERE id = ?").run(last);
      rebuildChain(db);
    });
    expect((await warningsOf(place)).join('\n')).toMatch(
      /line \d+ of the journal was written at 2026-06-30T08:00:00.000Z, before the line ahead of it .*: the clock was set back/,
    );
  });
});
