import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { AssessmentResult } from '#core/review/assessment.ts';
import { failure, open, temporaryFolder } from '#tests/host/catalogue/workspace.ts';

const root = join(import.meta.dirname, '../../../..');
const pin = '739155-lake';

const result = {
  kind: 'bloom',
  index: 'NDVI',
  threshold: 0.1,
  thresholdMethod: 'fixed',
  zones: [],
  recipe: { kind: 'bloom', software: { name: 'Bloomline', version: '1' }, created: '2026-08-01T00:00:00Z', inputs: [], parameters: { mask: { corrections: [{ id: 1, author: '孙改' }] } }, rules: [], coverageRule: '', areaRule: '', warnings: [], simulated: true },
} as unknown as AssessmentResult; // prettier-ignore

async function withAssessment() {
  const folder = temporaryFolder();
  const catalogue = await open(folder);
  const assessment = catalogue.assessments.add('李析', { name: '东湖', sceneIds: [], zoneIds: [], result });
  return { folder, catalogue, id: assessment.id };
}

describe('people and PINs', () => {
  it('the first person is an administrator; the PIN is nowhere in the journal, nor its hash', async () => {
    const folder = temporaryFolder();
    const catalogue = await open(folder);
    const { people } = catalogue;
    const first = await people.add('os', { name: '赵管', role: 'ecologist', pin });
    expect(first.role).toBe('admin');
    const second = await people.add('赵管', { name: '李析', role: 'analyst', pin: 'another-pin' });
    expect(second.role).toBe('analyst');
    await people.setPin('赵管', second.id, 'changed-pin');
    await people.signIn(second.id, 'changed-pin');
    const lines = JSON.stringify(catalogue.journal.list({ limit: 1000 }));
    const secrets = catalogue.reader.all<{ salt: Uint8Array; hash: Uint8Array }>(
      'SELECT * FROM person_secret',
    );
    expect(secrets).toHaveLength(2);
    for (const { salt, hash } of secrets)
      for (const text of [salt, hash].flatMap(b => [
        Buffer.from(b).toString('hex'),
        Buffer.from(b).toString('base64'),
      ]))
        expect(lines).not.toContain(text);
    for (const word of [pin, 'another-pin', 'changed-pin', 'person_secret'])
      expect(lines).not.toContain(word);
    // What was done is there all the same.
    expect(lines).toContain('pin_changed');
    expect(lines).toContain('sign_in');
    expect(catalogue.journal.verify()).toMatchObject({ ok: true });
    expect(Buffer.from(secrets[0].salt).equals(Buffer.from(secrets[1].salt))).toBe(false);
    catalogue.close();
    for (const word of [pin, 'another-pin', 'changed-pin'])
      expect(readFileSync(join(folder, 'catalogue.gpkg')).includes(word)).toBe(false);
  });

  it('wrong PINs cost a wait that outlasts the program, also where they come at once', async () => {
    const folder = temporaryFolder();
    const catalogue = await open(folder);
    const { id } = await catalogue.people.add('os', { name: '赵管', role: 'admin', pin });
    const at = new Date('2026-08-01T00:00:00Z');
    const later = (seconds: number) => new Date(at.getTime() + seconds * 1000);
    const tries = await Promise.allSettled(
      [1, 2, 3, 4, 5, 6].map(n => catalogue.people.signIn(id, `wrong-${n}`, at)),
    );
    const said = tries.map(t => (t.status === 'rejected' ? (t.reason as Error).message : 'in'));
    expect(said.filter(s => s === 'the PIN is wrong')).toHaveLength(3);
    expect(said.filter(s => s.includes('try again in 5 seconds'))).toHaveLength(3);
    catalogue.close();
    const again = await open(folder, {});
    // Even the right one waits.
    expect((await failure(() => again.people.signIn(id, pin, later(4)))).message).toContain('1 second');
    await again.people.signIn(id, pin, later(5));
    // One that was right forgets the wrong ones.
    expect((await failure(() => again.people.signIn(id, 'wrong', later(6)))).message).toBe(
      'the PIN is wrong',
    );
    await again.people.signIn(id, pin, later(6));
    expect(again.journal.list().filter(l => JSON.stringify(l.after).includes('"wrong"'))).toHaveLength(4);
  });

  it('somebody who left may not sign in; the last administrator stays', async () => {
    const catalogue = await open(temporaryFolder());
    const { people } = catalogue;
    const admin = await people.add('os', { name: '赵管', role: 'admin', pin });
    const li = await people.add('赵管', { name: '李析', role: 'analyst', pin });
    people.update('赵管', li.id, { active: false });
    expect((await failure(() => people.signIn(li.id, pin))).code).toBe('not-allowed');
    for (const changes of [{ active: false }, { role: 'analyst' as const }])
      expect((await failure(() => people.update('赵管', admin.id, changes))).message).toContain(
        'last administrator',
      );
    expect(people.get(admin.id)).toMatchObject({ active: true, role: 'admin' });
    expect((await failure(() => people.add('赵管', { name: '李析', role: 'analyst', pin }))).code).toBe(
      'bad-input',
    );
  });
});

