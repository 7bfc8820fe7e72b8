import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { calls, type CallName } from '#core/contract/calls.ts';
import { roles, type Person, type Role } from '#core/review/people.ts';
import { openCatalogue } from '#host/catalogue/catalogue.ts';
import { admit } from '#host/server/admit.ts';
import { Roots } from '#host/server/context/roots.ts';
import type { Context } from '#host/server/context/context.ts';
import { dispatch } from '#host/server/dispatch.ts';
import type { Workspace } from '#host/workspace/workspace.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';

/** Every call: who may make it where people are set up, and whether it runs in a read-only workspace. */
const expected = `
  workspace.get         nobody analyst ecologist reviewer admin | read-only
  workspace.open        nobody analyst ecologist reviewer admin | read-only
  files.list            nobody analyst ecologist reviewer admin | read-only
  scene.open            -      analyst ecologist -        admin |
  scene.pictures        nobody analyst ecologist reviewer admin | read-only
  scene.describe        -      analyst ecologist -        admin |
  scene.list            nobody analyst ecologist reviewer admin | read-only
  scene.locate          -      analyst ecologist -        admin |
  scene.remove          -      analyst ecologist -        admin |
  scene.stretch         nobody analyst ecologist reviewer admin | read-only
  scene.probe           nobody analyst ecologist reviewer admin | read-only
  pyramid.get           nobody analyst ecologist reviewer admin | read-only
  pyramid.build         -      analyst ecologist reviewer admin |
  pyramid.remove        -      analyst ecologist reviewer admin |
  index.list            nobody analyst ecologist reviewer admin | read-only
  index.parse           nobody analyst ecologist reviewer admin | read-only
  zones.layers          nobody analyst ecologist reviewer admin | read-only
  zones.import          -      analyst -         -        admin |
  zones.list            nobody analyst ecologist reviewer admin | read-only
  zones.remove          -      analyst -         -        admin |
  zones.check           nobody analyst ecologist reviewer admin | read-only
  zones.intersect       -      analyst -         -        admin |
  bloom.tally           nobody analyst ecologist reviewer admin | read-only
  bloom.find-threshold  nobody analyst ecologist reviewer admin | read-only
  bloom.keep-threshold  -      analyst -         -        admin |
  bloom.ground          nobody analyst ecologist reviewer admin | read-only
  bloom.assess          -      analyst -         -        admin |
  assessment.list       nobody analyst ecologist reviewer admin | read-only
  assessment.get        nobody analyst ecologist reviewer admin | read-only
  assessment.remove     -      analyst -         -        admin |
  map.choices           nobody analyst ecologist reviewer admin | read-only
  map.preview           nobody analyst ecologist reviewer admin | read-only
  export.map            -      analyst ecologist reviewer admin | read-only
  export.assessment     -      analyst ecologist reviewer admin | read-only
  export.atlas          -      analyst ecologist reviewer admin | read-only
  templates.list        nobody analyst ecologist reviewer admin | read-only
  templates.save        -      analyst -         -        admin |
  templates.rename      -      analyst -         -        admin |
  templates.remove      -      analyst -         -        admin |
  templates.import      -      analyst -         -        admin |
  export.template       -      analyst ecologist reviewer admin | read-only
  mask.prepare          nobody analyst ecologist reviewer admin | read-only
  corrections.list      nobody analyst ecologist reviewer admin | read-only
  corrections.add       -      analyst -         -        admin |
  corrections.update    -      analyst -         -        admin |
  corrections.remove    -      analyst -         -        admin |
  corrections.connected nobody analyst ecologist reviewer admin | read-only
  redline.tally         nobody analyst ecologist reviewer admin | read-only
  redline.choices       nobody analyst ecologist reviewer admin | read-only
  redline.chips         nobody analyst ecologist reviewer admin | read-only
  redline.assess        -      analyst -         -        admin |
  ledger.list           nobody analyst ecologist reviewer admin | read-only
  ledger.take           -      analyst ecologist -        admin |
  ledger.change         -      analyst ecologist -        admin |
  ledger.step           -      analyst ecologist -        admin |
  ledger.remove         -      analyst ecologist -        admin |
  ledger.photos         nobody analyst ecologist reviewer admin | read-only
  ledger.export         -      analyst ecologist reviewer admin | read-only
  ledger.import         -      analyst ecologist -        admin |
  parameters.list       nobody analyst ecologist reviewer admin | read-only
  plots.forms           nobody analyst ecologist reviewer admin | read-only
  sites.find            nobody analyst ecologist reviewer admin | read-only
  sites.card            nobody analyst ecologist reviewer admin | read-only
  sites.add             -      analyst ecologist -        admin |
  sites.update          -      analyst ecologist -        admin |
  sites.table           nobody analyst ecologist reviewer admin | read-only
  sites.change          -      analyst ecologist -        admin |
  sites.remove          -      analyst ecologist -        admin |
  quadrats.add          -      analyst ecologist -        admin |
  quadrats.update       -      analyst ecologist -        admin |
  quadrats.remove       -      analyst ecologist -        admin |
  rows.set              -      analyst ecologist -        admin |
  observations.add      -      analyst ecologist -        admin |
  observations.table    nobody analyst ecologist reviewer admin | read-only
  observations.change   -      analyst ecologist -        admin |
  observations.flag     -      analyst ecologist -        admin |
  observations.correct  -      analyst ecologist -        admin |
  photos.add            -      analyst ecologist -        admin |
  photos.note           -      analyst ecologist -        admin |
  photos.remove         -      analyst ecologist -        admin |
  photos.locate         nobody analyst ecologist reviewer admin | read-only
  edits.history         nobody analyst ecologist reviewer admin | read-only
  edits.undo            -      analyst ecologist -        admin |
  edits.redo            -      analyst ecologist -        admin |
  drafts.get            nobody analyst ecologist reviewer admin | read-only
  drafts.set            -      analyst ecologist reviewer admin |
  water.classes         nobody analyst ecologist reviewer admin | read-only
  sites.satellite       nobody analyst ecologist reviewer admin | read-only
  import.preview        nobody analyst ecologist reviewer admin | read-only
  import.commit         -      analyst ecologist -        admin |
  import.list           nobody analyst ecologist reviewer admin | read-only
  import.revert         -      analyst ecologist -        admin |
  import.mappings       nobody analyst ecologist reviewer admin | read-only
  import.save-mapping   -      analyst ecologist -        admin |
  plots.export          -      analyst ecologist reviewer admin | read-only
  field.compare         nobody analyst ecologist reviewer admin | read-only
  field.accept          -      analyst ecologist -        admin |
  backups.list          nobody analyst ecologist reviewer admin | read-only
  backups.make          -      analyst ecologist reviewer admin |
  backups.set-second-place -  -       -         -        admin |
  backups.restore       -      -       -         -        admin |
  catalogue.examine     nobody analyst ecologist reviewer admin | read-only
  series.list           nobody analyst ecologist reviewer admin | read-only
  series.create         -      analyst -         -        admin |
  series.run            -      analyst -         -        admin |
  series.get            nobody analyst ecologist reviewer admin | read-only
  series.remove         -      analyst -         -        admin |
  series.export         -      analyst ecologist reviewer admin | read-only
  series.frame          nobody analyst ecologist reviewer admin | read-only
  warning.list          nobody analyst ecologist reviewer admin | read-only
  warning.set           -      analyst -         -        admin |
  bulletin.get          nobody analyst ecologist reviewer admin | read-only
  bulletin.save         -      analyst -         -        admin |
  ecology.rules         nobody analyst ecologist reviewer admin | read-only
  ecology.list          nobody analyst ecologist reviewer admin | read-only
  ecology.get           nobody analyst ecologist reviewer admin | read-only
  ecology.remove        -      analyst -         -        admin |
  ecology.export        -      analyst ecologist reviewer admin | read-only
  ecology.state         -      analyst -         -        admin |
  ecology.index         -      analyst -         -        admin |
  ecology.read-table    nobody analyst ecologist reviewer admin | read-only
  ecology.codes         nobody analyst ecologist reviewer admin | read-only
  ecology.services      -      analyst -         -        admin |
  ecology.validate      -      analyst -         -        admin |
  people.get            nobody analyst ecologist reviewer admin | read-only
  people.add            -      -       -         -        admin |
  people.update         -      -       -         -        admin |
  people.set-pin        -      analyst ecologist reviewer admin |
  people.certify        -      -       -         -        admin |
  people.sign-in        nobody analyst ecologist reviewer admin |
  people.sign-out       nobody analyst ecologist reviewer admin |
  review.inbox          nobody analyst ecologist reviewer admin | read-only
  review.get            nobody analyst ecologist reviewer admin | read-only
  review.mask           nobody analyst ecologist reviewer admin | read-only
  review.submit         -      analyst -         -        admin |
  review.withdraw       -      analyst -         -        admin |
  review.return         -      -       -         reviewer admin |
  review.approve        -      -       -         reviewer admin |
  review.supersede      -      -       -         reviewer admin |
  review.comment        -      analyst ecologist reviewer admin |
  review.resolve        -      analyst ecologist reviewer admin |
  review.rerun          nobody analyst ecologist reviewer admin | read-only
  package.write         -      analyst ecologist reviewer admin | read-only
  package.verify        nobody analyst ecologist reviewer admin | read-only
  package.import        -      analyst ecologist reviewer admin |
  package.list          nobody analyst ecologist reviewer admin | read-only
  package.get           nobody analyst ecologist reviewer admin | read-only
  report.offer          nobody analyst ecologist reviewer admin | read-only
  report.preview        nobody analyst ecologist reviewer admin | read-only
  report.edit           -      analyst -         -        admin |
  export.report         -      analyst ecologist reviewer admin | read-only
  journal.list          nobody analyst ecologist reviewer admin | read-only
  jobs.cancel           nobody analyst ecologist reviewer admin | read-only
`;

