import { expect, it } from 'vitest';
import { commitImport, revertImport } from '#host/exchange/field-import/commit-import.ts';
import { readImport } from '#host/exchange/field-import/read-import.ts';
import { failure, open, temporaryFolder } from '#tests/host/catalogue/workspace.ts';
import { put } from './files.ts';

async function withSite() {
  const folder = temporaryFolder();
  const catalogue = await open(folder);
  const { id } = catalogue.sites.add('li', { name: '桥下', code: 'B1', kind: 'section', lon: 119, lat: 32, note: '旧', fields: { 'water-body': 'lake', mileage: 12 } }); // prettier-ignore
  return { folder, catalogue, id, site: () => catalogue.sites.get(id) };
}
const list = '断面编码,断面名称,水体类型,水质目标,里程,备注\nB1,大桥下,河流,Ⅲ,13.5,新\n';
const expected = [
  { site: '桥下', field: 'name', old: '桥下', new: '大桥下' },
  { site: '桥下', field: 'note', old: '旧', new: '新' },
  { site: '桥下', field: 'water-body', old: 'lake', new: 'river' },
  { site: '桥下', field: 'target-class', old: '', new: 'III' },
  { site: '桥下', field: 'mileage', old: '12', new: '13.5' },
];

it('a later list is a difference that is written where it is taken, and taken back with its import', async () => {
  const { folder, catalogue, id, site } = await withSite();
  const before = site();
  const path = put(folder, '断面清单.csv', list);
  const kind = { kind: 'section' as const };

  const read = await readImport(catalogue, path, { adjust: kind });
  const updates = expected.map(u => (u.field === 'target-class' ? { ...u, new: read.report.updates.find(r => r.field === u.field)?.new } : u)); // prettier-ignore
  expect(read.report.updates.map(({ site, field, old, new: said }) => ({ site, field, old, new: said })).sort((a, b) => a.field.localeCompare(b.field))).toEqual(updates.sort((a, b) => a.field.localeCompare(b.field))); // prettier-ignore
  await commitImport(catalogue, read, { who: 'li' });
  expect(site()).toEqual(before);

  const one = await readImport(catalogue, path, { adjust: { ...kind, updates: [`${id}|mileage`] } });
  await commitImport(catalogue, one, { who: 'li' });
  expect(site()).toEqual({ ...before, fields: { ...before.fields, mileage: 13.5 } });

  const rest = await readImport(catalogue, path, { adjust: { ...kind, updates: 'all' } });
  expect(rest.report.updates).toHaveLength(4);
  const { importId } = await commitImport(catalogue, rest, { who: 'li' });
  expect(site()).toMatchObject({
    name: '大桥下',
    note: '新',
    fields: { 'water-body': 'river', mileage: 13.5 },
  });
  expect(catalogue.journal.list().some(line => line.table === 'site' && line.action === 'update')).toBe(true);
  catalogue.write('li', tx => revertImport(tx, importId!));
  expect(site()).toEqual({ ...before, fields: { ...before.fields, mileage: 13.5 } });
  expect(catalogue.journal.verify()).toMatchObject({ ok: true });
});

it('what somebody changed since is not taken back over them', async () => {
  const { folder, catalogue, id, site } = await withSite();
  const path = put(folder, '断面清单.csv', list);
  const read = await readImport(catalogue, path, { adjust: { kind: 'section', updates: 'all' } });
  const { importId } = await commitImport(catalogue, read, { who: 'li' });
  catalogue.sites.update('wang', id, { note: '又新' });
  await failure(() => catalogue.write('li', tx => revertImport(tx, importId!)));
  expect(site().note).toBe('又新');
});

it('days that may be months are asked, unless another column proves how they are written', async () => {
  const { folder, catalogue } = await withSite();
  const two = put(folder, 'two.csv', '断面,采样日期,总磷\n桥下,05/07/2025,0.1\n桥下,06/07/2025,0.2\n');
  const asked = await readImport(catalogue, two, null);
  expect(asked.report.notes).toContainEqual({ code: 'dates-ambiguous', column: '采样日期', value: '05/07/2025' }); // prettier-ignore
  expect((await failure(() => commitImport(catalogue, asked, { who: 'li' }))).message).toContain(
    '--date-order',
  );
  for (const [dateOrder, day] of [
    ['dmy', '2025-07-05'],
    ['mdy', '2025-05-07'],
  ] as const) {
    // prettier-ignore
    const { plan, report } = await readImport(catalogue, two, { adjust: { dateOrder } });
    expect(plan.observations[0].time).toBe(day);
    expect(report.notes.map(note => note.code)).not.toContain('dates-ambiguous');
  }
  const proved = put(folder, 'proved.csv', '断面,采样日期,分析日期,总磷\n桥下,05/07/2025,05/13/2025,0.1\n'); // prettier-ignore
  const read = await readImport(catalogue, proved, null);
  expect(read.report.notes).toContainEqual({ code: 'dates-proved', column: '采样日期', value: '分析日期' });
  expect(read.plan.observations[0].time).toBe('2025-05-07');
  // The same day either way.
  const same = put(folder, 'same.csv', '断面,采样日期,总磷\n桥下,05/05/2025,0.1\n');
  expect((await readImport(catalogue, same, null)).plan.observations[0].time).toBe('2025-05-05');
});

it('remarks of later rows of a site stand behind the first', async () => {
  const { folder, catalogue } = await withSite();
  const path = put(folder, 'r.csv', '断面,经度,纬度,采样日期,总磷,备注\n新桥,119.5,32.5,2025-07-01,0.1,浑浊\n新桥,119.5,32.5,2025-07-02,0.2,有泡沫\n新桥,119.5,32.5,2025-07-03,0.2,浑浊\n'); // prettier-ignore
  expect((await readImport(catalogue, path, null)).plan.sites[0].note).toBe('浑浊；有泡沫');
});