describe('the way of an assessment', () => {
  it('goes from draft to a number and is read-only then', async () => {
    const { catalogue, id } = await withAssessment();
    const { reviews, assessments, bulletins } = catalogue;
    expect((await failure(() => reviews.approve('王审', id))).message).toContain('is draft');
    reviews.step('李析', id, 'submit');
    expect((await failure(() => assessments.remove('李析', id))).message).toContain('in review');
    expect((await failure(() => reviews.step('王审', id, 'withdraw'))).message).toContain(
      'only who submitted it',
    );
    expect((await failure(() => reviews.step('王审', id, 'return', '  '))).message).toContain('say why');
    reviews.comment('王审', { assessmentId: id, text: '面积?', field: '东湖 · bloomAreaKm2' });
    reviews.step('王审', id, 'return', '见批注');
    const [comment] = reviews.comments(id);
    reviews.comment('李析', { assessmentId: id, text: '已核', replyTo: comment.id });
    reviews.step('李析', id, 'submit');
    // The author, who corrected the mask and who submitted it have a hand in it.
    for (const who of ['李析', '孙改'])
      expect((await failure(() => reviews.approve(who, id))).message).toMatch(/own work|open/);
    expect((await failure(() => reviews.approve('王审', id))).message).toContain('1 comment is open');
    reviews.resolve('王审', comment.id, true);
    for (const who of ['李析', '孙改'])
      expect((await failure(() => reviews.approve(who, id))).message).toContain('own work');
    // Half past midnight in Beijing is still the old year in UTC.
    reviews.approve('王审', id, { issuedBy: '陈签', now: new Date('2026-12-31T16:30:00Z') });
    expect(assessments.get(id)).toMatchObject({
      state: 'approved',
      approval: {
        number: 'BL-2027-0001',
        date: '2027-01-01',
        preparedBy: '李析',
        reviewedBy: '王审',
        issuedBy: '陈签',
      },
    });
    expect((await failure(() => assessments.remove('李析', id))).message).toContain('can only be read');
    expect(
      (await failure(() => bulletins.save('李析', id, 'zh-CN', { text: 'x', basedOn: '' }))).message,
    ).toContain('can only be read');
    expect((await failure(() => reviews.comment('李析', { assessmentId: id, text: 'x' }))).message).toContain(
      'closed',
    );
    expect(reviews.steps(id).map(s => `${s.who} ${s.action}`)).toEqual([
      '李析 submit',
      '王审 return',
      '李析 submit',
      '王审 approve',
    ]);
    expect(catalogue.journal.verify()).toMatchObject({ ok: true });
  });

  it('whoever edited the bulletin may not approve, even where somebody else wrote over it', async () => {
    const { catalogue, id } = await withAssessment();
    catalogue.bulletins.save('王审', id, 'zh-CN', { text: '改', basedOn: '' });
    catalogue.bulletins.save('李析', id, 'zh-CN', { text: '再改', basedOn: '' });
    catalogue.reviews.step('李析', id, 'submit');
    expect((await failure(() => catalogue.reviews.approve('王审', id))).message).toContain('own work');
    catalogue.reviews.approve('周审', id);
  });

  it('another name does not make it another one’s work, and nobody takes a name that stands under some', async () => {
    const { catalogue, id } = await withAssessment();
    const { people, reviews } = catalogue;
    await people.add('os', { name: '赵管', role: 'admin', pin });
    const li = await people.add('赵管', { name: '李析', role: 'admin', pin });
    // Steps are signed with a key that only signing in opens.
    expect((await failure(() => reviews.step('李析', id, 'submit'))).message).toContain('sign in again');
    await people.signIn(li.id, pin);
    reviews.step('李析', id, 'submit');
    people.update('赵管', li.id, { name: '李新' });
    for (const step of [() => reviews.approve('李新', id), () => reviews.step('李新', id, 'return', 'x')])
      expect((await failure(step)).message).toContain('own work');
    expect(reviews.isOwnWork('李新', id)).toBe(true);
    expect(reviews.isOwnWork('赵管', id)).toBe(false);
    expect(
      (await failure(() => people.add('赵管', { name: '李析', role: 'analyst', pin }))).message,
    ).toContain('had this name');
    // One's own old name may be taken again.
    people.update('赵管', li.id, { name: '李析' });
    reviews.approve('赵管', id);
  });

  it('numbers have no gaps, start anew each year, and one supersedes another with a reason', async () => {
    const { catalogue, id } = await withAssessment();
    const { reviews, assessments } = catalogue;
    const ids = [
      id,
      ...[2, 3].map(n => assessments.add('李析', { name: `n${n}`, sceneIds: [], zoneIds: [], result }).id),
    ];
    const now = (year: number) => new Date(`${year}-05-01T00:00:00Z`);
    for (const one of ids) reviews.step('李析', one, 'submit');
    // A clock that runs backwards needs a reason.
    expect((await failure(() => reviews.approve('王审', ids[0], { now: now(2026) }))).message).toContain(
      'the clock of this computer is before the last line',
    );
    const why = '时钟已校准';
    reviews.approve('王审', ids[0], { now: now(2026), why });
    await failure(() => reviews.approve('李析', ids[1], { now: now(2026) }));
    reviews.approve('王审', ids[1], { now: now(2026), why });
    reviews.approve('王审', ids[2], { now: now(2027), why });
    expect(ids.map(one => assessments.get(one).approval?.number)).toEqual([
      'BL-2026-0001',
      'BL-2026-0002',
      'BL-2027-0001',
    ]);
    expect((await failure(() => reviews.supersede('王审', ids[0], ids[1], ''))).code).toBe('bad-input');
    reviews.supersede('王审', ids[0], ids[1], '影像重新定标');
    expect(assessments.get(ids[0])).toMatchObject({
      state: 'superseded',
      approval: {
        number: 'BL-2026-0001',
        supersededBy: { id: ids[1], number: 'BL-2026-0002', why: '影像重新定标' },
      },
    });
    expect((await failure(() => reviews.supersede('王审', ids[0], ids[2], 'x'))).code).toBe('not-allowed');
  });

  it('no other program can change or remove what was approved', async () => {
    const { folder, catalogue, id } = await withAssessment();
    catalogue.reviews.step('李析', id, 'submit');
    catalogue.reviews.approve('王审', id);
    catalogue.close();
    const db = new Database(join(folder, 'catalogue.gpkg'));
    for (const sql of [
      `UPDATE assessment SET result = '{}' WHERE id = ${id}`,
      `UPDATE assessment SET state = 'draft' WHERE id = ${id}`,
      `DELETE FROM assessment WHERE id = ${id}`,
      "UPDATE approval SET reviewed_by = '李析'",
      'DELETE FROM approval',
    ])
      expect(() => db.exec(sql), sql).toThrow(/approv/);
    db.close();
  });

  it('a result that another program changed cannot be approved, and the checks say so', async () => {
    const { folder, catalogue, id } = await withAssessment();
    catalogue.reviews.step('李析', id, 'submit');
    expect(catalogue.reviews.isAsSaved(id)).toBe(true);
    catalogue.close();
    const db = new Database(join(folder, 'catalogue.gpkg'));
    db.exec(
      `UPDATE assessment SET result = replace(result, '"threshold":0.1', '"threshold":0.2') WHERE id = ${id}`,
    );
    db.close();
    const again = await open(folder, {});
    expect((await failure(() => again.reviews.approve('王审', id))).message).toContain('another program');
    expect(again.reviews.isAsSaved(id)).toBe(false);
    expect(again.assessments.get(id)).toMatchObject({ state: 'submitted', approval: null });
  });

  it('of two reviewers at once one approves; the other is told', async () => {
    const { folder, catalogue, id } = await withAssessment();
    catalogue.reviews.step('李析', id, 'submit');
    const second = await open(folder, {});
    catalogue.reviews.approve('王审', id);
    const refusal = await failure(() => second.reviews.approve('周审', id));
    expect(refusal).toMatchObject({ code: 'not-allowed', message: 'not while it is approved' });
    expect(second.assessments.get(id).approval).toMatchObject({ reviewedBy: '王审' });
    expect((await failure(() => second.reviews.step('周审', id, 'return', 'x'))).code).toBe('not-allowed');
  });

  it('a program that is killed while approving leaves it in review, and the number to the next', async () => {
    const { folder, catalogue, id } = await withAssessment();
    catalogue.reviews.step('李析', id, 'submit');
    catalogue.close();
    const died = spawnSync(
      process.execPath,
      [join('tests', 'fixtures', 'approve-and-die.ts'), folder, String(id)],
      { cwd: root },
    );
    expect(died.signal).toBe('SIGKILL');
    const again = await open(folder, {});
    expect(again.assessments.get(id)).toMatchObject({ state: 'submitted', approval: null });
    expect(again.journal.verify()).toMatchObject({ ok: true });
    again.reviews.approve('王审', id, { why: '时钟已校准', now: new Date('2026-05-01T00:00:00Z') });
    expect(again.assessments.get(id).approval?.number).toBe('BL-2026-0001');
  });
});