const seats = ['nobody', ...roles] as const;
const person = (role: Role): Person => ({ id: 1, name: '某人', role, active: true, created: '' });
const seated = (seat: (typeof seats)[number], readOnly: boolean) =>
  ({
    catalogue: { readOnly, directory: '/w' },
    hasPeople: true,
    person: seat === 'nobody' ? null : person(seat),
  }) as Workspace;

function passes(name: CallName, workspace: Workspace): boolean {
  try {
    admit(name, workspace);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: 'not-allowed' });
    return false;
  }
}

it('every call is let through for those whom the table names, in a read-only workspace where it says so', () => {
  const found = (Object.keys(calls) as CallName[]).map(name => {
    const may = seats.filter(seat => passes(name, seated(seat, false)));
    const readOnly = may.filter(seat => passes(name, seated(seat, true)));
    // A read-only workspace refuses a call for all or for none.
    expect([0, may.length], name).toContain(readOnly.length);
    const nobodySetUp = { ...seated('nobody', false), hasPeople: false } as Workspace;
    expect(passes(name, nobodySetUp), name).toBe(true);
    return [name, ...may, '|', ...(readOnly.length > 0 ? ['read-only'] : [])].join(' ');
  });
  const lines = expected
    .trim()
    .split('\n')
    .map(line =>
      line
        .split(/[\s-]+(?=\s)|\s+/)
        .filter(Boolean)
        .join(' '),
    );
  expect(found).toEqual(lines);
});

it('a read-only workspace gives its ledger and its plots away, and takes nothing', async () => {
  const folder = temporaryFolder();
  const [home, out] = [join(folder, 'w'), join(folder, 'out')];
  mkdirSync(out);
  (await openCatalogue(home, { create: true })).close();
  const catalogue = await openCatalogue(home, { readOnly: true });
  const roots = new Roots();
  roots.allow(folder);
  const context = {
    workspace: { catalogue, hasPeople: false, person: null, who: 'os' },
    roots,
    send: () => {},
  };
  const ask = (name: CallName, input: unknown) => dispatch(name, input, context as unknown as Context, {});
  // Its own words, not those of the door: there is nothing to write.
  const list = { format: 'xlsx', path: join(out, 'ledger.xlsx'), language: 'en' };
  await expect(ask('ledger.export', list)).rejects.toMatchObject({ code: 'bad-input' });
  await ask('plots.export', { filter: {}, format: 'csv', directory: out, name: 'plots', language: 'en' });
  expect(readdirSync(out)).toContain('plots.csv');
  await expect(ask('zones.remove', { zoneIds: [1] })).rejects.toMatchObject({
    code: 'not-allowed',
    message: 'the workspace is read-only',
  });
  catalogue.close();
});
