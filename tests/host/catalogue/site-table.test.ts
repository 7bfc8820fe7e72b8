import { expect, it } from 'vitest';
import { siteOfCells } from '#core/plots/site-cells.ts';
import { plotForms } from '#host/catalogue/plot-forms.ts';
import { failure, open, temporaryFolder } from './workspace.ts';

it('cells make a site: labels become codes, an empty cell takes a field away', () => {
  const made = siteOfCells(
    { name: '桥下', lon: '119°30′', lat: '32.5', kind: '水质断面', 'water-body': '河', county: '高邮' },
    null,
    plotForms(),
    '1',
  );
  expect(made).toEqual({ name: '桥下', code: '', kind: 'section', lon: 119.5, lat: 32.5, note: '', fields: { 'water-body': 'river', county: '高邮' } }); // prettier-ignore
  const site = { ...made, id: 1, sideM: null, observations: 0, latest: null, simulated: false };
  expect(siteOfCells({ county: ' ' }, site, plotForms(), '1').fields).toEqual({ 'water-body': 'river' });
});

it('110 body types are one step that is taken back at once; one bad row refuses all of them', async () => {
  const catalogue = await open(temporaryFolder());
  const added = Array.from({ length: 110 }, (_, i) => ({
    name: `断面${i}`,
    lon: '119',
    lat: String(30 + i / 100),
  }));
  const { added: ids } = catalogue.sites.change('li', [], added);
  const bodies = () => catalogue.sites.list().map(s => s.fields['water-body']);
  catalogue.sites.change('li', ids.map(siteId => ({ siteId, cells: { 'water-body': '河流' } })), []); // prettier-ignore
  expect(bodies()).toEqual(Array(110).fill('river'));
  expect(catalogue.edits.history().undo).toBe('change-sites');
  catalogue.edits.undo('li');
  expect(bodies()).toEqual(Array(110).fill(undefined));
  const bad = await failure(() => {
    catalogue.sites.change('li', [{ siteId: ids[0], cells: { note: 'x' } }, { siteId: ids[1], cells: { 'water-body': '海' } }], []); // prettier-ignore
    return Promise.resolve();
  });
  expect(bad.message).toContain('海');
  expect(catalogue.sites.get(ids[0]).note).toBe('');
  expect(catalogue.journal.verify()).toMatchObject({ ok: true });
});
